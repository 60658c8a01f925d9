package org.serlab.feature.opensmile;

/**
 * The natural logarithm of single-precision numbers: the same bits on every machine, and several
 * times faster than {@link StrictMath#log}. The mantissa m is multiplied by a table's 1 / c, which
 * has so few digits that the product is exact; ln m = ln c + ln(1 + r) with r below 1/128 by its
 * power series. Numbers are taken apart by their bits, since conversions between number formats
 * make successive calls wait for each other.
 */
final class FloatLogarithm {
  private static final int BITS = 7;
  private static final double[] INVERSE = new double[1 << BITS];
  private static final double[] LOGARITHM = new double[1 << BITS];

  /** k ln 2 for the exponents k of all numbers that are not subnormal. */
  private static final double[] EXPONENT = new double[255];

  static {
    for (int i = 0; i < INVERSE.length; i++) {
      double centre = 1 + (i + 0.5) / INVERSE.length;
      INVERSE[i] = (float) (1 / centre);
      LOGARITHM[i] = -StrictMath.log(INVERSE[i]);
    }
    INVERSE[0] = 1; // so that ln 1 is 0 exactly: openSMILE leaves zeros out
    LOGARITHM[0] = 0;
    for (int e = 1; e < EXPONENT.length; e++) {
      EXPONENT[e] = (e - 127) * StrictMath.log(2);
    }
  }

  private FloatLogarithm() {}

  /**
   * @param x any number
   * @return ln x, wrong by less than 1e-13 before rounding; minus infinity for 0, NaN for negative
   *     numbers
   */
  static float ln(float x) {
    int bits = Float.floatToRawIntBits(x);
    if (bits < 0x00800000 || bits >= 0x7f800000) {
      return (float) StrictMath.log(x); // zero, subnormal, negative, infinite or not a number
    }
    int index = bits >> 23 - BITS & INVERSE.length - 1;
    double mantissa =
        Double.longBitsToDouble((bits & 0x007fffffL) << 52 - 23 | 0x3ff0000000000000L);
    double r = mantissa * INVERSE[index] - 1;
    double square = r * r;
    double tail = square * (-1 / 2.0 + r * (1 / 3.0) + square * (-1 / 4.0 + r * (1 / 5.0)));
    return (float) (EXPONENT[bits >> 23] + LOGARITHM[index] + (r + tail));
  }
}
