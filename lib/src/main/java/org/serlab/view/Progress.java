package org.serlab.view;

import com.google.gson.JsonNull;
import java.util.Locale;

/**
 * A bar that grows in its place: {@code try (Progress bar = progress("epochs", 20)) { ...
 * bar.step(); }}.
 *
 * <p>While it grows it says how long it will still take; when it is done it says no times, so that
 * a notebook executed twice shows the same. Safe for use by several threads.
 */
public final class Progress implements Renderable, AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000;
  private static final int WIDTH = 30;

  private final String what;
  private final long total;
  private final long start = System.nanoTime();
  private final String id;
  private long done;
  private String note = "";
  private long shown = start;
  private boolean closed;

  /**
   * Shows the empty bar.
   *
   * @param what what is under way, in a few words
   * @param total how many steps it takes, at least 1
   */
  public Progress(String what, long total) {
    if (total < 1) {
      throw new IllegalArgumentException("a progress bar needs at least one step, not " + total);
    }
    this.what = what;
    this.total = total;
    this.id = Notebook.display(this);
  }

  /** One step is done. */
  public void step() {
    to(done() + 1, note);
  }

  /**
   * One step is done.
   *
   * @param note what is to be said beside the bar, as the loss of an epoch
   */
  public void step(String note) {
    to(done() + 1, note);
  }

  /**
   * So much is done.
   *
   * @param done steps done so far
   * @param note what is to be said beside the bar
   */
  public synchronized void to(long done, String note) {
    this.done = Math.min(done, total);
    this.note = note;
    long now = System.nanoTime();
    if (now - shown >= PAUSE_NANOS && !isDone()) {
      shown = now;
      Notebook.updateDisplay(id, this);
    }
  }

  /** How many steps are done. */
  public synchronized long done() {
    return done;
  }

  /** Whether all steps are done. */
  public synchronized boolean isDone() {
    return done >= total;
  }

  /** Shows the state at the end. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Notebook.updateDisplay(id, this);
    }
  }

  @Override
  public synchronized Rendering render() {
    int filled = (int) (WIDTH * done / total);
    String words = "%s: %d of %d%s".formatted(what, done, total, left());
    if (!note.isEmpty()) {
      words += " (" + note + ")";
    }
    String plain = "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + words;
    String html =
        "<progress value=\"%d\" max=\"%d\" aria-label=\"%s\" style=\"width:16em\"></progress> %s"
            .formatted(done, total, Html.escape(what), Html.escape(words));
    return Rendering.html(plain, html, JsonNull.INSTANCE);
  }

  private String left() {
    if (closed || isDone() || done == 0) {
      return "";
    }
    double seconds = (System.nanoTime() - start) / 1e9 * (total - done) / done;
    return seconds < 90
        ? String.format(Locale.ROOT, ", %.0f s left", seconds)
        : String.format(Locale.ROOT, ", %.0f min left", seconds / 60);
  }
}
