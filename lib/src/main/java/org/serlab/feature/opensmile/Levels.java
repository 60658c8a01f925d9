package org.serlab.feature.opensmile;

/** How long a contour stays above a level, and how often it rises above zero. */
final class Levels {
  private Levels() {}

  /**
   * @param x contour
   * @param n its rows, at least 1
   * @param extremes of the contour
   * @param share of the range, 0 to 1
   * @return share of the rows above minimum + share * range; 0 for a constant contour
   */
  static float upLevelTime(float[] x, int n, Extremes extremes, float share) {
    float level = share * extremes.range() + extremes.min();
    int above = 0;
    for (int i = 0; i < n; i++) {
      above += x[i] <= level ? 0 : 1;
    }
    return (float) above / n;
  }

  /** How often the contour goes from 0 to above; a contour that begins above does not count. */
  static int onsets(float[] x, int n) {
    int onsets = 0;
    for (int i = 1; i < n; i++) {
      if (x[i] > 0 && !(x[i - 1] > 0)) {
        onsets++;
      }
    }
    return onsets;
  }
}
