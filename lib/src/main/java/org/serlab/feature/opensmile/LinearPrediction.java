package org.serlab.feature.opensmile;

import java.util.Arrays;

/**
 * Linear prediction by the autocorrelation method and the recursion of Levinson and Durbin, in
 * single precision and a fixed order: on band-limited frames the equations are so ill conditioned
 * that every rounding shows.
 */
final class LinearPrediction {
  private static final int SIDE_BY_SIDE = 6;

  private final int order;

  /** Number of zeros before the samples: the largest lag computed. */
  private final int zeros;

  private float[] padded = new float[0];
  private final float[] correlation;
  private final float[] coefficients;

  LinearPrediction(int order) {
    this.order = order;
    zeros = (order / SIDE_BY_SIDE + 1) * SIDE_BY_SIDE - 1;
    correlation = new float[zeros + 1];
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
    if (padded.length < zeros + x.length) {
      padded = new float[zeros + x.length];
    }
    System.arraycopy(x, 0, padded, zeros, x.length);
    for (int lag = 0; lag <= order; lag += SIDE_BY_SIDE) {
      correlate(lag, zeros + x.length);
    }
  }

  /** Six lags side by side, since the additions of one have to wait for each other. */
  private void correlate(int lag, int end) {
    float[] x = padded;
    float r0 = 0;
    float r1 = 0;
    float r2 = 0;
    float r3 = 0;
    float r4 = 0;
    float r5 = 0;
    for (int i = zeros; i < end; i++) {
      r0 += x[i] * x[i - lag];
      r1 += x[i] * x[i - lag - 1];
      r2 += x[i] * x[i - lag - 2];
      r3 += x[i] * x[i - lag - 3];
      r4 += x[i] * x[i - lag - 4];
      r5 += x[i] * x[i - lag - 5];
    }
    correlation[lag] = r0;
    correlation[lag + 1] = r1;
    correlation[lag + 2] = r2;
    correlation[lag + 3] = r3;
    correlation[lag + 4] = r4;
    correlation[lag + 5] = r5;
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
