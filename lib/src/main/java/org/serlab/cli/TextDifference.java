package org.serlab.cli;

/** Where two texts differ, in a few words. */
final class TextDifference {
  private static final int BEFORE = 25;
  private static final int LENGTH = 50;

  private TextDifference() {}

  /** "expected '...', found '...'" around the first character that differs. */
  static String of(String expected, String found) {
    int at = 0;
    int shorter = Math.min(expected.length(), found.length());
    while (at < shorter && expected.charAt(at) == found.charAt(at)) {
      at++;
    }
    int from = Math.max(0, at - BEFORE);
    return "expected " + part(expected, from) + ", found " + part(found, from);
  }

  /** The beginning of a text in quotation marks. */
  static String quote(String text) {
    return part(text, 0);
  }

  private static String part(String text, int from) {
    int to = Math.min(text.length(), from + LENGTH);
    String part = text.substring(Math.min(from, to), to).replace("\n", "⏎");
    return "'" + (from > 0 ? "…" : "") + part + (to < text.length() ? "…" : "") + "'";
  }
}
