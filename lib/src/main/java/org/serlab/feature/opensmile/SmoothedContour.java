package org.serlab.feature.opensmile;

/**
 * One contour smoothed over three rows, and its deltas, with what openSMILE makes of the end of a
 * recording.
 *
 * <p>The contours of a set are joined row by row; m is the number of rows of the shortest. Smoothed
 * contours and deltas are printed with m + 1 rows, but functionals see m - 2 of them: openSMILE
 * computes them when the input ends, before the last rows exist.
 */
final class SmoothedContour {
  private float[] smoothed = new float[0];
  private float[] deltas = new float[0];

  /** Number of rows that functionals see where the shortest contour has m. */
  static int rowsOfFunctionals(int m) {
    return Math.max(1, m - 2);
  }

  /**
   * @param raw contour of at least m rows
   * @param m rows of the shortest contour
   * @param rows how many rows to compute, at most m + 1
   */
  void compute(float[] raw, int m, int rows) {
    if (smoothed.length < m + 1) {
      smoothed = new float[m + 1];
      deltas = new float[m + 1];
    }
    ContourSmoothing.plain(raw, raw.length, m + 1, smoothed);
    if (m == 1 && raw.length == 1) {
      smoothed[0] = (raw[0] + raw[0]) / 3; // its successor was not there yet and counts as 0
    }
    ContourDeltas.plain(smoothed, m + 1, m, rows, deltas);
  }

  /** Valid for the rows asked for. */
  float[] smoothed() {
    return smoothed;
  }

  /** Valid for the rows asked for. */
  float[] deltas() {
    return deltas;
  }
}
