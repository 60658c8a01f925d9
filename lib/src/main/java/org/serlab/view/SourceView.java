package org.serlab.view;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.serlab.Serlab;
import org.serlab.SerlabException;

/**
 * A method's real source, so that a notebook shows the code that is run and not a copy that ages.
 */
public final class SourceView implements Renderable {
  private static final String SOURCES = "lib/src/main/java";

  private final String text;

  private SourceView(String text) {
    this.text = text;
  }

  /**
   * @param type a class of the library
   * @param method name of one of its methods, or of the class itself for its constructor
   * @return the first method of that name, without its comment
   * @throws SerlabException if the source is not in the checkout, or has no such method
   */
  public static SourceView of(Class<?> type, String method) {
    Path file = Serlab.home().resolve(SOURCES).resolve(type.getName().replace('.', '/') + ".java");
    try {
      return new SourceView(method(Files.readAllLines(file), method));
    } catch (IOException e) {
      throw new SerlabException(
          "There is no source of " + type.getSimpleName() + " in " + SOURCES + ".", e);
    }
  }

  /** Members are indented by two spaces, and end at the first closing brace with that indent. */
  static String method(List<String> lines, String name) {
    Pattern head = Pattern.compile("  (?! |\\*|/)[^=;]*\\b" + Pattern.quote(name) + "\\(.*");
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      if (!text.isEmpty() || head.matcher(line).matches()) {
        text.append(line.startsWith("  ") ? line.substring(2) : line).append('\n');
        if (line.equals("  }")) {
          return text.toString();
        }
      }
    }
    throw new SerlabException("There is no method " + name + " in the source.");
  }

  @Override
  public Rendering render() {
    return Rendering.html(
        text,
        "<pre style=\"background:#f6f8fa;padding:0.8em;overflow-x:auto\"><code>"
            + Html.escape(text)
            + "</code></pre>",
        new JsonPrimitive(text));
  }
}
