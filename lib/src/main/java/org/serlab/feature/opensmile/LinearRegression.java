package org.serlab.feature.opensmile;

/**
 * The straight line slope i + offset through a contour, i counting rows.
 *
 * @param slope per row
 * @param offset value at row 0
 * @param linearError mean absolute deviation from the line
 * @param quadraticError mean squared deviation from the line
 */
record LinearRegression(double slope, double offset, double linearError, double quadraticError) {
  /**
   * @param x contour
   * @param n its rows, at least 1
   * @param mean its rounded mean
   */
  static LinearRegression of(float[] x, int n, float mean) {
    double slope = 0;
    double offset = x[0];
    if (n > 1) {
      double weighted = 0;
      for (int i = 0; i < n; i++) {
        weighted += (double) i * x[i];
      }
      double rows = n;
      double sum = rows * (rows - 1) / 2; // of i
      double squares = rows * (rows - 1) * (2 * rows - 1) / 6; // of i^2
      double quotient = sum / squares;
      double divisor = rows - sum * quotient;
      offset = divisor == 0 ? 0 : (mean * rows - weighted * quotient) / divisor;
      slope = (weighted - offset * sum) / squares;
    }
    double absolute = 0;
    double squared = 0;
    for (int i = 0; i < n; i++) {
      double error = x[i] - (slope * i + offset);
      absolute += Math.abs(error);
      squared += error * error;
    }
    return new LinearRegression(slope, offset, absolute / n, squared / n);
  }
}
