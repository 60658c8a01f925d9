package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.serlab.evaluate.ConfusionMatrix;

/**
 * A confusion matrix as a table: rows are what was said, columns what was predicted; each cell
 * gives the count and its share of the row, and the shade is that share.
 */
public final class ConfusionView implements Renderable {
  private static final String CELL =
      "<td style=\"text-align:right;font-variant-numeric:tabular-nums;"
          + "background-color:#%06x;color:#%06x\">%d<br><small>%s</small></td>";

  private final String caption;
  private final List<String> classes;
  private final ConfusionMatrix matrix;

  private ConfusionView(String caption, List<String> classes, ConfusionMatrix matrix) {
    this.caption = caption;
    this.classes = classes;
    this.matrix = matrix;
  }

  /**
   * @param caption whose predictions on what
   * @param classes names of the classes, in the matrix's order
   * @param matrix the counts
   */
  public static ConfusionView of(String caption, List<String> classes, ConfusionMatrix matrix) {
    if (classes.size() != matrix.classes()) {
      throw new IllegalArgumentException(
          classes.size() + " names for " + matrix.classes() + " classes");
    }
    return new ConfusionView(caption, List.copyOf(classes), matrix);
  }

  @Override
  public Rendering render() {
    return Rendering.html(plain(), html(), data());
  }

  private JsonObject data() {
    JsonObject data = new JsonObject();
    data.addProperty("type", "confusion matrix");
    data.addProperty("caption", caption);
    data.add("classes", Data.texts(classes));
    JsonArray counts = new JsonArray();
    for (int i = 0; i < classes.size(); i++) {
      JsonArray row = new JsonArray();
      for (int j = 0; j < classes.size(); j++) {
        row.add(matrix.count(i, j));
      }
      counts.add(row);
    }
    data.add("counts", counts);
    return data;
  }

  private String html() {
    StringBuilder html = new StringBuilder("<table class=\"serlab\">\n");
    html.append("<caption style=\"caption-side:top;text-align:left\">")
        .append(Html.escape(caption))
        .append("</caption>\n<thead><tr><th scope=\"col\" style=\"text-align:left\">")
        .append("truth ↓ predicted →</th>");
    for (String name : classes) {
      html.append(
          "<th scope=\"col\" style=\"text-align:right\">%s</th>".formatted(Html.escape(name)));
    }
    html.append("<th scope=\"col\" style=\"text-align:right\">said</th></tr></thead>\n<tbody>\n");
    double[][] shares = matrix.rowNormalised();
    for (int i = 0; i < classes.size(); i++) {
      html.append(
          "<tr><th scope=\"row\" style=\"text-align:left\">%s</th>"
              .formatted(Html.escape(classes.get(i))));
      for (int j = 0; j < classes.size(); j++) {
        int shade = Style.onWhite(0, shares[i][j]);
        html.append(
            CELL.formatted(
                shade,
                Viridis.ink(shade).getRGB() & 0xFFFFFF,
                matrix.count(i, j),
                percent(i, shares[i][j])));
      }
      html.append(
          "<td style=\"text-align:right;font-variant-numeric:tabular-nums\">%d</td></tr>\n"
              .formatted(matrix.support(i)));
    }
    return html.append("</tbody>\n</table>").toString();
  }

  private String plain() {
    int name = Math.max(5, classes.stream().mapToInt(String::length).max().orElse(0));
    int width = Math.max(name, "999 (100 %)".length());
    StringBuilder plain = new StringBuilder(caption).append("\nrows: truth, columns: predicted\n");
    plain.append(" ".repeat(name));
    classes.forEach(label -> plain.append(String.format("  %" + width + "s", label)));
    plain.append("\n");
    double[][] shares = matrix.rowNormalised();
    for (int i = 0; i < classes.size(); i++) {
      plain.append(String.format("%-" + name + "s", classes.get(i)));
      for (int j = 0; j < classes.size(); j++) {
        String cell = matrix.count(i, j) + " (" + percent(i, shares[i][j]) + ")";
        plain.append(String.format("  %" + width + "s", cell));
      }
      plain.append("\n");
    }
    return plain.toString().stripTrailing();
  }

  private String percent(int truth, double share) {
    return matrix.support(truth) == 0
        ? Cells.MISSING
        : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
