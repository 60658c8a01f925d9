package org.serlab.feature;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Complex half;
  private final double[] re;
  private final double[] im;
  private final double[] cos;
  private final double[] sin;
  private final Bluestein bluestein;

  /**
   * @param length n, at least 1
   */
  public FourierTransform(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a transform of " + length + " points");
    }
    this.length = length;
    boolean fast = length >= 2 && Integer.bitCount(length) == 1;
    bluestein = fast ? null : new Bluestein(length);
    half = fast ? Complex.of(length / 2) : null;
    int working = fast ? length / 2 : length;
    re = new double[working];
    im = new double[working];
    Roots roots = Roots.of(length);
    cos = roots.cos;
    sin = roots.sin;
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
    int[] order = half.order;
    for (int i = 0; i < order.length; i++) {
      re[i] = frame[2 * order[i]];
      im[i] = frame[2 * order[i] + 1];
    }
    half.transformReordered(re, im);
  }

  /** exp(-2 pi i k / n) for k below n. */
  private static final class Roots {
    private static final Map<Integer, Roots> CACHE = new ConcurrentHashMap<>();
    final double[] cos;
    final double[] sin;

    Roots(int n) {
      cos = new double[n];
      sin = new double[n];
      for (int k = 0; k < n; k++) {
        cos[k] = StrictMath.cos(2 * Math.PI * k / n);
        sin[k] = -StrictMath.sin(2 * Math.PI * k / n);
      }
    }

    static Roots of(int n) {
      return CACHE.computeIfAbsent(n, Roots::new);
    }
  }

  /** A complex transform in place, of a power of two, decimation in time, radix 4. */
  private static final class Complex {
    private static final Map<Integer, Complex> CACHE = new ConcurrentHashMap<>();
    final int n;
    final int[] order;
    final Roots roots;

    private Complex(int n) {
      this.n = n;
      order = new int[n];
      int bits = Integer.numberOfTrailingZeros(n);
      for (int i = 0; i < n; i++) {
        order[i] = bits == 0 ? 0 : Integer.reverse(i) >>> (32 - bits);
      }
      roots = Roots.of(n);
    }

    static Complex of(int n) {
      return CACHE.computeIfAbsent(n, Complex::new);
    }

    void transform(double[] re, double[] im) {
      for (int i = 0; i < n; i++) {
        int j = order[i];
        if (i < j) {
          double swap = re[i];
          re[i] = re[j];
          re[j] = swap;
          swap = im[i];
          im[i] = im[j];
          im[j] = swap;
        }
      }
      transformReordered(re, im);
    }

    /** Takes its input in bit-reversed order. */
    void transformReordered(double[] re, double[] im) {
      int size = 1; // of the transforms done so far
      if (Integer.numberOfTrailingZeros(n) % 2 == 1) {
        for (int i = 0; i < n; i += 2) {
          double r = re[i + 1];
          double m = im[i + 1];
          re[i + 1] = re[i] - r;
          im[i + 1] = im[i] - m;
          re[i] += r;
          im[i] += m;
        }
        size = 2;
      }
      for (; size < n; size *= 4) {
        radix4(re, im, size);
      }
    }

    private void radix4(double[] re, double[] im, int size) {
      double[] cos = roots.cos;
      double[] sin = roots.sin;
      int step = n / (4 * size);
      for (int start = 0; start < n; start += 4 * size) {
        for (int j = 0; j < size; j++) {
          // In bit-reversed order the four parts hold the residues 0, 2, 1, 3 modulo 4.
          int p0 = start + j;
          int p2 = p0 + size;
          int p1 = p2 + size;
          int p3 = p1 + size;
          double c1 = cos[j * step];
          double s1 = sin[j * step];
          double c2 = cos[2 * j * step];
          double s2 = sin[2 * j * step];
          double c3 = cos[3 * j * step];
          double s3 = sin[3 * j * step];
          double r1 = re[p1] * c1 - im[p1] * s1;
          double i1 = re[p1] * s1 + im[p1] * c1;
          double r2 = re[p2] * c2 - im[p2] * s2;
          double i2 = re[p2] * s2 + im[p2] * c2;
          double r3 = re[p3] * c3 - im[p3] * s3;
          double i3 = re[p3] * s3 + im[p3] * c3;
          double sum02Re = re[p0] + r2;
          double sum02Im = im[p0] + i2;
          double difference02Re = re[p0] - r2;
          double difference02Im = im[p0] - i2;
          double sum13Re = r1 + r3;
          double sum13Im = i1 + i3;
          double difference13Re = r1 - r3;
          double difference13Im = i1 - i3;
          re[p0] = sum02Re + sum13Re;
          im[p0] = sum02Im + sum13Im;
          re[p2] = difference02Re + difference13Im;
          im[p2] = difference02Im - difference13Re;
          re[p1] = sum02Re - sum13Re;
          im[p1] = sum02Im - sum13Im;
          re[p3] = difference02Re - difference13Im;
          im[p3] = difference02Im + difference13Re;
        }
      }
    }
  }

  /**
   * Any length: X[k] = w[k] sum over t of (x[t] w[t]) w*[k - t], with w[t] = exp(-pi i t^2 / n).
   */
  private static final class Bluestein {
    private final int n;
    private final Complex convolution;
    private final double[] cos;
    private final double[] sin;
    private final double[] kernelRe;
    private final double[] kernelIm;
    private final double[] re;
    private final double[] im;

    Bluestein(int n) {
      this.n = n;
      int size = Math.max(1, Integer.highestOneBit(Math.max(1, 2 * n - 2)) * 2);
      convolution = Complex.of(size);
      cos = new double[n];
      sin = new double[n];
      kernelRe = new double[size];
      kernelIm = new double[size];
      re = new double[size];
      im = new double[size];
      for (int t = 0; t < n; t++) {
        long square = (long) t * t % (2L * n); // the angle's whole turns, taken off exactly
        cos[t] = StrictMath.cos(Math.PI * square / n);
        sin[t] = -StrictMath.sin(Math.PI * square / n);
        kernelRe[t] = cos[t];
        kernelIm[t] = -sin[t];
        if (t > 0) {
          kernelRe[size - t] = cos[t];
          kernelIm[size - t] = -sin[t];
        }
      }
      convolution.transform(kernelRe, kernelIm);
    }

    void transform(double[] frame, double[] outRe, double[] outIm) {
      java.util.Arrays.fill(re, 0);
      java.util.Arrays.fill(im, 0);
      for (int t = 0; t < n; t++) {
        re[t] = frame[t] * cos[t];
        im[t] = frame[t] * sin[t];
      }
      convolution.transform(re, im);
      for (int k = 0; k < re.length; k++) {
        double r = re[k] * kernelRe[k] - im[k] * kernelIm[k];
        double i = re[k] * kernelIm[k] + im[k] * kernelRe[k];
        re[k] = r;
        im[k] = -i; // the inverse transform is the conjugate of the transform of the conjugate
      }
      convolution.transform(re, im);
      for (int k = 0; k < n; k++) {
        double r = re[k] / re.length;
        double i = -im[k] / re.length;
        outRe[k] = r * cos[k] - i * sin[k];
        outIm[k] = r * sin[k] + i * cos[k];
      }
    }
  }
}
