package org.serlab.kernel;

/**
 * A cell, or a script that one loads.
 *
 * @param label how errors name it, as {@code In [3]}
 * @param code as it was written
 * @param resolved with its magics turned into calls, line by line
 */
record Cell(String label, String code, String resolved) {
  /** Line, from 1, at this position of the resolved code. */
  int line(int position) {
    int end = Math.max(0, Math.min(position, resolved.length()));
    return (int) resolved.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
  }

  /** A line as it was written, from 1. */
  String text(int line) {
    return line(code, line);
  }

  /** Whether a line is the same in the resolved code. */
  boolean isPlain(int line) {
    return text(line).equals(line(resolved, line));
  }

  private static String line(String code, int line) {
    String[] lines = code.split("\n", -1);
    return line >= 1 && line <= lines.length ? lines[line - 1] : "";
  }
}
