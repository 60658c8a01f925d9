package org.serlab.feature.opensmile;

import java.util.Arrays;

/**
 * Linear prediction by the autocorrelation method and the recursion of Levinson and Durbin, in
 * single precision and a fixed order: on band-limited frames the equations are so ill conditioned
 * that every rounding shows.
 */
final class LinearPrediction {
  private final int order;
  private final float[] correlation;
  private final float[] coefficients;

  LinearPrediction(int order) {
    this.order = order;
    correlation = new float[order + 1];
    coefficients = new float[order + 1];
  }

  /**
   * @param x samples
   * @return a[0] = 1, a[1] to a[order] of the inverse filter A(z) = 1 + sum of a[i] z^-i; zeros
   *     after the first for silence. Overwritten by the next call.
   */
  float[] compute(float[] x) {
    correlate(x);
    levinson();
    return coefficients;
  }

  /** r[l] = sum over i of x[i] x[i - l], each sum in ascending order. */
  private void correlate(float[] x) {
    Arrays.fill(correlation, 0);
    // Three lags side by side, since the additions of one have to wait for each other.
    int lag = 0;
    for (; lag + 2 <= order; lag += 3) {
      float a = x[lag] * x[0];
      float b = 0;
      float c = 0;
      int i = lag + 1;
      if (i < x.length) {
        a += x[i] * x[1];
        b = x[i] * x[0];
        i++;
      }
      for (; i < x.length; i++) {
        a += x[i] * x[i - lag];
        b += x[i] * x[i - lag - 1];
        c += x[i] * x[i - lag - 2];
      }
      correlation[lag] = a;
      correlation[lag + 1] = b;
      correlation[lag + 2] = c;
    }
    for (; lag <= order; lag++) {
      float a = 0;
      for (int i = lag; i < x.length; i++) {
        a += x[i] * x[i - lag];
      }
      correlation[lag] = a;
    }
  }

  private void levinson() {
    float[] a = coefficients;
    Arrays.fill(a, 0);
    a[0] = 1;
    float error = correlation[0];
    if (error == 0) {
      return;
    }
    for (int m = 1; m <= order; m++) {
      float sum = correlation[m];
      for (int i = 1; i < m; i++) {
        sum += a[i] * correlation[m - i];
      }
      float reflection = -1 / error * sum;
      for (int i = 1; i <= m / 2; i++) {
        float mirrored = a[m - i];
        float own = a[i];
        a[i] = own + reflection * mirrored;
        if (i != m - i) {
          a[m - i] = mirrored + reflection * own;
        }
      }
      a[m] = reflection;
      error *= 1 - reflection * reflection;
      if (error == 0) {
        return;
      }
    }
  }
}
