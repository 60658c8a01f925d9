package org.serlab.feature.opensmile;

/**
 * Mel cepstrum coefficients: cosine transform of the logarithms of band powers, liftered by 1 + 11
 * sin(pi i / 22).
 */
final class MelCepstrum {
  private static final double LIFTER = 22;

  private final int first;
  private final float floor;
  private final float[] factors;
  private final float[] cosines;
  private final float[] logarithms;

  /**
   * @param bands number of mel bands
   * @param first number of the first coefficient
   * @param last number of the last coefficient
   * @param floor smallest power that counts
   */
  MelCepstrum(int bands, int first, int last, float floor) {
    this.first = first;
    this.floor = floor;
    int count = last - first + 1;
    factors = new float[count];
    cosines = new float[count * bands];
    logarithms = new float[bands];
    for (int c = 0; c < count; c++) {
      int i = first + c;
      float lift = (float) (1 + LIFTER / 2 * StrictMath.sin(Math.PI * i / LIFTER));
      factors[c] = lift * (float) Math.sqrt(2.0 / bands);
      for (int m = 0; m < bands; m++) {
        cosines[c * bands + m] = (float) StrictMath.cos(Math.PI * ((double) i / bands) * (m + 0.5));
      }
    }
  }

  /** Number of coefficients. */
  int count() {
    return factors.length;
  }

  /** Number of the first coefficient. */
  int first() {
    return first;
  }

  /**
   * @param powers of the bands
   * @param scale the powers are multiplied by this first
   * @param coefficients receives the coefficients
   */
  void compute(float[] powers, float scale, float[] coefficients) {
    int bands = logarithms.length;
    for (int m = 0; m < bands; m++) {
      logarithms[m] = FloatLogarithm.ln(Math.max(powers[m] * scale, floor));
    }
    for (int c = 0; c < factors.length; c++) {
      float sum = 0;
      for (int m = 0; m < bands; m++) {
        sum += logarithms[m] * cosines[c * bands + m];
      }
      coefficients[c] = sum * factors[c];
    }
  }
}
