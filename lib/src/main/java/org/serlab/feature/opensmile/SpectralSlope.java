package org.serlab.feature.opensmile;

/**
 * Slope of a regression line through a band of a spectrum. openSMILE counts one bin less than take
 * part; bins at the ends that lie partly outside the band weigh less.
 */
final class SpectralSlope {
  private final int first;
  private final double[] weights;
  private final double[] frequencies;
  private final double count;
  private final double sum;
  private final double divisor;

  /**
   * @param low lower edge in Hz
   * @param high upper edge in Hz
   * @param spacing of the bins in Hz
   * @param bins of the spectrum
   */
  SpectralSlope(double low, double high, double spacing, int bins) {
    int above = 0;
    while (above < bins - 1 && above * spacing <= low) {
      above++;
    }
    first = above - 1;
    int reached = above;
    while (reached < bins - 1 && reached * spacing < high) {
      reached++;
    }
    int last = reached * spacing == high ? reached : reached - 1;
    weights = new double[last - first + 1];
    frequencies = new double[weights.length];
    java.util.Arrays.fill(weights, 1);
    double left = (above * spacing - low) / spacing;
    double right = (high - (reached - 1) * spacing) / spacing;
    weights[0] = left == 0 ? 1 : left;
    weights[weights.length - 1] = right == 0 ? 1 : right;
    count = last - first;
    double total = 0;
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      frequencies[i] = weights[i] * (first + i) * spacing;
      total += frequencies[i];
      squares += frequencies[i] * frequencies[i];
    }
    sum = total;
    divisor = count * squares - sum * sum;
  }

  /** Number of the last bin that takes part. */
  int last() {
    return first + weights.length - 1;
  }

  /**
   * @param decibels of the bins
   * @return slope in dB per Hz
   */
  float of(double[] decibels) {
    double products = 0;
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      products += frequencies[i] * decibels[first + i];
      total += weights[i] * decibels[first + i];
    }
    return divisor == 0 ? 0 : (float) ((count * products - sum * total) / divisor);
  }
}
