package org.serlab.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Areas under curves, which depend on the order of the scores alone. NaN where a class that is
 * needed does not occur.
 */
public final class RankCurves {
  private RankCurves() {}

  /**
   * Area under the receiver operating characteristic: the probability that a positive scores above
   * a negative, ties counted half.
   *
   * @param positive which utterances are positive
   * @param score any scale, larger = more likely positive
   */
  public static double rocAuc(boolean[] positive, double[] score) {
    double[] rank = ranks(score);
    double positives = 0;
    double sum = 0;
    for (int i = 0; i < rank.length; i++) {
      if (positive[i]) {
        positives++;
        sum += rank[i];
      }
    }
    double negatives = rank.length - positives;
    return (sum - positives * (positives + 1) / 2) / (positives * negatives);
  }

  /** Ranks 1 ... n, ties share their mean rank. */
  static double[] ranks(double[] values) {
    return values.length == 0
        ? new double[0]
        : new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).rank(oneZero(values));
  }

  /** The values with 0 for -0, which the library's ordering would take for two numbers. */
  static double[] oneZero(double[] values) {
    return Arrays.stream(values).map(value -> value + 0.0).toArray();
  }

  /** Mean over the classes of the ROC AUC of one against the rest. */
  public static double rocAucOneVersusRest(int[] truth, double[][] probabilities) {
    int classes = classes(probabilities);
    return IntStream.range(0, classes)
        .mapToDouble(k -> against(truth, probabilities, k, -1))
        .average()
        .orElse(Double.NaN);
  }

  /** As {@link #rocAucOneVersusRest}, weighted by how often the classes occur. */
  public static double rocAucOneVersusRestWeighted(int[] truth, double[][] probabilities) {
    double sum = 0;
    for (int k = 0; k < classes(probabilities); k++) {
      int label = k;
      long support = IntStream.of(truth).filter(t -> t == label).count();
      sum += support * against(truth, probabilities, k, -1);
    }
    return sum / truth.length;
  }

  /** Mean over the ordered pairs of classes of the ROC AUC of one against the other. */
  public static double rocAucOneVersusOne(int[] truth, double[][] probabilities) {
    int classes = classes(probabilities);
    double sum = 0;
    for (int a = 0; a < classes; a++) {
      for (int b = 0; b < classes; b++) {
        sum += a == b ? 0 : against(truth, probabilities, a, b);
      }
    }
    return sum / (classes * (classes - 1));
  }

  /** AUC of class {@code label} against class {@code other}, or against all others if -1. */
  private static double against(int[] truth, double[][] probabilities, int label, int other) {
    int[] kept =
        IntStream.range(0, truth.length)
            .filter(i -> other < 0 || truth[i] == label || truth[i] == other)
            .toArray();
    boolean[] positive = new boolean[kept.length];
    double[] score = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      positive[i] = truth[kept[i]] == label;
      score[i] = probabilities[kept[i]][label];
    }
    return rocAuc(positive, score);
  }

  private static int classes(double[][] probabilities) {
    return probabilities.length == 0 ? 0 : probabilities[0].length;
  }

  /**
   * Average precision: the sum over the distinct scores, from the highest down, of the gain in
   * recall times the precision there (no interpolation).
   *
   * @param positive which utterances are positive
   * @param score any scale, larger = more likely positive
   */
  public static double averagePrecision(boolean[] positive, double[] score) {
    Integer[] order =
        IntStream.range(0, score.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -score[i]))
            .toArray(Integer[]::new);
    double sum = 0;
    double found = 0;
    double foundBefore = 0;
    for (int i = 0; i < order.length; i++) {
      found += positive[order[i]] ? 1 : 0;
      if (i + 1 == order.length || score[order[i + 1]] != score[order[i]]) {
        sum += (found - foundBefore) * found / (i + 1);
        foundBefore = found;
      }
    }
    return sum / found;
  }
}
