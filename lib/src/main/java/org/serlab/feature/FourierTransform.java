package org.serlab.feature;

/**
 * The discrete Fourier transform of real numbers, X[k] = sum over t of x[t] exp(-2 pi i k t / n),
 * for k = 0 to n / 2, in double precision. Its tables come from {@link StrictMath} and its order of
 * operations is fixed, so that it gives the same bits on every machine, which libraries built on
 * {@link Math#sin} do not promise.
 *
 * <p>Powers of two take a radix-4 transform of half the length; other lengths go through
 * Bluestein's convolution (Bluestein 1970), about six times slower. An object has working memory of
 * its own: one per thread.
 */
public final class FourierTransform {
  private final int length;
  private final PowerOfTwoTransform half;
  private final double[] re;
  private final double[] im;
  private final double[] cos;
  private final double[] sin;
  private final BluesteinTransform bluestein;

  /**
   * @param length n, at least 1
   */
  public FourierTransform(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a transform of " + length + " points");
    }
    this.length = length;
    boolean fast = length >= 2 && Integer.bitCount(length) == 1;
    bluestein = fast ? null : new BluesteinTransform(length);
    half = fast ? PowerOfTwoTransform.of(length / 2) : null;
    int working = fast ? length / 2 : length;
    re = new double[working];
    im = new double[working];
    cos = new double[fast ? length / 4 + 1 : 0];
    sin = new double[cos.length];
    for (int k = 0; k < cos.length; k++) {
      cos[k] = StrictMath.cos(2 * Math.PI * k / length);
      sin[k] = -StrictMath.sin(2 * Math.PI * k / length);
    }
  }

  /** n. */
  public int length() {
    return length;
  }

  /** Number of bins, n / 2 + 1. */
  public int bins() {
    return length / 2 + 1;
  }

  /**
   * @param frame n numbers, left as they are
   * @param real receives the real parts of {@link #bins()} bins
   * @param imaginary receives their imaginary parts
   */
  public void transform(double[] frame, double[] real, double[] imaginary) {
    if (bluestein != null) {
      bluestein.transform(frame, re, im);
      System.arraycopy(re, 0, real, 0, bins());
      System.arraycopy(im, 0, imaginary, 0, bins());
      return;
    }
    packed(frame);
    int m = length / 2;
    real[0] = re[0] + im[0];
    imaginary[0] = 0;
    real[m] = re[0] - im[0];
    imaginary[m] = 0;
    for (int k = 1; k <= m / 2; k++) {
      // Even and odd samples were the real and imaginary parts: E = (Z[k] + Z*[m-k]) / 2, O
      // likewise.
      double evenRe = 0.5 * (re[k] + re[m - k]);
      double evenIm = 0.5 * (im[k] - im[m - k]);
      double oddRe = 0.5 * (im[k] + im[m - k]);
      double oddIm = 0.5 * (re[m - k] - re[k]);
      double turnedRe = oddRe * cos[k] - oddIm * sin[k];
      double turnedIm = oddRe * sin[k] + oddIm * cos[k];
      real[k] = evenRe + turnedRe;
      imaginary[k] = evenIm + turnedIm;
      real[m - k] = evenRe - turnedRe;
      imaginary[m - k] = turnedIm - evenIm;
    }
  }

  /**
   * @param frame n numbers, left as they are
   * @param power receives |X[k]|^2 of {@link #bins()} bins
   */
  public void power(double[] frame, double[] power) {
    if (bluestein != null) {
      bluestein.transform(frame, re, im);
      for (int k = 0; k < bins(); k++) {
        power[k] = re[k] * re[k] + im[k] * im[k];
      }
      return;
    }
    packed(frame);
    int m = length / 2;
    power[0] = (re[0] + im[0]) * (re[0] + im[0]);
    power[m] = (re[0] - im[0]) * (re[0] - im[0]);
    for (int k = 1; k <= m / 2; k++) {
      double evenRe = 0.5 * (re[k] + re[m - k]);
      double evenIm = 0.5 * (im[k] - im[m - k]);
      double oddRe = 0.5 * (im[k] + im[m - k]);
      double oddIm = 0.5 * (re[m - k] - re[k]);
      double turnedRe = oddRe * cos[k] - oddIm * sin[k];
      double turnedIm = oddRe * sin[k] + oddIm * cos[k];
      double sumRe = evenRe + turnedRe;
      double sumIm = evenIm + turnedIm;
      double differenceRe = evenRe - turnedRe;
      double differenceIm = evenIm - turnedIm;
      power[k] = sumRe * sumRe + sumIm * sumIm;
      power[m - k] = differenceRe * differenceRe + differenceIm * differenceIm;
    }
  }

  /** The complex transform of x[0] + i x[1], x[2] + i x[3], ... */
  private void packed(double[] frame) {
    int[] order = half.order();
    for (int i = 0; i < order.length; i++) {
      re[i] = frame[2 * order[i]];
      im[i] = frame[2 * order[i] + 1];
    }
    half.transformReordered(re, im);
  }
}
