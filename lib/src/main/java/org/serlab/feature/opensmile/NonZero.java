package org.serlab.feature.opensmile;

/** What remains of a contour when its zeros (unvoiced rows) are taken out and the gaps closed. */
final class NonZero {
  private float[] values = new float[0];

  /**
   * @param x contour
   * @param n its rows
   * @return how many rows are not 0
   */
  int take(float[] x, int n) {
    if (values.length < n) {
      values = new float[n];
    }
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (x[i] != 0) {
        values[count++] = x[i];
      }
    }
    return count;
  }

  /** The rows taken last. */
  float[] values() {
    return values;
  }
}
