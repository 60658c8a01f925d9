package org.serlab.feature;

/**
 * The natural logarithm, three times as fast as {@link StrictMath#log(double)} and as reproducible:
 * it consists of additions and multiplications alone. It differs from the exact value by less than
 * two units in the last place.
 *
 * <p>x = 2^k z with z from 0.6875 to 1.375; c is a number with few digits near z; ln x = k ln 2 +
 * ln c + ln(1 + r), r = (z - c) / c, and |r| is below 2^-7, so a short series suffices. (Tang,
 * Table-driven implementation of the logarithm function in IEEE floating-point arithmetic, 1990.)
 */
public final class Logarithm {
  private static final int BITS = 7;
  private static final long LEAST = 0x3FE6_0000_0000_0000L; // 0.6875
  private static final double[] CENTRE = new double[1 << BITS];
  private static final double[] INVERSE = new double[1 << BITS];
  private static final double[] LOG = new double[1 << BITS];

  /** ln 2 in two parts: 11 bits and more of the first are zeros, so that k times it is exact. */
  private static final double LN2_HIGH =
      Double.longBitsToDouble(Double.doubleToRawLongBits(StrictMath.log(2)) & -1L << 12);

  /** ln 2 - LN2_HIGH; ln 2 is StrictMath.log(2) + 2.3190468138462996e-17. */
  private static final double LN2_LOW = StrictMath.log(2) - LN2_HIGH + 2.3190468138462996e-17;

  private static final double DECIBELS = 10 / StrictMath.log(10);

  static {
    for (int i = 0; i < CENTRE.length; i++) {
      double from = Double.longBitsToDouble(LEAST + ((long) i << 52 - BITS));
      double to = Double.longBitsToDouble(LEAST + ((long) (i + 1) << 52 - BITS));
      CENTRE[i] = from == 1 || to == 1 ? 1 : (from + to) / 2; // near 1 nothing may be rounded
      INVERSE[i] = 1 / CENTRE[i];
      LOG[i] = StrictMath.log(CENTRE[i]);
    }
  }

  private Logarithm() {}

  /**
   * @param x any number
   * @return its natural logarithm, as {@link Math#log(double)} defines it at the edges
   */
  public static double ln(double x) {
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      return StrictMath.log(x);
    }
    long bits = Double.doubleToRawLongBits(x);
    long above = bits - LEAST;
    int i = (int) (above >>> 52 - BITS) & CENTRE.length - 1;
    int k = (int) (above >> 52);
    double z = Double.longBitsToDouble(bits - ((long) k << 52));
    double r = (z - CENTRE[i]) * INVERSE[i];
    double r2 = r * r;
    double tail =
        r2
            * (-1.0 / 2
                + r * (1.0 / 3)
                + r2
                    * (-1.0 / 4 + r * (1.0 / 5) + r2 * (-1.0 / 6 + r * (1.0 / 7 - r * (1.0 / 8)))));
    return k * LN2_HIGH + LOG[i] + (r + (tail + k * LN2_LOW));
  }

  /**
   * @param power a ratio of powers
   * @return 10 log10 of it
   */
  public static double decibels(double power) {
    return DECIBELS * ln(power);
  }
}
