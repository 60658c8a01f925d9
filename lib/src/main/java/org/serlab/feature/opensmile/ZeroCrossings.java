package org.serlab.feature.opensmile;

/** Zero crossings per sample of a frame. */
final class ZeroCrossings {
  private ZeroCrossings() {}

  /**
   * Crossings, and touches of zero, from sample 1 to the last but one, divided by the length; in
   * digital silence every sample counts.
   */
  static float rate(float[] x) {
    int crossings = 0;
    for (int i = 1; i < x.length - 1; i++) {
      // The sign bit of the product, and none of -0: noise makes branches slow.
      crossings += Float.floatToRawIntBits(x[i - 1] * x[i] + 0f) >>> 31;
      if (x[i] == 0 && x[i - 1] * x[i + 1] <= 0) {
        crossings++;
      }
    }
    return (float) crossings / x.length;
  }
}
