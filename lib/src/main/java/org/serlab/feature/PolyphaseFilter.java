package org.serlab.feature;

/**
 * Changes a sample rate by a fraction with a symmetric filter of one's own, as scipy's {@code
 * resample_poly}; zeros outside, no delay. For recordings take {@link
 * org.serlab.audio.Waveform#resample(int)}, whose filter is the better one.
 */
public final class PolyphaseFilter {
  private PolyphaseFilter() {}

  /**
   * @param x samples
   * @param up factor of the rate
   * @param down divisor of the rate
   * @param taps low-pass filter at {@code up} times the rate of {@code x}, with gain 1 at 0 Hz;
   *     there is no delay if it is symmetric and of odd length
   * @return {@code ceil(x.length * up / down)} samples, with the fraction reduced
   */
  public static double[] resample(double[] x, int up, int down, double[] taps) {
    int divisor = gcd(up, down);
    int faster = up / divisor;
    int slower = down / divisor;
    double[] y = new double[(int) (((long) x.length * faster + slower - 1) / slower)];
    int half = (taps.length - 1) / 2;
    for (int k = 0; k < y.length; k++) {
      long centre =
          (long) k * slower; // on the grid of the faster rate, where x[n] is at n * faster
      long first = Math.max(0, -Math.floorDiv(taps.length - 1 - half - centre, (long) faster));
      long last = Math.min(x.length - 1L, Math.floorDiv(centre + half, (long) faster));
      double sum = 0;
      for (long n = first; n <= last; n++) {
        sum += x[(int) n] * taps[(int) (centre - n * faster) + half];
      }
      y[k] = faster * sum;
    }
    return y;
  }

  /**
   * Scipy's default filter: 20 max(up, down) + 1 taps, a sinc with its cutoff at the lower Nyquist
   * frequency, weighted by a Kaiser window, gain 1 at 0 Hz.
   *
   * @param up factor of the rate, in lowest terms
   * @param down divisor of the rate, in lowest terms
   * @param beta of the window; scipy's is 5
   */
  public static double[] lowPass(int up, int down, double beta) {
    int larger = Math.max(up, down);
    int half = 10 * larger;
    double[] taps = new Window(Window.Shape.KAISER, beta, false).weights(2 * half + 1);
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      double angle = Math.PI * (i - half) / larger;
      taps[i] *= angle == 0 ? 1 : StrictMath.sin(angle) / angle;
      sum += taps[i];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= sum;
    }
    return taps;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
