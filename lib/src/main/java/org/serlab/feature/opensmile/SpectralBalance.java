package org.serlab.feature.opensmile;

import org.serlab.feature.Logarithm;

/**
 * How a spectrum's power is spread: alpha ratio (1 to 5 kHz against below), Hammarberg index
 * (strongest bin below 2 kHz against 2 to 5 kHz), both in dB, and slopes of the spectrum in dB.
 * What it shows belongs to the spectrum computed last.
 */
final class SpectralBalance {
  private static final double LEAST_POWER = 1e-14;
  private static final double LEAST_DECIBELS = -140;
  private static final double DECIBELS = 10 / StrictMath.log(10);

  private final int bin1000;
  private final int bin2000;
  private final int after5000;
  private final SpectralSlope slopeTo500;
  private final SpectralSlope slopeTo1500;
  private final double[] decibels;
  private double alphaRatio;
  private double hammarberg;

  /**
   * @param grid of the frames
   */
  SpectralBalance(FrameGrid grid) {
    double spacing = 1 / grid.transformSeconds();
    bin1000 = firstFrom(1000, spacing, grid.bins());
    bin2000 = firstFrom(2000, spacing, grid.bins());
    int after = firstFrom(5000, spacing, grid.bins());
    after5000 = after < grid.bins() && after * spacing == 5000 ? after + 1 : after;
    slopeTo500 = new SpectralSlope(0, 500, spacing, grid.bins());
    slopeTo1500 = new SpectralSlope(500, 1500, spacing, grid.bins());
    decibels = new double[slopeTo1500.last() + 1];
  }

  private static int firstFrom(double hertz, double spacing, int bins) {
    int bin = 0;
    while (bin < bins && bin * spacing < hertz) {
      bin++;
    }
    return bin;
  }

  /** Takes the magnitudes of all bins. */
  void compute(float[] magnitude) {
    double low = 0;
    double strongestLow = 0;
    for (int k = 0; k < bin1000; k++) {
      float power = magnitude[k] * magnitude[k];
      low += power;
      strongestLow = Math.max(strongestLow, power);
    }
    double high = 0;
    for (int k = bin1000; k < bin2000; k++) {
      float power = magnitude[k] * magnitude[k];
      high += power;
      strongestLow = Math.max(strongestLow, power);
    }
    double strongestHigh = 0;
    for (int k = bin2000; k < after5000; k++) {
      float power = magnitude[k] * magnitude[k];
      high += power;
      strongestHigh = Math.max(strongestHigh, power);
    }
    alphaRatio = ratio(high, low);
    hammarberg = ratio(strongestLow, strongestHigh);
    for (int k = 0; k < decibels.length; k++) {
      float power = magnitude[k] * magnitude[k];
      decibels[k] = power <= LEAST_POWER ? LEAST_DECIBELS : DECIBELS * FloatLogarithm.ln(power);
    }
  }

  private static double ratio(double above, double below) {
    if (below == 0) {
      return 0;
    }
    return above > LEAST_POWER
        ? Logarithm.decibels(above / below)
        : LEAST_DECIBELS - Logarithm.decibels(below);
  }

  /** In dB. */
  float alphaRatio() {
    return (float) alphaRatio;
  }

  /** In dB. */
  float hammarbergIndex() {
    return (float) hammarberg;
  }

  /** From 0 to 500 Hz, in dB per Hz. */
  float slopeTo500() {
    return slopeTo500.of(decibels);
  }

  /** From 500 to 1500 Hz, in dB per Hz. */
  float slopeTo1500() {
    return slopeTo1500.of(decibels);
  }
}
