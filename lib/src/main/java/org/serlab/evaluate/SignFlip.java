package org.serlab.evaluate;

import java.util.SplittableRandom;

/**
 * Sign-flip test (Fisher's randomisation test) of paired differences, one per speaker: if two
 * conditions were alike, each difference could as well have had the other sign. Two-sided on the
 * mean; assumes nothing of the differences but independence and, under the hypothesis, symmetry.
 *
 * @param mean mean of the differences
 * @param p share of all sign patterns with a mean at least as far from 0; NaN without differences
 * @param exact whether all patterns were enumerated; else {@value #DRAWS} were drawn
 */
public record SignFlip(double mean, double p, boolean exact) {
  /** Up to so many differences all sign patterns are enumerated. */
  public static final int ENUMERATED = 24;

  /** Number of patterns drawn where there are too many to enumerate. */
  public static final int DRAWS = 100_000;

  private static final long SEED = 1;

  /**
   * @param differences one per speaker
   */
  public static SignFlip of(double[] differences) {
    int n = differences.length;
    double sum = 0;
    double sizes = 0;
    for (double difference : differences) {
      sum += difference;
      sizes += Math.abs(difference);
    }
    if (n == 0 || Double.isNaN(sum)) {
      return new SignFlip(Double.NaN, Double.NaN, true);
    }
    // Sums that differ by rounding alone count as equal.
    double reached = Math.abs(sum) - 1e-12 * sizes;
    if (n <= ENUMERATED) {
      // A pattern and its mirror image are equally far from 0: the first sign is held.
      long far = countFar(differences, 1, differences[0], reached);
      return new SignFlip(sum / n, Math.scalb((double) far, 1 - n), true);
    }
    return new SignFlip(sum / n, (drawnFar(differences, reached) + 1.0) / (DRAWS + 1), false);
  }

  private static long countFar(double[] differences, int next, double sum, double reached) {
    if (next == differences.length) {
      return Math.abs(sum) >= reached ? 1 : 0;
    }
    return countFar(differences, next + 1, sum + differences[next], reached)
        + countFar(differences, next + 1, sum - differences[next], reached);
  }

  private static long drawnFar(double[] differences, double reached) {
    SplittableRandom random = new SplittableRandom(SEED);
    long far = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      long bits = 0;
      for (int i = 0; i < differences.length; i++) {
        bits = i % 64 == 0 ? random.nextLong() : bits >>> 1;
        sum += (bits & 1) == 0 ? differences[i] : -differences[i];
      }
      far += Math.abs(sum) >= reached ? 1 : 0;
    }
    return far;
  }

  /**
   * The smallest p the test can give: with five speakers or fewer it stays above 0.05, whatever the
   * differences.
   *
   * @param n number of differences
   */
  public static double smallestP(int n) {
    return n == 0 ? Double.NaN : n <= ENUMERATED ? Math.scalb(1.0, 1 - n) : 1.0 / (DRAWS + 1);
  }

  /** Name of the test for a sentence. */
  static String title(int n) {
    return n <= ENUMERATED ? "exact sign-flip test" : "sign-flip test by random draws";
  }
}
