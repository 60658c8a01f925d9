package org.serlab.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.serlab.view.KeyFigure;
import org.serlab.view.Ledger;
import org.serlab.view.Rendering;

/**
 * What the front page says of a notebook. Time, data and prerequisites are read from its top:
 * {@code **Takes** a minute. **Data** any corpus. **Read before** 00-start-here.}
 *
 * @param title its first heading
 * @param lead the first paragraph below it
 * @param facts time, data, prerequisites, as far as the notebook states them
 * @param figures its key figures ({@link KeyFigure}), as data
 * @param claims verdicts on a paper's claims ({@link Ledger}), each with a link to its cell
 * @param picture base64 text of its first picture; empty if it has none
 * @param alt what the picture shows
 */
record NotebookSummary(
    String title,
    String lead,
    Map<String, String> facts,
    List<JsonObject> figures,
    List<JsonObject> claims,
    String picture,
    String alt) {
  /** A bold word at the top, and what follows it up to the next bold word. */
  private static final Pattern FACT =
      Pattern.compile(
          "\\*\\*(Takes|Time|Data|Read before|Prerequisites):?\\*\\*:?(.*?)(?=\\*\\*|\\n|$)");

  private static final Map<String, String> NAMES =
      Map.of("Takes", "Time", "Read before", "Prerequisites");
  private static final Pattern HEADING = Pattern.compile("(?m)^#\\s+(.+)$");

  /** Reads an executed notebook. */
  static NotebookSummary of(String name, JsonObject notebook) {
    String title = name;
    String lead = "";
    Map<String, String> facts = new LinkedHashMap<>();
    StringBuilder prose = new StringBuilder();
    for (JsonElement element : notebook.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("markdown")) {
        prose.append(Cell.text(cell.get("source"))).append("\n\n");
      }
    }
    Matcher heading = HEADING.matcher(prose);
    if (heading.find()) {
      title = plain(heading.group(1));
      lead = firstParagraph(prose.substring(heading.end()));
    }
    Matcher fact = FACT.matcher(prose);
    while (fact.find()) {
      String fixed = NAMES.getOrDefault(fact.group(1), fact.group(1));
      facts.putIfAbsent(fixed, plain(fact.group(2)).replaceFirst("\\.$", ""));
    }
    List<JsonObject> figures = new ArrayList<>();
    List<JsonObject> claims = new ArrayList<>();
    String picture = "";
    String alt = "";
    for (Cell cell : Cell.of(notebook)) {
      for (JsonObject output : cell.outputs()) {
        JsonObject data = data(output);
        if (isOf(data, KeyFigure.TYPE)) {
          figures.add(data);
        }
        if (isOf(data, Ledger.TYPE)) {
          for (JsonElement element : data.getAsJsonArray("claims")) {
            JsonObject claim = element.getAsJsonObject().deepCopy();
            claim.addProperty("link", name + ".html#" + SitePage.anchor(cell.id()));
            claims.add(claim);
          }
        }
        String png = Cell.content(output, Rendering.PNG).strip();
        if (picture.isEmpty() && !png.isEmpty()) {
          picture = png;
          alt = data.has("alt") ? data.get("alt").getAsString() : "";
        }
      }
    }
    return new NotebookSummary(title, lead, facts, figures, claims, picture, alt);
  }

  /** The data that the kernel left in an output's metadata; empty where there are none. */
  static JsonObject data(JsonObject output) {
    if (output.get("metadata") instanceof JsonObject metadata
        && metadata.get("serlab") instanceof JsonObject serlab
        && serlab.get("data") instanceof JsonObject data) {
      return data;
    }
    return new JsonObject();
  }

  private static boolean isOf(JsonObject data, String type) {
    return data.has("type") && data.get("type").getAsString().equals(type);
  }

  private static String firstParagraph(String text) {
    for (String paragraph : text.strip().split("\n\\s*\n")) {
      String stripped = paragraph.strip();
      if (!stripped.isEmpty()
          && !FACT.matcher(stripped).find()
          && !stripped.startsWith("#")
          && !stripped.startsWith("|")
          && !stripped.startsWith("!")
          && !stripped.startsWith("<")) {
        return plain(stripped);
      }
    }
    return "";
  }

  /** Without Markdown's marks. */
  private static String plain(String markdown) {
    return markdown
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .replaceAll("[*`]|(?<=\\s|^)_|_(?=\\s|$)", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
