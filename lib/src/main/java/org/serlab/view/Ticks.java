package org.serlab.view;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. */
final class Ticks {
  private Ticks() {}

  /** Multiples of 1, 2 or 5 times a power of ten between the ends, about {@code count} of them. */
  static List<BigDecimal> between(double from, double to, int count) {
    BigDecimal step = BigDecimal.valueOf(1, 9);
    double target = (to - from) / Math.max(1, count);
    int[] factors = {1, 2, 5};
    for (int i = 0; step.doubleValue() < target && i < 60; i++) {
      step = BigDecimal.valueOf(factors[i % 3], 9 - i / 3);
    }
    List<BigDecimal> ticks = new ArrayList<>();
    if (!(to > from)) {
      return ticks;
    }
    long first = (long) Math.ceil(from / step.doubleValue() - 1e-9);
    for (long i = first; i * step.doubleValue() <= to + 1e-9 * (to - from); i++) {
      ticks.add(step.multiply(BigDecimal.valueOf(i)));
    }
    return ticks;
  }

  static String label(BigDecimal tick) {
    return tick.signum() == 0 ? "0" : tick.stripTrailingZeros().toPlainString();
  }
}
