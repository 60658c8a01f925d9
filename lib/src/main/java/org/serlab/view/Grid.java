package org.serlab.view;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lays out columns of text as a table.
 *
 * @param caption above the table; may be empty
 * @param columns the columns
 * @param rows which rows are shown, -1 for a gap
 */
record Grid(String caption, List<Cells> columns, List<Integer> rows) {
  private static final String GAP = "…";

  String html() {
    StringBuilder html = new StringBuilder("<table class=\"serlab\">\n");
    if (!caption.isEmpty()) {
      html.append("<caption style=\"caption-side:top;text-align:left\">")
          .append(Html.escape(caption))
          .append("</caption>\n");
    }
    html.append("<thead><tr>");
    for (Cells column : columns) {
      html.append(
          "<th scope=\"col\"%s>%s</th>".formatted(align(column), Html.escape(column.name())));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int row : rows) {
      html.append("<tr>");
      for (Cells column : columns) {
        // The first column names the row, unless it is a measurement.
        boolean header = column == columns.get(0) && !column.numeric();
        String tag = header ? "th scope=\"row\"" : "td";
        html.append(
            "<%s%s>%s</%s>"
                .formatted(
                    tag, align(column), Html.escape(text(column, row)), header ? "th" : "td"));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>").toString();
  }

  String plain() {
    StringBuilder plain = new StringBuilder(caption);
    if (!caption.isEmpty()) {
      plain.append("\n");
    }
    List<Integer> widths = columns.stream().map(this::width).toList();
    plain.append(line(widths, Cells::name));
    plain.append(widths.stream().map("-"::repeat).collect(Collectors.joining("  "))).append("\n");
    for (int row : rows) {
      plain.append(line(widths, column -> text(column, row)));
    }
    return plain.toString().stripTrailing();
  }

  private String line(List<Integer> widths, java.util.function.Function<Cells, String> cell) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      String text = cell.apply(columns.get(i));
      String blank = " ".repeat(widths.get(i) - text.length());
      line.append(i > 0 ? "  " : "").append(columns.get(i).numeric() ? blank + text : text + blank);
    }
    return line.toString().stripTrailing() + "\n";
  }

  private int width(Cells column) {
    int cells = rows.stream().mapToInt(row -> text(column, row).length()).max().orElse(0);
    return Math.max(column.name().length(), cells);
  }

  private static String text(Cells column, int row) {
    return row < 0 ? GAP : column.texts().get(row);
  }

  private static String align(Cells column) {
    return column.numeric()
        ? " style=\"text-align:right;font-variant-numeric:tabular-nums\""
        : " style=\"text-align:left\"";
  }
}
