package org.serlab.view;

import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.List;

/** Breaking text into lines that fit. */
final class Words {
  private Words() {}

  /** Lines of at most {@code width} pixels, broken between words (within none). */
  static List<String> wrap(String text, FontMetrics metrics, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.trim().split("\\s+")) {
      if (line.length() > 0 && metrics.stringWidth(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text, shortened at its end where it is wider than {@code width} pixels. */
  static String fit(String text, FontMetrics metrics, int width) {
    String fitting = text;
    while (metrics.stringWidth(fitting) > width && fitting.length() > 1) {
      fitting = fitting.substring(0, fitting.length() - 2).stripTrailing() + "…";
    }
    return fitting;
  }
}
