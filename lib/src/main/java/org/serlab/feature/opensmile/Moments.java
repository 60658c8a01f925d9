package org.serlab.feature.opensmile;

/**
 * Moments of a contour's values, divided by their number (not by one less).
 *
 * @param deviation standard deviation
 * @param skewness 0 where the deviation is 0
 * @param kurtosis 3 for a normal distribution; 0 where the deviation is 0
 */
record Moments(double deviation, double skewness, double kurtosis) {
  private static final Moments CONSTANT = new Moments(0, 0, 0);

  /**
   * @param x contour
   * @param n its rows, at least 1
   * @param mean its rounded mean
   */
  static Moments of(float[] x, int n, float mean) {
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int i = 0; i < n; i++) {
      double difference = (double) x[i] - mean;
      double square = difference * difference;
      second += square;
      third += square * difference;
      fourth += square * square;
    }
    double variance = second / n;
    if (!(variance > 0)) {
      return CONSTANT;
    }
    double deviation = Math.sqrt(variance);
    return new Moments(
        deviation, third / (n * variance * deviation), fourth / (n * variance * variance));
  }

  /** The deviation in units of the mean, whose sign it takes; of 1 where the mean is 0. */
  float normalisedDeviation(float mean) {
    return (float) (deviation / (mean == 0 ? 1 : mean));
  }
}
