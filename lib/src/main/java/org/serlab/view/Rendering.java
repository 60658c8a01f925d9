package org.serlab.view;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.serlab.SerlabException;
import org.serlab.Sha256;

/**
 * Something as a notebook shows it.
 *
 * @param content per MIME type the text, or base64 for images; always holds {@code text/plain}
 * @param data what is shown, as data: {@code check} computes it again and compares; {@code
 *     JsonNull} where there is none
 */
public record Rendering(Map<String, String> content, JsonElement data) {
  /** MIME type of pictures. */
  public static final String PNG = "image/png";

  /** Copies the content. */
  public Rendering {
    content = Map.copyOf(content);
    if (!content.containsKey("text/plain")) {
      throw new IllegalArgumentException("a rendering needs text/plain beside " + content.keySet());
    }
  }

  /**
   * @param plain as plain text
   * @param html as HTML
   * @param data what is shown
   */
  public static Rendering html(String plain, String html, JsonElement data) {
    return new Rendering(Map.of("text/plain", plain, "text/html", html), data);
  }

  /**
   * @param image a picture
   * @param alt what it shows, in words, for whoever cannot see it
   * @param data what it shows, as data; {@code alt} is added to it
   */
  public static Rendering picture(BufferedImage image, String alt, JsonObject data) {
    if (alt == null || alt.isBlank()) {
      throw new SerlabException(
          "a picture has no alternative text: say in a sentence what it shows");
    }
    JsonObject described = data.deepCopy();
    described.addProperty("alt", alt);
    return new Rendering(Map.of("text/plain", alt, PNG, base64(image)), described);
  }

  /**
   * What goes into the metadata of a notebook's output: below {@code serlab} the data and, for a
   * picture, the SHA-256 of its base64 text, by which {@code check} knows that the stored picture
   * is the one made from the data; and the picture's alternative text.
   */
  public JsonObject metadata() {
    JsonObject metadata = new JsonObject();
    JsonObject serlab = new JsonObject();
    if (!(data instanceof JsonNull)) {
      serlab.add("data", data);
    }
    if (content.containsKey(PNG)) {
      serlab.addProperty("image", Sha256.of(content.get(PNG)));
      if (data instanceof JsonObject described && described.has("alt")) {
        JsonObject image = new JsonObject();
        image.add("alt", described.get("alt"));
        metadata.add(PNG, image);
      }
    }
    if (serlab.size() > 0) {
      metadata.add("serlab", serlab);
    }
    return metadata;
  }

  private static String base64(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
