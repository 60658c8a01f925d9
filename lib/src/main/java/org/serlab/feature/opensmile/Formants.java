package org.serlab.feature.opensmile;

import java.util.Arrays;
import org.serlab.feature.Logarithm;

/**
 * Formants from linear prediction of order 11 at 11 kHz: angles and radii of the roots of a
 * polynomial. What it shows belongs to the frame computed last.
 */
final class Formants {
  /** Most formants a frame can have. */
  static final int COUNT = 5;

  private static final int ORDER = 11;
  private static final double RATE = 11000;
  private static final double LOWEST = 50;
  private static final double HIGHEST = 5450;

  private final LinearPrediction prediction = new LinearPrediction(ORDER);
  private final PolynomialRoots roots = new PolynomialRoots(ORDER);
  private final double[] polynomial = new double[ORDER + 1];
  private final float[] frequency = new float[COUNT];
  private final float[] bandwidth = new float[COUNT];

  /**
   * @param samples of a frame at 11 kHz
   */
  void compute(float[] samples) {
    float[] a = prediction.compute(samples);
    polynomial[0] = 1;
    for (int i = 1; i <= ORDER; i++) {
      polynomial[i] = -a[i]; // openSMILE's sign, not that of the inverse filter
    }
    roots.solve(polynomial);
    Arrays.fill(frequency, 0);
    Arrays.fill(bandwidth, 0);
    int found = 0;
    for (int i = 0; i < roots.count() && found < COUNT; i++) {
      double re = roots.real(i);
      double im = roots.imaginary(i);
      if (im < 0) {
        continue;
      }
      double hertz = StrictMath.atan2(im, re) * RATE / (2 * Math.PI);
      if (hertz >= LOWEST && hertz <= HIGHEST) {
        // Roots outside the unit circle are mirrored into it.
        double width = Math.abs(Logarithm.ln(re * re + im * im) / 2) * RATE / Math.PI;
        insert(found++, (float) hertz, (float) width);
      }
    }
  }

  /** Keeps them in ascending order of frequency. */
  private void insert(int found, float hertz, float width) {
    int slot = found;
    for (; slot > 0 && frequency[slot - 1] > hertz; slot--) {
      frequency[slot] = frequency[slot - 1];
      bandwidth[slot] = bandwidth[slot - 1];
    }
    frequency[slot] = hertz;
    bandwidth[slot] = width;
  }

  /**
   * @param i 0 for the first formant
   * @return its frequency in Hz, 0 where there is none
   */
  float frequency(int i) {
    return frequency[i];
  }

  /** Its bandwidth in Hz. */
  float bandwidth(int i) {
    return bandwidth[i];
  }
}
