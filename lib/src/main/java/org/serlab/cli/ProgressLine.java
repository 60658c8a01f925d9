package org.serlab.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.serlab.corpus.download.Progress;

/** Progress of bytes: one line that changes on a terminal, a line now and then elsewhere. */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long NANOS = 1_000_000_000L;
  private final PrintWriter out;
  private final boolean terminal;
  private String doing = "";
  private long began;
  private long before;
  private long printed;
  private int width;

  /**
   * @param out where it is written
   * @param terminal whether a line can be written over
   */
  ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void at(String what, long done, long total) {
    long now = System.nanoTime();
    if (!what.equals(doing)) {
      finish();
      doing = what;
      began = now;
      before = done;
      printed = terminal ? 0 : now;
    }
    if (now - printed < (terminal ? NANOS / 5 : 10 * NANOS) && done != total) {
      return;
    }
    printed = now;
    String text = what + "  " + text(done, total, (now - began) / (double) NANOS);
    if (terminal) {
      out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
      width = text.length();
    } else {
      out.println(text);
    }
    out.flush();
  }

  private String text(long done, long total, double seconds) {
    double rate = seconds > 0 ? (done - before) / seconds : 0;
    String speed = rate > 0 ? ", %.1f MB/s".formatted(rate / 1e6) : "";
    if (total < 0) {
      return "%.1f MB%s".formatted(done / 1e6, speed);
    }
    Duration left = Duration.ofSeconds(rate > 0 ? (long) ((total - done) / rate) : 0);
    return "%.1f of %.1f MB (%d %%)%s%s"
        .formatted(
            done / 1e6,
            total / 1e6,
            total == 0 ? 100 : 100 * done / total,
            speed,
            rate > 0 && done < total
                ? ", %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart())
                : "");
  }

  @Override
  public void note(String what) {
    finish();
    out.println(what);
    out.flush();
  }

  private void finish() {
    if (width > 0) {
      out.println();
      width = 0;
    }
    doing = "";
  }

  @Override
  public void close() {
    finish();
    out.flush();
  }
}
