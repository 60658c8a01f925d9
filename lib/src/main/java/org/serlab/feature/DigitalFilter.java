package org.serlab.feature;

/**
 * A linear recursive filter, a[0] y[n] = b[0] x[n] + b[1] x[n-1] + ... - a[1] y[n-1] - ...,
 * computed as scipy's {@code lfilter} does (direct form II transposed).
 *
 * @param b coefficients of the input
 * @param a coefficients of the output, a[0] not 0
 */
public record DigitalFilter(double[] b, double[] a) {
  /** Checks the coefficients. */
  public DigitalFilter {
    if (b.length == 0 || a.length == 0 || a[0] == 0) {
      throw new IllegalArgumentException("a filter needs b[0] and an a[0] that is not 0");
    }
  }

  /** Pre-emphasis of a whole recording, y[n] = x[n] - c x[n-1]. */
  public static DigitalFilter preEmphasis(double c) {
    return new DigitalFilter(new double[] {1, -c}, new double[] {1});
  }

  /** A state for {@link #apply(double[], double[])} before the first sample: zeros. */
  public double[] initialState() {
    return new double[Math.max(a.length, b.length) - 1];
  }

  /** The filtered samples, from a state of zeros. */
  public double[] apply(double[] x) {
    return apply(x, initialState());
  }

  /**
   * @param x samples
   * @param state what is left of the samples before; receives what is left of these
   * @return the filtered samples
   */
  public double[] apply(double[] x, double[] state) {
    double[] y = new double[x.length];
    for (int n = 0; n < x.length; n++) {
      y[n] = b[0] / a[0] * x[n] + (state.length > 0 ? state[0] : 0);
      for (int i = 0; i < state.length; i++) {
        double next = i + 1 < state.length ? state[i + 1] : 0;
        double in = i + 1 < b.length ? b[i + 1] / a[0] * x[n] : 0;
        double out = i + 1 < a.length ? a[i + 1] / a[0] * y[n] : 0;
        state[i] = next + in - out;
      }
    }
    return y;
  }
}
