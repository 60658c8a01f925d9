package org.serlab.feature.opensmile;

/**
 * Intensity I, the window-weighted mean square of a frame, and loudness (I / 1e-6)^0.3.
 *
 * <p>openSMILE sums only as many samples as its component has output values (two where it gives
 * intensity and loudness, one where it gives loudness alone), and divides by the sum of the whole
 * window. This is kept.
 */
final class Intensity {
  private static final double REFERENCE = 1e-6;

  private final int summed;
  private final double[] window;
  private final double windowSum;

  /**
   * @param length of the frame
   * @param summed number of samples that are looked at
   */
  Intensity(int length, int summed) {
    this.summed = summed;
    window = Windows.hammingDouble(length);
    double sum = 0;
    for (double weight : window) {
      sum += weight;
    }
    windowSum = sum;
  }

  /** I of a frame. */
  double intensity(float[] frame) {
    double sum = 0;
    for (int i = 0; i < summed; i++) {
      sum += window[i] * frame[i] * frame[i];
    }
    return sum / windowSum;
  }

  /** The loudness that belongs to I. */
  static float loudness(double intensity) {
    return (float) StrictMath.pow(intensity / REFERENCE, 0.3);
  }
}
