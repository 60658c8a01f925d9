package org.serlab.feature.opensmile;

/**
 * The cubic spline with second derivative 0 at both ends, for knots and points that stay while the
 * values change: everything that depends on abscissas alone is computed once.
 */
final class NaturalSpline {
  private final int n;

  // Second derivatives: the right-hand side from three values, then elimination forwards and
  // backwards.
  private final double[] left;
  private final double[] centre;
  private final double[] right;
  private final double[] forward;
  private final double[] backward;

  // Evaluation: interval and weights of two values and two second derivatives.
  private final int[] interval;
  private final double[] value0;
  private final double[] value1;
  private final double[] curvature0;
  private final double[] curvature1;

  private final double[] second;

  /**
   * @param knots ascending abscissas, three or more
   * @param points abscissas to evaluate at, inside the knots
   */
  NaturalSpline(double[] knots, double[] points) {
    n = knots.length;
    left = new double[n];
    centre = new double[n];
    right = new double[n];
    forward = new double[n];
    backward = new double[n];
    second = new double[n];
    for (int i = 1; i < n - 1; i++) {
      double below = knots[i] - knots[i - 1];
      double above = knots[i + 1] - knots[i];
      double both = knots[i + 1] - knots[i - 1];
      double ratio = below / both;
      double pivot = ratio * backward[i - 1] + 2;
      backward[i] = (ratio - 1) / pivot;
      forward[i] = ratio / pivot;
      left[i] = 6 / (both * below * pivot);
      right[i] = 6 / (both * above * pivot);
      centre[i] = -left[i] - right[i];
    }
    interval = new int[points.length];
    value0 = new double[points.length];
    value1 = new double[points.length];
    curvature0 = new double[points.length];
    curvature1 = new double[points.length];
    for (int i = 0, k = 1; i < points.length; i++) {
      while (k < n - 1 && knots[k] < points[i]) {
        k++;
      }
      double width = knots[k] - knots[k - 1];
      double a = (knots[k] - points[i]) / width;
      double b = (points[i] - knots[k - 1]) / width;
      interval[i] = k - 1;
      value0[i] = a;
      value1[i] = b;
      curvature0[i] = (a * a * a - a) * width * width / 6;
      curvature1[i] = (b * b * b - b) * width * width / 6;
    }
  }

  /**
   * @param y values at the knots
   * @param result receives the values at the points
   */
  void evaluate(double[] y, float[] result) {
    double[] u = second;
    for (int i = 1; i < n - 1; i++) {
      u[i] = left[i] * y[i - 1] + centre[i] * y[i] + right[i] * y[i + 1];
    }
    double carried = 0;
    for (int i = 1; i < n - 1; i++) {
      carried = u[i] - forward[i] * carried;
      u[i] = carried;
    }
    carried = 0;
    u[n - 1] = 0;
    for (int i = n - 2; i > 0; i--) {
      carried = u[i] + backward[i] * carried;
      u[i] = carried;
    }
    for (int i = 0; i < result.length; i++) {
      int k = interval[i];
      result[i] =
          (float)
              (value0[i] * y[k]
                  + value1[i] * y[k + 1]
                  + curvature0[i] * u[k]
                  + curvature1[i] * u[k + 1]);
    }
  }
}
