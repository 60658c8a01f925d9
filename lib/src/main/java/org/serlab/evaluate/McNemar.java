package org.serlab.evaluate;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * McNemar's test of two classifiers on the same utterances: do they err equally often? It takes
 * utterances as independent, which those of one speaker are not.
 *
 * @param bothRight utterances that both have right
 * @param onlyFirst utterances that only the first has right
 * @param onlySecond utterances that only the second has right
 * @param neither utterances that neither has right
 */
public record McNemar(int bothRight, int onlyFirst, int onlySecond, int neither) {
  /**
   * @param first per utterance whether the first classifier is right
   * @param second per utterance whether the second is
   */
  public static McNemar of(boolean[] first, boolean[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(first.length + " and " + second.length + " utterances");
    }
    int[] counts = new int[4];
    for (int i = 0; i < first.length; i++) {
      counts[(first[i] ? 0 : 2) + (second[i] ? 0 : 1)]++;
    }
    return new McNemar(counts[0], counts[1], counts[2], counts[3]);
  }

  /** Exact two-sided p from the binomial distribution; 1 if they never differ. */
  public double exactP() {
    int n = onlyFirst + onlySecond;
    double lower =
        new BinomialDistribution(null, n, 0.5)
            .cumulativeProbability(Math.min(onlyFirst, onlySecond));
    return Math.min(1, 2 * lower);
  }

  /**
   * Chi-squared approximation with one degree of freedom.
   *
   * @param continuity whether the difference of the counts is reduced by 1 (not clipped at 0)
   * @return NaN if they never differ
   */
  public TestResult chiSquared(boolean continuity) {
    double difference = Math.abs(onlyFirst - onlySecond) - (continuity ? 1 : 0);
    int n = onlyFirst + onlySecond;
    double chi = n == 0 ? Double.NaN : difference * difference / n;
    return new TestResult(chi, Distributions.chiSquaredUpper(chi, 1));
  }
}
