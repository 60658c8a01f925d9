package org.serlab.feature.opensmile;

/**
 * Largest and smallest value of a contour, where they first occur, and the mean.
 *
 * @param max largest value
 * @param min smallest value
 * @param maxPosition row of the first largest value
 * @param minPosition row of the first smallest value
 * @param mean rounded; all other functionals go on with the rounded one
 */
record Extremes(float max, float min, int maxPosition, int minPosition, float mean) {
  /**
   * @param x contour
   * @param n its rows, at least 1
   */
  static Extremes of(float[] x, int n) {
    int highest = 0;
    int lowest = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[i];
      if (x[i] > x[highest]) {
        highest = i;
      }
      if (x[i] < x[lowest]) {
        lowest = i;
      }
    }
    return new Extremes(x[highest], x[lowest], highest, lowest, (float) (sum / n));
  }

  float range() {
    return max - min;
  }
}
