package org.serlab.feature.opensmile;

/**
 * The transform of an even spectrum back to lags, up to a factor: g[t] = V[0] / 2 + (-1)^t V[n] / 2
 * + sum over k = 1 to n - 1 of V[k] cos(pi k t / n), by a Fourier transform of half the length.
 */
final class LagTransform {
  private final int n;
  private final SinglePrecisionFourier fourier;
  private final float[] folded;
  private final float[] sines;
  private final float[] cosines;

  /**
   * @param bins n + 1, n a power of two
   */
  LagTransform(int bins) {
    n = bins - 1;
    fourier = new SinglePrecisionFourier(n);
    folded = new float[n];
    sines = new float[n];
    cosines = new float[n];
    for (int k = 0; k < n; k++) {
      sines[k] = (float) StrictMath.sin(Math.PI * k / n);
      cosines[k] = (float) StrictMath.cos(Math.PI * k / n);
    }
  }

  /**
   * @param v n + 1 values
   * @param g receives lags 0 to n
   */
  void transform(float[] v, float[] g) {
    // Lags 0, 2, 4 ... are the transform of the folded values; the differences of lags 1, 3, 5 ...
    // are its imaginary part, and lag 1 is summed directly.
    double first = (v[0] - v[n]) / 2;
    folded[0] = (v[0] + v[n]) / 2;
    folded[n / 2] = v[n / 2];
    for (int k = 1; k < n / 2; k++) {
      float difference = v[k] - v[n - k];
      float mean = (v[k] + v[n - k]) / 2;
      float turned = sines[k] * difference;
      folded[k] = mean - turned;
      folded[n - k] = mean + turned;
      first += cosines[k] * difference;
    }
    fourier.transform(folded);
    g[0] = folded[0];
    g[n] = folded[1];
    g[1] = (float) first;
    double odd = first;
    for (int t = 1; t < n / 2; t++) {
      odd -= folded[2 * t + 1];
      g[2 * t] = folded[2 * t];
      g[2 * t + 1] = (float) odd;
    }
  }
}
