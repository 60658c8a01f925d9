package org.serlab.feature;

import java.util.Arrays;

/**
 * A Fourier transform of real numbers, of any length, by convolution (Bluestein 1970): X[k] = w[k]
 * sum over t of (x[t] w[t]) w*[k - t], with w[t] = exp(-pi i t^2 / n).
 */
final class BluesteinTransform {
  private final int n;
  private final PowerOfTwoTransform convolution;
  private final double[] cos;
  private final double[] sin;
  private final double[] kernelRe;
  private final double[] kernelIm;
  private final double[] re;
  private final double[] im;

  BluesteinTransform(int n) {
    this.n = n;
    int size = Math.max(1, Integer.highestOneBit(Math.max(1, 2 * n - 2)) * 2);
    convolution = PowerOfTwoTransform.of(size);
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
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
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
