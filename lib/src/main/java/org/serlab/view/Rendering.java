package org.serlab.view;

import com.google.gson.JsonElement;
import java.util.Map;

/**
 * Something as a notebook shows it.
 *
 * @param content per MIME type the text, or base64 for images; always holds {@code text/plain}
 * @param data what is shown, as data: {@code check} computes it again and compares; {@code
 *     JsonNull} where there is none
 */
public record Rendering(Map<String, String> content, JsonElement data) {
  /** Copies the content. */
  public Rendering {
    content = Map.copyOf(content);
  }
}
