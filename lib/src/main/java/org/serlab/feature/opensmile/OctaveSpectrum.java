package org.serlab.feature.opensmile;

/**
 * A magnitude spectrum on a logarithmic frequency axis, on which harmonics lie at the same distance
 * from their fundamental at any pitch: peaks enhanced and smoothed (if asked for), a natural cubic
 * spline, an auditory weight (if asked for). It has as many points as the spectrum has bins.
 */
final class OctaveSpectrum {
  private final int bins;
  private final double lowest;
  private final double step;
  private final boolean shaped;
  private final double pointsPerOctave;
  private final double[] weights;
  private final double[] values;
  private final NaturalSpline spline;

  /**
   * @param framing of the spectrum
   * @param low lowest frequency of the axis in Hz; the highest is the Nyquist frequency
   * @param shaped whether peaks are enhanced and smoothed, and points weighted
   */
  OctaveSpectrum(FrameGrid framing, double low, boolean shaped) {
    this.shaped = shaped;
    bins = framing.bins();
    double spacing = 1.0 / (float) framing.transformSeconds();
    double high = spacing * (bins - 1);
    lowest = log2(low);
    step = (log2(high) - lowest) / (bins - 1);
    pointsPerOctave = bins / log2(high / low);
    values = new double[bins];
    double[] knots = new double[bins];
    double[] points = new double[bins];
    for (int k = 1; k < bins; k++) {
      knots[k] = log2(k * spacing);
    }
    knots[0] = 2 * knots[1] - knots[2];
    double offset = pointsPerOctave * log2(65.0 / 50) - 1;
    weights = new double[bins];
    for (int i = 0; i < bins; i++) {
      points[i] = Math.min(lowest + i * step, knots[bins - 1]);
      double distance = 3 * (i + 1 - offset) / pointsPerOctave;
      weights[i] = 0.5 + StrictMath.atan(distance) / Math.PI;
    }
    spline = new NaturalSpline(knots, points);
  }

  static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }

  /** Binary logarithm of the frequency of point 0. */
  double lowest() {
    return lowest;
  }

  /** Binary logarithm of the highest frequency. */
  double highest() {
    return lowest + step * (bins - 1);
  }

  /** Points per octave. */
  double pointsPerOctave() {
    return pointsPerOctave;
  }

  /** Number of points. */
  int points() {
    return bins;
  }

  /**
   * @param magnitude of all bins
   * @param spectrum receives the points; below 0 in places where it is not weighted
   */
  void compute(float[] magnitude, float[] spectrum) {
    for (int k = 0; k < bins; k++) {
      values[k] = magnitude[k];
    }
    if (shaped) {
      enhancePeaks();
      smooth();
    }
    spline.evaluate(values, spectrum);
    if (shaped) {
      for (int i = 0; i < bins; i++) {
        spectrum[i] = spectrum[i] > 0 ? (float) (spectrum[i] * weights[i]) : 0;
      }
    }
  }

  /** Clears what lies between two neighbouring peaks, but for two bins beside each. */
  private void enhancePeaks() {
    double[] y = values;
    int before = -1;
    int peaks = 0;
    for (int k = 0; k < bins; k++) {
      boolean rises = k == 0 || y[k - 1] < y[k];
      boolean falls = k == bins - 1 || (k == 0 ? y[k] > y[k + 1] : y[k] >= y[k + 1]);
      if (!rises || !falls) {
        continue;
      }
      if (peaks > 0) {
        java.util.Arrays.fill(y, Math.min(before + 3, k - 2), k - 2, 0);
      }
      peaks++;
      before = k;
    }
    if (peaks == 1) {
      java.util.Arrays.fill(y, Math.min(3, bins), bins, 0);
    }
  }

  /** A triangle over three bins; the last bin stays. */
  private void smooth() {
    double before = 0;
    for (int k = 0; k < bins - 1; k++) {
      double own = values[k];
      values[k] = (before + 2 * own + values[k + 1]) / 4;
      before = own;
    }
  }
}
