package org.serlab.feature;

/** Logarithmic tables as librosa's {@code power_to_db} makes them. */
public final class Decibels {
  private Decibels() {}

  /**
   * 10 log10(max(S, least)) - 10 log10(max(least, reference)).
   *
   * @param power S
   * @param reference the power that gets 0 dB
   * @param least no logarithm is taken of less, above 0
   * @return a new table
   */
  public static double[][] of(double[][] power, double reference, double least) {
    double zero = Logarithm.decibels(Math.max(least, reference));
    double[][] decibels = new double[power.length][];
    for (int i = 0; i < power.length; i++) {
      decibels[i] = new double[power[i].length];
      for (int j = 0; j < power[i].length; j++) {
        decibels[i][j] = Logarithm.decibels(Math.max(power[i][j], least)) - zero;
      }
    }
    return decibels;
  }

  /**
   * Raises everything to at least so many decibels below the largest value, in place.
   *
   * @param decibels a table
   * @param top dynamic range that is kept, above 0
   */
  public static void limit(double[][] decibels, double top) {
    double least = largest(decibels) - top;
    for (double[] row : decibels) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.max(row[j], least);
      }
    }
  }

  /** The largest value of a table. */
  public static double largest(double[][] table) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double[] row : table) {
      for (double value : row) {
        largest = Math.max(largest, value);
      }
    }
    return largest;
  }
}
