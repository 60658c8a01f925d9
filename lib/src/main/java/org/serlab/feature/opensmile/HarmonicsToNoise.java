package org.serlab.feature.opensmile;

import org.serlab.feature.Logarithm;

/**
 * Harmonics-to-noise ratio: the autocorrelation r at the peak next to the pitch period against the
 * rest, r / (r[0] - r), in dB.
 */
final class HarmonicsToNoise {
  private static final double LEAST = 1e-9;
  private static final double MOST = 1e11;

  private final double nyquist;
  private final float[] powers;
  private final float[] correlation;
  private final LagTransform transform;

  HarmonicsToNoise(FrameGrid grid) {
    int bins = grid.bins();
    nyquist = (bins - 1) / grid.transformSeconds();
    powers = new float[bins];
    correlation = new float[bins];
    transform = new LagTransform(bins);
  }

  /**
   * @param magnitude of all bins
   * @param pitch in Hz, above 0
   * @return ratio in dB, -90 to 110
   */
  float compute(float[] magnitude, float pitch) {
    for (int k = 0; k < powers.length; k++) {
      powers[k] = magnitude[k] * magnitude[k];
    }
    transform.transform(powers, correlation);
    for (int t = 0; t < correlation.length; t++) {
      correlation[t] = Math.abs(correlation[t]);
    }
    int lag = nearestPeak((int) (2 * nyquist / pitch));
    if (lag == 0) {
      return 0;
    }
    float rest = correlation[0] - correlation[lag];
    double ratio = rest == 0 ? MOST : correlation[lag] / rest;
    return (float) Logarithm.decibels(Math.min(Math.max(ratio, LEAST), MOST));
  }

  private boolean peak(int i) {
    return correlation[i - 1] < correlation[i] && correlation[i] > correlation[i + 1];
  }

  private int nearestPeak(int expected) {
    int last = correlation.length - 1;
    if (expected > 0 && expected < last && peak(expected)) {
      return expected;
    }
    for (int o = 1; expected - o > 0 || expected + o < last; o++) {
      if (expected - o > 0 && expected - o < last && peak(expected - o)) {
        return expected - o;
      }
      if (expected + o > 0 && expected + o < last && peak(expected + o)) {
        return expected + o;
      }
    }
    return end(Math.min(expected, last), last);
  }

  /** Where there is no peak: an end that is higher, the nearer one if both are. */
  private int end(int expected, int last) {
    boolean first = correlation[0] > correlation[expected];
    boolean other = correlation[last] > correlation[expected];
    if (first && other) {
      return expected < correlation.length / 2 ? 0 : last;
    }
    return first ? 0 : other ? last : expected;
  }
}
