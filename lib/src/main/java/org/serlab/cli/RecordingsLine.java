package org.serlab.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.serlab.feature.table.TableExtraction;

/** Progress over recordings: one line that changes on a terminal, a line now and then elsewhere. */
final class RecordingsLine implements TableExtraction.Listener, AutoCloseable {
  private static final long NANOS = 1_000_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private long printed = System.nanoTime();
  private int width;

  /**
   * @param out where it is written
   * @param terminal whether a line can be written over
   */
  RecordingsLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void failed(String fault) {
    close();
    out.println(fault);
    out.flush();
  }

  @Override
  public void progress(int done, int total, double secondsLeft) {
    long now = System.nanoTime();
    if (now - printed < (terminal ? NANOS / 5 : 10 * NANOS)) {
      return;
    }
    printed = now;
    Duration left = Duration.ofSeconds(Math.round(secondsLeft));
    String text =
        "%d of %d recordings, %d:%02d left"
            .formatted(done, total, left.toMinutes(), left.toSecondsPart());
    if (terminal) {
      out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
      width = text.length();
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      width = 0;
    }
    out.flush();
  }
}
