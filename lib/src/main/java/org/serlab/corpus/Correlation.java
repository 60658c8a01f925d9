package org.serlab.corpus;

/** Correlation of two signals. */
final class Correlation {
  private Correlation() {}

  /** Sum of products of two stretches; eight sums side by side, which processors do at once. */
  static float dot(float[] a, int fromA, float[] b, int fromB, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      s0 += a[fromA + i] * b[fromB + i];
      s1 += a[fromA + i + 1] * b[fromB + i + 1];
      s2 += a[fromA + i + 2] * b[fromB + i + 2];
      s3 += a[fromA + i + 3] * b[fromB + i + 3];
      s4 += a[fromA + i + 4] * b[fromB + i + 4];
      s5 += a[fromA + i + 5] * b[fromB + i + 5];
      s6 += a[fromA + i + 6] * b[fromB + i + 6];
      s7 += a[fromA + i + 7] * b[fromB + i + 7];
    }
    for (; i < length; i++) {
      s0 += a[fromA + i] * b[fromB + i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /**
   * The greatest absolute correlation of two signals near a shift, each over the stretch that both
   * have there. Absolute, since a copy may be turned upside down.
   *
   * @param a emphasised samples
   * @param b emphasised samples
   * @param shift where b begins on a's axis, in samples
   * @param around how far to look on both sides
   * @return 0 to 1
   */
  static double peak(float[] a, float[] b, int shift, int around) {
    double[] squaresOfA = squares(a);
    double[] squaresOfB = squares(b);
    double best = 0;
    for (int s = shift - around; s <= shift + around; s++) {
      best = Math.max(best, at(a, squaresOfA, b, squaresOfB, s));
    }
    return best;
  }

  private static double at(float[] a, double[] squaresOfA, float[] b, double[] squaresOfB, int s) {
    int start = Math.max(0, s);
    int end = Math.min(a.length, b.length + s);
    if (end <= start) {
      return 0;
    }
    double norm =
        (squaresOfA[end] - squaresOfA[start]) * (squaresOfB[end - s] - squaresOfB[start - s]);
    return norm <= 0 ? 0 : Math.abs(dot(a, start, b, start - s, end - start)) / Math.sqrt(norm);
  }

  /** Sum of squares before each sample. */
  private static double[] squares(float[] signal) {
    double[] squares = new double[signal.length + 1];
    for (int i = 0; i < signal.length; i++) {
      squares[i + 1] = squares[i] + (double) signal[i] * signal[i];
    }
    return squares;
  }
}
