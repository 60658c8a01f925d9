package org.serlab.feature.opensmile;

/**
 * The slope of a smoothed contour s over five rows: d[n] = ((s[n+1] - s[n-1]) + 2 (s[n+2] -
 * s[n-2])) / 10. Beyond its ends the contour repeats its first and last row.
 *
 * <p>In recordings so short that the smoothed contour had only one or two rows when deltas 0 and 1
 * were due, the rows that were missing count as 0.
 */
final class ContourDeltas {
  private static final float DIVISOR = 10;
  private static final int REACH = 2;

  private ContourDeltas() {}

  /**
   * @param s smoothed contour
   * @param length its rows
   * @param due rows that were there when the first deltas were due
   * @param rows how many rows to compute
   * @param d receives the rows
   */
  static void plain(float[] s, int length, int due, int rows, float[] d) {
    int inside = Math.max(REACH, Math.min(rows, length - REACH));
    for (int n = REACH; n < inside; n++) {
      d[n] = (s[n + 1] - s[n - 1] + 2 * (s[n + 2] - s[n - 2])) / DIVISOR;
    }
    for (int n = 0; n < Math.min(REACH, rows); n++) {
      d[n] = atEnd(s, length, due, n);
    }
    for (int n = inside; n < rows; n++) {
      d[n] = atEnd(s, length, due, n);
    }
  }

  private static float atEnd(float[] s, int length, int due, int n) {
    float near = after(s, length, due, n, 1) - s[Math.max(0, n - 1)];
    float far = after(s, length, due, n, 2) - s[Math.max(0, n - 2)];
    return (near + 2 * far) / DIVISOR;
  }

  private static float after(float[] s, int length, int due, int n, int ahead) {
    return n < REACH && ahead >= due ? 0 : s[Math.min(length - 1, n + ahead)];
  }

  /**
   * IS10's second group: deltas inside voiced segments. A term counts only if both its values are
   * not 0. The divisor grows with every counted term, through all rows and contours, and is never
   * set back, so that the deltas shrink as a recording goes on; openSMILE does so.
   *
   * @param s smoothed contours
   * @param length their rows
   * @param due rows that were there when the first deltas were due
   * @param rows how many rows to compute
   * @param d receives the rows of each contour
   */
  static void insideSegments(float[][] s, int length, int due, int rows, float[][] d) {
    float divisor = DIVISOR;
    for (int n = 0; n < rows; n++) {
      for (int c = 0; c < s.length; c++) {
        float sum = 0;
        for (int i = 1; i <= REACH; i++) {
          float later = after(s[c], length, due, n, i);
          float earlier = s[c][Math.max(0, n - i)];
          if (later != 0 && earlier != 0) {
            sum += i * (later - earlier);
            divisor += i * i;
          }
        }
        d[c][n] = sum / divisor;
      }
    }
  }
}
