package org.serlab.trial;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run has come.
 *
 * @param done number of trials with a record
 * @param failed number of trials that failed in this run
 * @param running number of trials under way or handed to a process
 * @param left number of trials that wait
 * @param elapsed since the run began
 * @param timeLeft estimate from the trials done so far; empty before there are any
 */
public record RunProgress(
    int done, int failed, int running, int left, Duration elapsed, Optional<Duration> timeLeft) {

  /** Number of all trials. */
  public int all() {
    return done + failed + running + left;
  }

  /** Whether nothing is left to do. */
  public boolean isOver() {
    return running + left == 0;
  }

  /** In words, such as {@code 12 of 40 trials done, 2 running, about 14 min left}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%d of %d trials done".formatted(done, all()));
    if (failed > 0) {
      text.append(", %d failed".formatted(failed));
    }
    if (!isOver()) {
      text.append(", %d running".formatted(running));
      timeLeft.ifPresent(time -> text.append(", about %s left".formatted(words(time))));
    }
    return text.toString();
  }

  private static String words(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? (seconds + 30) / 60 + " min" : (seconds + 1800) / 3600 + " h";
  }
}
