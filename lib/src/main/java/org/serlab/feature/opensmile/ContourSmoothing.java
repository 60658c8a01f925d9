package org.serlab.feature.opensmile;

/**
 * The moving average over three rows of a contour. Before its first row a contour repeats it; after
 * its last row likewise.
 */
final class ContourSmoothing {
  private ContourSmoothing() {}

  /**
   * The plain average, zeros included.
   *
   * @param x contour
   * @param length its rows, at least 1
   * @param rows how many rows to compute, at most one more than the contour has
   * @param y receives the rows
   */
  static void plain(float[] x, int length, int rows, float[] y) {
    y[0] = (x[0] + x[0] + x[Math.min(1, length - 1)]) / 3;
    int inside = Math.min(rows, length - 1);
    for (int n = 1; n < inside; n++) {
      y[n] = (x[n] + x[n - 1] + x[n + 1]) / 3;
    }
    for (int n = Math.max(1, inside); n < rows; n++) {
      y[n] = (at(x, length, n) + at(x, length, n - 1) + at(x, length, n + 1)) / 3;
    }
  }

  /**
   * The average of those of the three that are not 0; 0 stays 0.
   *
   * @param x contour
   * @param length its rows, at least 1
   * @param rows how many rows to compute, at most one more than the contour has
   * @param y receives the rows
   */
  static void withoutZeros(float[] x, int length, int rows, float[] y) {
    for (int n = 0; n < rows; n++) {
      y[n] = withoutZeros(at(x, length, n), at(x, length, n - 1), at(x, length, n + 1));
    }
  }

  /** One row of {@link #withoutZeros(float[], int, int, float[])}. */
  static float withoutZeros(float centre, float before, float after) {
    if (centre == 0) {
      return 0;
    }
    float sum = centre;
    int count = 1;
    if (before != 0) {
      sum += before;
      count++;
    }
    if (after != 0) {
      sum += after;
      count++;
    }
    return sum / count;
  }

  private static float at(float[] x, int length, int n) {
    return x[Math.max(0, Math.min(length - 1, n))];
  }
}
