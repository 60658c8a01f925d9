package org.serlab.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's correction (1979): holds the chance of any false find among several tests at alpha. */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p values: the i-th smallest of m times (m - i + 1), made non-decreasing, at most 1. A
   * test is significant at alpha if its adjusted p is at most alpha.
   *
   * @param p p values; NaN (not tested) stays NaN and is not counted
   */
  public static double[] adjust(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = p.clone();
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, p[order[i]] * (order.length - i)));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
