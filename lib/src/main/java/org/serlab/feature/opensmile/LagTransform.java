package org.serlab.feature.opensmile;

import org.serlab.feature.FourierTransform;

/**
 * The transform of an even spectrum back to lags, up to a factor: g[t] = V[0] / 2 + (-1)^t V[n] / 2
 * + sum over k = 1 to n - 1 of V[k] cos(pi k t / n), by a Fourier transform of half the length.
 */
final class LagTransform {
  private final int n;
  private final FourierTransform fourier;
  private final double[] folded;
  private final double[] real;
  private final double[] imaginary;
  private final double[] sines;
  private final double[] cosines;

  /**
   * @param bins n + 1, n a power of two
   */
  LagTransform(int bins) {
    n = bins - 1;
    fourier = new FourierTransform(n);
    folded = new double[n];
    real = new double[n / 2 + 1];
    imaginary = new double[n / 2 + 1];
    sines = new double[n];
    cosines = new double[n];
    for (int k = 0; k < n; k++) {
      sines[k] = StrictMath.sin(Math.PI * k / n);
      cosines[k] = StrictMath.cos(Math.PI * k / n);
    }
  }

  /**
   * @param v n + 1 values
   * @param g receives lags 0 to n
   */
  void transform(double[] v, double[] g) {
    // Lags 0, 2, 4 ... are the transform of the folded values; the differences of lags 1, 3, 5 ...
    // are its imaginary part, and lag 1 is summed directly.
    double first = (v[0] - v[n]) / 2;
    folded[0] = (v[0] + v[n]) / 2;
    for (int k = 1; k < n; k++) {
      double difference = v[k] - v[n - k];
      folded[k] = (v[k] + v[n - k]) / 2 - sines[k] * difference;
      if (k < n / 2) {
        first += cosines[k] * difference;
      }
    }
    fourier.transform(folded, real, imaginary);
    g[0] = real[0];
    g[1] = first;
    g[n] = real[n / 2];
    for (int t = 1; t < n / 2; t++) {
      g[2 * t] = real[t];
      g[2 * t + 1] = g[2 * t - 1] - imaginary[t];
    }
  }
}
