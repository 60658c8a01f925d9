package org.serlab.cli;

import java.io.PrintWriter;
import org.serlab.cli.NotebookRunner.Execution;

/**
 * Progress of a notebook: one line that changes on a terminal, a line at the beginning and the end
 * elsewhere.
 */
final class CellLine implements NotebookRunner.Listener, AutoCloseable {
  private static final int WIDTH = 100;
  private final PrintWriter out;
  private final boolean terminal;
  private final String name;
  private String cell = "";

  CellLine(PrintWriter out, boolean terminal, String name) {
    this.out = out;
    this.terminal = terminal;
    this.name = name;
    if (!terminal) {
      out.println(name + " ...");
      out.flush();
    }
  }

  @Override
  public void cell(int number, int of, String line) {
    cell = "%s  cell %d of %d  ".formatted(name, number, of);
    over(cell + line);
  }

  @Override
  public void note(String text) {
    over(cell + text);
  }

  /** Says how it ended. */
  void end(Execution execution) {
    over("");
    out.printf(
        "%s  %s  %.0f s%n",
        name, execution.failure().isPresent() ? "FAILED" : "ok", execution.seconds());
  }

  private void over(String text) {
    if (terminal) {
      String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
      out.print("\r" + cut + " ".repeat(WIDTH - cut.length()) + "\r");
      out.flush();
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
