package org.serlab.feature;

/**
 * Sums in a fixed order of operations. Four partial sums run side by side: one would have to wait
 * for each addition to be finished before the next.
 */
final class Sums {
  private Sums() {}

  /** The sum of the first numbers. */
  static double of(double[] x, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < count - 3; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < count; i++) {
      a += x[i];
    }
    return (a + b) + (c + d);
  }

  /** The sum of the squares of the first numbers. */
  static double ofSquares(double[] x, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < count - 3; i += 4) {
      a += x[i] * x[i];
      b += x[i + 1] * x[i + 1];
      c += x[i + 2] * x[i + 2];
      d += x[i + 3] * x[i + 3];
    }
    for (; i < count; i++) {
      a += x[i] * x[i];
    }
    return (a + b) + (c + d);
  }

  /** The sum of {@code weights[i] * x[first + i]} over all weights. */
  static double product(double[] weights, double[] x, int first) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < weights.length - 3; i += 4) {
      a += weights[i] * x[first + i];
      b += weights[i + 1] * x[first + i + 1];
      c += weights[i + 2] * x[first + i + 2];
      d += weights[i + 3] * x[first + i + 3];
    }
    for (; i < weights.length; i++) {
      a += weights[i] * x[first + i];
    }
    return (a + b) + (c + d);
  }
}
