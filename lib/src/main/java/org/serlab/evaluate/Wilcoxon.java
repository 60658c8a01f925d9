package org.serlab.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Wilcoxon's signed-rank test of paired differences: do they lie around zero? Equal to SciPy
 * 1.10.1.
 */
public final class Wilcoxon {
  private final double[] differences;
  private final double[] nonZero;

  /**
   * @param differences one per pair
   */
  public Wilcoxon(double[] differences) {
    this.differences = differences.clone();
    nonZero = Arrays.stream(differences).filter(d -> d != 0).toArray();
  }

  /** What is done with pairs that do not differ. */
  public enum Zeros {
    /** They are left out before ranking. */
    WILCOX,
    /** They are ranked, then left out. */
    PRATT,
    /** They are ranked and half of their rank sum is given to each side. */
    SPLIT
  }

  /** Sum of the ranks of the positive differences, zeros left out. */
  public double plus() {
    return rankSum(nonZero, 1);
  }

  /** Sum of the ranks of the negative differences, zeros left out. */
  public double minus() {
    return rankSum(nonZero, -1);
  }

  /** Whether a difference is zero. */
  public boolean hasZeros() {
    return nonZero.length < differences.length;
  }

  /** Whether two non-zero differences have the same size. */
  public boolean hasTies() {
    return Arrays.stream(nonZero).map(Math::abs).distinct().count() < nonZero.length;
  }

  /**
   * Exact test. The statistic is the smaller rank sum if two-sided, else that of the positive
   * differences.
   *
   * @return NaN as p if there are zeros, ties or no differences at all
   */
  public TestResult exact(Alternative alternative) {
    double statistic = alternative == Alternative.TWO_SIDED ? Math.min(plus(), minus()) : plus();
    if (hasZeros() || hasTies() || nonZero.length == 0) {
      return new TestResult(statistic, Double.NaN);
    }
    double[] lower = cumulative(nonZero.length);
    double less = lower[(int) plus()];
    double greater = lower[(int) minus()]; // the distribution is symmetric
    double p =
        switch (alternative) {
          case TWO_SIDED -> Math.min(1, 2 * Math.min(less, greater));
          case GREATER -> greater;
          case LESS -> less;
        };
    return new TestResult(statistic, p);
  }

  /** {@code P(W+ <= w)} for w = 0 ... n(n+1)/2: each rank is positive with probability 1/2. */
  private static double[] cumulative(int n) {
    int largest = n * (n + 1) / 2;
    double[] probability = new double[largest + 1];
    probability[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      for (int w = largest; w >= 0; w--) {
        probability[w] = (probability[w] + (w >= rank ? probability[w - rank] : 0)) / 2;
      }
    }
    for (int w = 1; w <= largest; w++) {
      probability[w] += probability[w - 1];
    }
    return probability;
  }

  /**
   * Normal approximation with correction for ties, two-sided; the statistic is the smaller rank
   * sum.
   *
   * @param zeros what is done with pairs that do not differ
   * @param continuity whether the distance from the mean is reduced by 1/2
   * @return NaN as p if all differences are zero
   */
  public TestResult approximate(Zeros zeros, boolean continuity) {
    double[] ranked = zeros == Zeros.WILCOX ? nonZero : differences;
    double m = ranked.length;
    double zeroCount = ranked.length - nonZero.length;
    double half = zeros == Zeros.SPLIT ? zeroCount * (zeroCount + 1) / 4 : 0;
    double statistic = Math.min(rankSum(ranked, 1), rankSum(ranked, -1)) + half;
    double mean = m * (m + 1) / 4;
    double variance = m * (m + 1) * (2 * m + 1);
    if (zeros == Zeros.PRATT) {
      mean -= zeroCount * (zeroCount + 1) / 4;
      variance -= zeroCount * (zeroCount + 1) * (2 * zeroCount + 1);
    }
    variance -= tieTerm(zeros == Zeros.SPLIT ? ranked : nonZero) / 2;
    double distance = Math.abs(statistic - mean);
    if (continuity && distance > 0) {
      distance -= 0.5;
    }
    double z = nonZero.length == 0 ? Double.NaN : distance / Math.sqrt(variance / 24);
    return new TestResult(statistic, Distributions.normalTwoSided(z));
  }

  private static double rankSum(double[] values, int sign) {
    double[] rank = RankCurves.ranks(Arrays.stream(values).map(Math::abs).toArray());
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.signum(values[i]) == sign ? rank[i] : 0;
    }
    return sum;
  }

  /** Sum of t^3 - t over groups of t values of equal size. */
  static double tieTerm(double[] values) {
    Map<Double, Integer> groups = new HashMap<>();
    for (double value : values) {
      groups.merge(Math.abs(value), 1, Integer::sum);
    }
    return groups.values().stream().mapToDouble(t -> (double) t * t * t - t).sum();
  }
}
