package org.serlab.evaluate;

import java.util.Arrays;

/**
 * Friedman's test: do several methods differ, each scored on the same data sets or folds?
 *
 * @param chiSquared statistic with correction for ties; NaN if all scores of every row are equal
 * @param degrees degrees of freedom, methods - 1
 * @param p its upper tail
 * @param meanRanks per method the mean rank, the highest score having rank 1
 */
public record Friedman(double chiSquared, int degrees, double p, double[] meanRanks) {
  /**
   * @param scores rows = data sets or folds, columns = methods, higher = better
   */
  public static Friedman of(double[][] scores) {
    int n = scores.length;
    int k = scores[0].length;
    double[] sums = new double[k];
    double ties = 0;
    for (double[] row : scores) {
      double[] ranks = RankCurves.ranks(Arrays.stream(row).map(score -> -score).toArray());
      for (int j = 0; j < k; j++) {
        sums[j] += ranks[j];
      }
      ties += Wilcoxon.tieTerm(ranks);
    }
    double squares = Arrays.stream(sums).map(sum -> sum * sum).sum();
    double uncorrected = 12 * squares / (n * k * (k + 1.0)) - 3 * n * (k + 1.0);
    double correction = 1 - ties / (n * k * (k * (double) k - 1));
    double chi = correction == 0 ? Double.NaN : uncorrected / correction;
    return new Friedman(
        chi,
        k - 1,
        Distributions.chiSquaredUpper(chi, k - 1),
        Arrays.stream(sums).map(sum -> sum / n).toArray());
  }
}
