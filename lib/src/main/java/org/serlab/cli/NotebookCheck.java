package org.serlab.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.serlab.Sha256;
import org.serlab.view.Rendering;

/**
 * Compares a committed notebook with a copy of it that was executed again from the committed
 * records. What is compared is text, HTML and data, never pixels: a stored picture counts as right
 * if it is the one that was made from the stored data, and the data are right.
 */
public final class NotebookCheck {
  /** Cells with these tags need audio, or show times; they are not executed again. */
  static final Set<String> SKIPPED = Set.of("corpus", "volatile");

  /** Cells with this tag show an error on purpose. */
  private static final String RAISES = "raises-exception";

  private static final int MOST_BYTES = 4_000_000;
  private static final int MOST_PLAYERS = 6;

  /**
   * Something that is not as it should be.
   *
   * @param where the cell, or empty for the whole notebook
   * @param what differs
   */
  public record Difference(String where, String what) {
    @Override
    public String toString() {
      return where.isEmpty() ? what : where + ": " + what;
    }
  }

  private NotebookCheck() {}

  /**
   * @param committed a notebook as committed
   * @return a copy to be executed again: without the cells that need audio or show times
   */
  public static JsonObject withoutSkipped(JsonObject committed) {
    JsonObject copy = committed.deepCopy();
    JsonArray kept = new JsonArray();
    for (JsonElement cell : copy.getAsJsonArray("cells")) {
      if (Cell.tags(cell.getAsJsonObject()).stream().noneMatch(SKIPPED::contains)) {
        kept.add(cell);
      }
    }
    copy.add("cells", kept);
    return copy;
  }

  /**
   * What can be said of a committed notebook without executing it: it was executed whole, without
   * errors, its pictures are those made with its data, and it is small enough.
   *
   * @param committed the notebook
   */
  public static List<Difference> inspect(JsonObject committed) {
    List<Difference> found = new ArrayList<>();
    int bytes = committed.toString().length();
    if (bytes > MOST_BYTES) {
      found.add(new Difference("", "it has %.1f MB, and 4 MB is the limit".formatted(bytes / 1e6)));
    }
    int players = 0;
    for (Cell cell : Cell.of(committed)) {
      inspect(cell, found);
      for (JsonObject output : cell.outputs()) {
        String html = Cell.content(output, "text/html");
        players += html.split("<audio ", -1).length - 1;
      }
    }
    if (players > MOST_PLAYERS) {
      found.add(new Difference("", "it has %d players, and six is the limit".formatted(players)));
    }
    return found;
  }

  private static void inspect(Cell cell, List<Difference> found) {
    if (!cell.counted()) {
      found.add(new Difference(cell.name(), "has not been executed"));
      return;
    }
    if (cell.outputs().isEmpty() && cell.tags().stream().anyMatch(SKIPPED::contains)) {
      found.add(new Difference(cell.name(), "shows nothing, though it was executed"));
    }
    for (JsonObject output : cell.outputs()) {
      if (type(output).equals("error") && !cell.tags().contains(RAISES)) {
        String message =
            output.get("ename").getAsString() + ": " + output.get("evalue").getAsString();
        found.add(new Difference(cell.name(), "ended with an error: " + message));
      }
      String image = Cell.content(output, Rendering.PNG).strip();
      if (image.isEmpty()) {
        continue;
      }
      JsonObject serlab = serlab(output);
      if (!serlab.has("image")) {
        found.add(new Difference(cell.name(), "the picture has no digest"));
      } else if (!serlab.get("image").getAsString().equals(Sha256.of(image))) {
        found.add(
            new Difference(cell.name(), "the stored picture is not the one made from its data"));
      }
    }
  }

  /**
   * Compares cell by cell.
   *
   * @param committed the notebook as committed
   * @param fresh the copy made by {@link #withoutSkipped} and executed
   * @return what differs, in the order of the notebook; empty if nothing does
   */
  public static List<Difference> compare(JsonObject committed, JsonObject fresh) {
    List<Difference> found = new ArrayList<>();
    Map<String, Cell> executed = new LinkedHashMap<>();
    Cell.of(fresh).forEach(cell -> executed.put(cell.id(), cell));
    for (Cell cell : Cell.of(committed)) {
      if (cell.tags().stream().anyMatch(SKIPPED::contains)) {
        continue;
      }
      Cell again = executed.remove(cell.id());
      if (again == null) {
        found.add(new Difference(cell.name(), "was not executed again"));
      } else {
        compare(cell, again, found);
      }
    }
    executed.values().forEach(cell -> found.add(new Difference(cell.name(), "is not committed")));
    return found;
  }

  private static void compare(Cell committed, Cell fresh, List<Difference> found) {
    if (!committed.source().equals(fresh.source())) {
      found.add(new Difference(committed.name(), "its code differs"));
      return;
    }
    List<JsonObject> before = committed.outputs();
    List<JsonObject> now = fresh.outputs();
    for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
      String where = committed.name();
      if (before.size() > 1) {
        where += ", output " + (i + 1);
      }
      if (i >= now.size()) {
        found.add(
            new Difference(
                where,
                "no such output is computed: " + TextDifference.quote(plain(before.get(i)))));
      } else if (i >= before.size()) {
        found.add(
            new Difference(
                where, "an output is missing: " + TextDifference.quote(plain(now.get(i)))));
      } else {
        for (String difference : differences(before.get(i), now.get(i))) {
          found.add(new Difference(where, difference));
        }
      }
    }
  }

  private static List<String> differences(JsonObject committed, JsonObject fresh) {
    List<String> found = new ArrayList<>();
    if (!type(committed).equals(type(fresh))) {
      found.add("kind of output: " + TextDifference.of(type(fresh), type(committed)));
      return found;
    }
    for (String key : List.of("name", "text", "ename", "evalue", "traceback")) {
      String expected = fresh.has(key) ? Cell.text(fresh.get(key)) : "";
      String stored = committed.has(key) ? Cell.text(committed.get(key)) : "";
      if (!expected.equals(stored)) {
        found.add(
            (key.equals("text") ? "printed text" : key)
                + ": "
                + TextDifference.of(expected, stored));
      }
    }
    Set<String> types = new TreeSet<>(contents(committed).keySet());
    types.addAll(contents(fresh).keySet());
    for (String mime : types) {
      String expected = Cell.content(fresh, mime);
      String stored = Cell.content(committed, mime);
      if (mime.startsWith("image/")) {
        if (expected.isEmpty() != stored.isEmpty()) {
          found.add(stored.isEmpty() ? "the picture is missing" : "no picture is computed");
        }
      } else if (!expected.equals(stored)) {
        found.add(mime + ": " + TextDifference.of(expected, stored));
      }
    }
    JsonDifference.first(metadata(fresh), metadata(committed))
        .ifPresent(difference -> found.add("metadata " + difference));
    return found;
  }

  /** Without the picture's digest: another machine's fonts make other pixels. */
  private static JsonObject metadata(JsonObject output) {
    JsonObject metadata =
        output.has("metadata") ? output.getAsJsonObject("metadata").deepCopy() : new JsonObject();
    if (metadata.has("serlab")) {
      metadata.getAsJsonObject("serlab").remove("image");
    }
    return metadata;
  }

  private static JsonObject serlab(JsonObject output) {
    JsonObject metadata = output.getAsJsonObject("metadata");
    return metadata != null && metadata.has("serlab")
        ? metadata.getAsJsonObject("serlab")
        : new JsonObject();
  }

  private static String type(JsonObject output) {
    return output.get("output_type").getAsString();
  }

  private static JsonObject contents(JsonObject output) {
    return output.has("data") ? output.getAsJsonObject("data") : new JsonObject();
  }

  private static String plain(JsonObject output) {
    return output.has("text") ? Cell.text(output.get("text")) : Cell.content(output, "text/plain");
  }
}
