package org.serlab.view;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences that were made from numbers, as a list in the notebook's text.
 *
 * @param title what they answer; may be empty
 * @param sentences the sentences
 */
public record Sentences(String title, List<String> sentences) implements Renderable {
  /** Copies the list. */
  public Sentences {
    sentences = List.copyOf(sentences);
  }

  /**
   * @param title what they answer; may be empty
   * @param sentences the sentences
   */
  public static Sentences of(String title, List<String> sentences) {
    return new Sentences(title, sentences);
  }

  @Override
  public Rendering render() {
    String plain =
        sentences.stream().map(text -> "- " + text).collect(Collectors.joining("\n", "", ""));
    String html =
        sentences.stream()
            .map(text -> "<li>" + Html.escape(text) + "</li>")
            .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
    boolean titled = !title.isEmpty();
    JsonObject data = new JsonObject();
    data.addProperty("type", "sentences");
    data.addProperty("title", title);
    data.add("sentences", Data.texts(sentences));
    return Rendering.html(
        (titled ? title + "\n" : "") + plain,
        (titled ? "<p><strong>" + Html.escape(title) + "</strong></p>\n" : "") + html,
        data);
  }
}
