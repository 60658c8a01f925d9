package org.serlab.feature.opensmile;

/** Windows, computed in double and rounded. */
final class Windows {
  private Windows() {}

  /** The Hamming window before rounding. */
  static double[] hammingDouble(int length) {
    double[] window = new double[length];
    for (int i = 0; i < length; i++) {
      window[i] = 0.54 - 0.46 * StrictMath.cos(2 * Math.PI * i / (length - 1));
    }
    return window;
  }

  static float[] hamming(int length) {
    return rounded(hammingDouble(length));
  }

  /**
   * @param length in samples
   * @param sigma standard deviation in units of half the length
   */
  static float[] gauss(int length, double sigma) {
    double[] window = new double[length];
    double middle = (length - 1) / 2.0;
    for (int i = 0; i < length; i++) {
      double z = (i - middle) / (sigma * middle);
      window[i] = StrictMath.exp(-0.5 * z * z);
    }
    return rounded(window);
  }

  private static float[] rounded(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
