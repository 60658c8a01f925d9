package org.serlab.corpus.download;

import java.time.Duration;

/**
 * When to give up.
 *
 * @param connect longest wait for a connection
 * @param silence longest wait for the next byte
 * @param pause pause before the second attempt; it doubles with each that brings nothing new
 * @param fruitless attempts in a row that bring nothing new
 * @param attempts attempts in all
 * @param bytes most bytes of a file whose size is not published
 */
record Patience(
    Duration connect, Duration silence, Duration pause, int fruitless, int attempts, long bytes) {
  /** For servers of universities. */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          6,
          500,
          100L << 30);

  /** Pause before the attempt that follows so many that brought nothing; a minute at most. */
  Duration pauseAfter(int fruitless) {
    return Duration.ofMillis(
        Math.min(60_000, pause.toMillis() << Math.min(20, Math.max(0, fruitless - 1))));
  }
}
