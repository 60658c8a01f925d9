package org.serlab.feature.opensmile;

import java.util.Arrays;

/**
 * Percentiles of a contour's values, linearly interpolated. The values are distributed into bins
 * between their extremes; only bins that are asked for are sorted, which is several times faster
 * than sorting all. Its memory is used again.
 */
final class Percentiles {
  private static final int BINS = 256;

  private final int[] ends = new int[BINS];
  private final boolean[] sorted = new boolean[BINS];
  private float[] values = new float[0];
  private byte[] bins = new byte[0];
  private int n;

  /**
   * Takes the values to ask about.
   *
   * @param x contour, left as it is
   * @param n its rows, at least 1
   * @param extremes of the contour
   */
  void take(float[] x, int n, Extremes extremes) {
    this.n = n;
    if (values.length < n) {
      values = new float[n];
      bins = new byte[n];
    }
    Arrays.fill(ends, 0);
    Arrays.fill(sorted, false);
    float least = extremes.min();
    float scale = extremes.range() > 0 ? BINS / extremes.range() : 0;
    for (int i = 0; i < n; i++) {
      int bin = Math.min((int) ((x[i] - least) * scale), BINS - 1);
      bins[i] = (byte) bin;
      ends[bin]++;
    }
    int end = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int count = ends[bin];
      ends[bin] = end; // for the moment the beginning
      end += count;
    }
    for (int i = 0; i < n; i++) {
      values[ends[bins[i] & 0xFF]++] = x[i];
    }
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
      return ranked(below);
    }
    return ranked(below) * (float) (above - position) + ranked(above) * (float) (position - below);
  }

  private float ranked(int rank) {
    int bin = 0;
    while (ends[bin] <= rank) {
      bin++;
    }
    if (!sorted[bin]) {
      Arrays.sort(values, bin == 0 ? 0 : ends[bin - 1], ends[bin]);
      sorted[bin] = true;
    }
    return values[rank];
  }
}
