package org.serlab.nn;

/** How the learning rate changes: a factor on it for each step. */
@FunctionalInterface
public interface Schedule {
  /**
   * @param step 1 at the first step
   * @return factor on the learning rate, not negative
   */
  double factor(long step);

  /** The same rate always. */
  static Schedule constant() {
    return step -> 1;
  }

  /**
   * Rises linearly to 1 and falls linearly to 0: with q = step / total, {@code q / warmup} below
   * the warm-up, else {@code (q - 1) / (warmup - 1)}.
   *
   * @param warmup share of the steps that rise, 0 to below 1
   * @param total number of steps
   */
  static Schedule linear(double warmup, long total) {
    return step -> {
      double q = step / (double) total;
      return q < warmup ? q / warmup : Math.max((q - 1) / (warmup - 1), 0);
    };
  }

  /**
   * Rises linearly to 1, then falls along half a cosine to 0.
   *
   * @param warmup share of the steps that rise, 0 to below 1
   * @param total number of steps
   */
  static Schedule cosine(double warmup, long total) {
    return step -> {
      double q = step / (double) total;
      return q < warmup
          ? q / warmup
          : (1 + StrictMath.cos(Math.PI * Math.min(1, (q - warmup) / (1 - warmup)))) / 2;
    };
  }
}
