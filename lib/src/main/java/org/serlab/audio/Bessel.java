package org.serlab.audio;

/** The function that Kaiser's window is made of. */
public final class Bessel {
  private Bessel() {}

  /**
   * Modified Bessel function of the first kind, order 0, by its power series.
   *
   * @param x 0 to 700
   * @return I0(x), in double precision
   */
  public static double i0(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-18 * sum; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
