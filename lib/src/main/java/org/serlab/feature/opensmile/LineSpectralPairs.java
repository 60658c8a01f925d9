package org.serlab.feature.opensmile;

/**
 * Line spectral frequencies from eight prediction coefficients, in radians (0 to pi), by the
 * classical search on the cosine axis: fixed steps, then bisection. Its limited resolution is part
 * of what comes out.
 */
final class LineSpectralPairs {
  /** How many. */
  static final int COUNT = 8;

  private static final int HALF = COUNT / 2;
  private static final int BISECTIONS = 11;

  private final float[] symmetric = new float[HALF + 1];
  private final float[] antisymmetric = new float[HALF + 1];

  /**
   * @param a coefficients as {@link LinearPrediction} gives them
   * @param frequencies receives the eight frequencies in ascending order; 0 where none is found
   */
  void compute(float[] a, float[] frequencies) {
    symmetric[0] = 1;
    antisymmetric[0] = 1;
    for (int i = 0; i < HALF; i++) {
      symmetric[i + 1] = a[i + 1] + a[COUNT - i] - symmetric[i];
      antisymmetric[i + 1] = a[i + 1] - a[COUNT - i] + antisymmetric[i];
    }
    for (int i = 0; i < HALF; i++) {
      symmetric[i] *= 2;
      antisymmetric[i] *= 2;
    }
    if (search(0.2f, frequencies) < COUNT) {
      search(0.05f, frequencies);
    }
  }

  /** Returns how many were found. */
  private int search(float step, float[] frequencies) {
    java.util.Arrays.fill(frequencies, 0, COUNT, 0);
    float left = 1;
    for (int root = 0; root < COUNT; root++) {
      float[] polynomial = root % 2 == 0 ? symmetric : antisymmetric;
      float valueLeft = value(polynomial, left);
      boolean found = false;
      float right = left;
      while (!found && right >= -1) {
        float width = step * (1 - 0.9f * left * left);
        if (Math.abs(valueLeft) < 0.2f) {
          width *= 0.5f;
        }
        right = left - width;
        float valueRight = value(polynomial, right);
        if (valueRight * valueLeft < 0) {
          found = true;
          left = bisect(polynomial, left, right, valueLeft);
          frequencies[root] = (float) StrictMath.acos(left);
        } else {
          left = right;
          valueLeft = valueRight;
        }
      }
      if (!found) {
        return root;
      }
    }
    return COUNT;
  }

  private static float bisect(float[] polynomial, float left, float right, float valueLeft) {
    float middle = left;
    for (int i = 0; i < BISECTIONS; i++) {
      middle = 0.5f * (left + right);
      float value = value(polynomial, middle);
      if (value * valueLeft < 0) {
        right = middle;
      } else {
        left = middle;
        valueLeft = value;
      }
    }
    return Math.max(-1, Math.min(1, middle));
  }

  /** Clenshaw's recursion for c[0] T4(x) + ... + c[4]. */
  private static float value(float[] c, float x) {
    float twice = 2 * x;
    float b1 = c[0];
    float b2 = 0;
    for (int j = 1; j < HALF; j++) {
      float before = b1;
      b1 = twice * b1 - b2 + c[j];
      b2 = before;
    }
    return -b2 + 0.5f * twice * b1 + c[HALF];
  }
}
