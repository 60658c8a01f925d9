package org.serlab.evaluate;

import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * Student's t tests of paired differences against zero. NaN for fewer than two differences or if
 * all are zero.
 */
public final class PairedT {
  private PairedT() {}

  /** Student's test; n - 1 degrees of freedom. Assumes independent pairs. */
  public static TestResult test(double[] differences, Alternative alternative) {
    return test(differences, 1.0 / differences.length, alternative);
  }

  /**
   * The corrected resampled t test of Nadeau and Bengio (2003) for scores of repeated random
   * splits, whose training parts overlap: the variance of the mean is taken as (1/k + n_test /
   * n_train) s^2. Two-sided, k - 1 degrees of freedom.
   *
   * @param differences one per split, k of them
   * @param training utterances of a training part
   * @param test utterances of a test part
   */
  public static TestResult corrected(double[] differences, int training, int test) {
    return test(
        differences, 1.0 / differences.length + (double) test / training, Alternative.TWO_SIDED);
  }

  private static TestResult test(double[] differences, double factor, Alternative alternative) {
    if (differences.length < 2) {
      return new TestResult(Double.NaN, Double.NaN);
    }
    double degrees = differences.length - 1;
    double variance = new Variance().evaluate(differences);
    double t = new Mean().evaluate(differences) / Math.sqrt(factor * variance);
    double p =
        switch (alternative) {
          case TWO_SIDED -> Distributions.studentTwoSided(t, degrees);
          case GREATER -> Distributions.studentLower(-t, degrees);
          case LESS -> Distributions.studentLower(t, degrees);
        };
    return new TestResult(t, p);
  }
}
