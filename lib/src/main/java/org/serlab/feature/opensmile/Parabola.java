package org.serlab.feature.opensmile;

/**
 * The vertex of the parabola through three points.
 *
 * @param x its abscissa
 * @param y its ordinate
 */
record Parabola(double x, double y) {
  /**
   * Evaluated in openSMILE's order: in jitter the last bits decide which periods count. Where the
   * points lie on a line, the highest of them (the first, if none is strictly highest).
   */
  static Parabola vertex(double x1, double y1, double x2, double y2, double x3, double y3) {
    double divisor =
        x1 * x1 * x2 + x2 * x2 * x3 + x3 * x3 * x1 - x3 * x3 * x2 - x2 * x2 * x1 - x1 * x1 * x3;
    double a = (y1 * x2 + y2 * x3 + y3 * x1 - y3 * x2 - y2 * x1 - y1 * x3) / divisor;
    if (divisor == 0 || a == 0) {
      return highest(x1, y1, x2, y2, x3, y3);
    }
    double b =
        (x1 * x1 * y2 + x2 * x2 * y3 + x3 * x3 * y1 - x3 * x3 * y2 - x2 * x2 * y1 - x1 * x1 * y3)
            / divisor;
    double c =
        (x1 * x1 * x2 * y3
                + x2 * x2 * x3 * y1
                + x3 * x3 * x1 * y2
                - x3 * x3 * x2 * y1
                - x2 * x2 * x1 * y3
                - x1 * x1 * x3 * y2)
            / divisor;
    double x = -b / (2 * a);
    return new Parabola(x, c - a * x * x);
  }

  private static Parabola highest(
      double x1, double y1, double x2, double y2, double x3, double y3) {
    if (y2 > y1 && y2 > y3) {
      return new Parabola(x2, y2);
    }
    return y3 > y1 && y3 > y2 ? new Parabola(x3, y3) : new Parabola(x1, y1);
  }
}
