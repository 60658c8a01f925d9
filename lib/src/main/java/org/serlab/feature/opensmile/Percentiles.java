package org.serlab.feature.opensmile;

import java.util.Arrays;

/** Percentiles of a contour's values, linearly interpolated. Its memory is used again. */
final class Percentiles {
  private float[] sorted = new float[0];
  private int n;

  /**
   * Takes the values to ask about.
   *
   * @param x contour, left as it is
   * @param n its rows, at least 1
   */
  void sort(float[] x, int n) {
    this.n = n;
    if (sorted.length < n) {
      sorted = new float[n];
    }
    System.arraycopy(x, 0, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
  }

  /**
   * @param fraction 0 to 1
   * @return the value below which so much of the contour lies
   */
  float at(double fraction) {
    double position = fraction * (n - 1);
    int below = (int) position;
    int above = (int) Math.ceil(position);
    if (below == above) {
      return sorted[below];
    }
    return sorted[below] * (float) (above - position) + sorted[above] * (float) (position - below);
  }
}
