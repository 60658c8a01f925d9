package org.serlab.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A code cell of a notebook (nbformat 4.5).
 *
 * @param id its identifier
 * @param number among the notebook's code cells, from 1
 * @param source its code
 * @param tags its tags
 * @param counted whether it has an execution count
 * @param outputs what it shows
 */
record Cell(
    String id,
    int number,
    String source,
    Set<String> tags,
    boolean counted,
    List<JsonObject> outputs) {
  private static final int LONGEST_LINE = 60;

  /** The code cells of a notebook in order; cells without code are passed over. */
  static List<Cell> of(JsonObject notebook) {
    List<Cell> cells = new ArrayList<>();
    for (JsonElement element : notebook.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      String source = text(cell.get("source"));
      if (!isCode(cell) || source.isBlank()) {
        continue;
      }
      List<JsonObject> outputs = new ArrayList<>();
      if (cell.has("outputs")) {
        cell.getAsJsonArray("outputs").forEach(output -> outputs.add(output.getAsJsonObject()));
      }
      cells.add(
          new Cell(
              cell.has("id") ? cell.get("id").getAsString() : "",
              cells.size() + 1,
              source,
              tags(cell),
              cell.has("execution_count") && !cell.get("execution_count").isJsonNull(),
              outputs));
    }
    return cells;
  }

  static boolean isCode(JsonObject cell) {
    return "code".equals(cell.get("cell_type").getAsString());
  }

  static Set<String> tags(JsonObject cell) {
    Set<String> tags = new LinkedHashSet<>();
    JsonObject metadata = cell.getAsJsonObject("metadata");
    if (metadata != null && metadata.has("tags")) {
      metadata.getAsJsonArray("tags").forEach(tag -> tags.add(tag.getAsString()));
    }
    return tags;
  }

  /** Text that nbformat keeps as one string or as a list of lines. */
  static String text(JsonElement element) {
    if (element instanceof JsonArray lines) {
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line.getAsString()));
      return text.toString();
    }
    return element.getAsString();
  }

  /** What an output shows under a MIME type; empty where it has none of it. */
  static String content(JsonObject output, String mime) {
    JsonElement content = output.get("data") instanceof JsonObject data ? data.get(mime) : null;
    return content == null ? "" : content.isJsonObject() ? content.toString() : text(content);
  }

  /** The first line of code, comments passed over, shortened if need be. */
  static String firstLine(String source) {
    String line =
        source
            .lines()
            .map(String::strip)
            .filter(text -> !text.isEmpty() && !text.startsWith("//"))
            .findFirst()
            .orElse(source.strip());
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
  }

  /** How messages call it. */
  String name() {
    return "cell %d (%s)".formatted(number, firstLine(source));
  }
}
