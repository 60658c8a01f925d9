package org.serlab.evaluate;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * Counts of what was said (rows) and what was heard (columns), and the metrics that follow from
 * them.
 *
 * <p>All metrics lie in [0, 1] but {@link #matthews} and {@link #kappa}, which lie in [-1, 1].
 * Precision, recall and F1 of a class are 0 where they would be 0/0. A matrix without any utterance
 * gives NaN. Equal to scikit-learn 1.2.1 where that has the metric.
 */
public final class ConfusionMatrix {
  private final long[][] counts;
  private final long[] support;
  private final long[] predicted;
  private final long total;
  private final long right;

  ConfusionMatrix(long[][] counts) {
    this.counts = counts;
    int classes = counts.length;
    support = new long[classes];
    predicted = new long[classes];
    long all = 0;
    long correct = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        support[i] += counts[i][j];
        predicted[j] += counts[i][j];
      }
      all += support[i];
      correct += counts[i][i];
    }
    total = all;
    right = correct;
  }

  /**
   * @param classes number of classes K
   * @param truth per utterance its class, 0 ... K-1
   * @param predicted per utterance the predicted class, 0 ... K-1
   * @throws IllegalArgumentException if the lengths differ or a class is out of range
   */
  public static ConfusionMatrix of(int classes, int[] truth, int[] predicted) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "%d truths but %d predictions".formatted(truth.length, predicted.length));
    }
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] < 0 || truth[i] >= classes || predicted[i] < 0 || predicted[i] >= classes) {
        throw new IllegalArgumentException(
            "class %d or %d is not one of %d".formatted(truth[i], predicted[i], classes));
      }
      counts[truth[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(counts);
  }

  /**
   * @param counts a square of counts, rows = truth
   */
  public static ConfusionMatrix ofCounts(long[][] counts) {
    long[][] copy = new long[counts.length][];
    for (int i = 0; i < copy.length; i++) {
      if (counts[i].length != counts.length) {
        throw new IllegalArgumentException("a confusion matrix is square");
      }
      copy[i] = counts[i].clone();
    }
    return new ConfusionMatrix(copy);
  }

  /** Number of classes K. */
  public int classes() {
    return counts.length;
  }

  /** Number of utterances. */
  public long total() {
    return total;
  }

  /** How many utterances of class {@code truth} were taken for {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** Number of utterances whose truth is the class. */
  public long support(int truth) {
    return support[truth];
  }

  /** Shares of each truth's utterances, K x K; the row of a class that does not occur stays 0. */
  public double[][] rowNormalised() {
    double[][] shares = new double[classes()][classes()];
    for (int i = 0; i < classes(); i++) {
      for (int j = 0; j < classes(); j++) {
        shares[i][j] = ratio(counts[i][j], support[i]);
      }
    }
    return shares;
  }

  /** WA, weighted accuracy: the share of utterances predicted rightly. */
  public double weightedAccuracy() {
    return (double) right / total;
  }

  /**
   * UA, unweighted accuracy (unweighted average recall, UAR): the mean recall over the classes
   * present in the truth. A class that is predicted but never occurs does not count.
   */
  public double unweightedAccuracy() {
    return mean(this::recall, this::inTruth);
  }

  /** Share of the utterances of a class that were found. */
  public double recall(int label) {
    return ratio(counts[label][label], support[label]);
  }

  /** Share of the predictions of a class that were right. */
  public double precision(int label) {
    return ratio(counts[label][label], predicted[label]);
  }

  /** Harmonic mean of precision and recall of a class. */
  public double f1(int label) {
    return ratio(2 * counts[label][label], support[label] + predicted[label]);
  }

  /** Which classes a macro average is taken over. */
  public enum Over {
    /** The classes that occur in the truth. */
    TRUTH,
    /** The classes that occur in truth or predictions: scikit-learn's choice. */
    UNION,
    /** All K classes. */
    ALL
  }

  /** Mean recall; over {@link Over#TRUTH} it is the {@link #unweightedAccuracy}. */
  public double macroRecall(Over over) {
    return mean(this::recall, members(over));
  }

  /** Mean precision. */
  public double macroPrecision(Over over) {
    return mean(this::precision, members(over));
  }

  /** Mean of the classes' F1. */
  public double macroF1(Over over) {
    return mean(this::f1, members(over));
  }

  /** Mean of the classes' F1, weighted by how often the classes occur. */
  public double weightedF1() {
    double sum = 0;
    for (int i = 0; i < classes(); i++) {
      sum += support[i] * f1(i);
    }
    return sum / total;
  }

  /** F1 of all decisions together: equal to the accuracy where each utterance has one class. */
  public double microF1() {
    return weightedAccuracy();
  }

  /** Multi-class correlation of Matthews (Gorodkin 2004); 0 if truth or prediction is constant. */
  public double matthews() {
    double n = total;
    double covariance = right * n;
    double truthVariance = n * n;
    double predictedVariance = n * n;
    for (int i = 0; i < classes(); i++) {
      covariance -= (double) support[i] * predicted[i];
      truthVariance -= (double) support[i] * support[i];
      predictedVariance -= (double) predicted[i] * predicted[i];
    }
    if (truthVariance == 0 || predictedVariance == 0) {
      return total == 0 ? Double.NaN : 0;
    }
    return covariance / (Math.sqrt(truthVariance) * Math.sqrt(predictedVariance));
  }

  /** Cohen's kappa, unweighted; NaN if truth and prediction are the same constant. */
  public double kappa() {
    double expected = 0;
    for (int i = 0; i < classes(); i++) {
      expected += (double) support[i] * predicted[i];
    }
    double n = total;
    double disagreementByChance = n * n - expected;
    return disagreementByChance == 0 ? Double.NaN : 1 - n * (total - right) / disagreementByChance;
  }

  private boolean inTruth(int label) {
    return support[label] > 0;
  }

  private IntPredicate members(Over over) {
    return switch (over) {
      case TRUTH -> this::inTruth;
      case UNION -> label -> support[label] + predicted[label] > 0;
      case ALL -> label -> true;
    };
  }

  private double mean(IntToDoubleFunction metric, IntPredicate member) {
    double sum = 0;
    int members = 0;
    for (int i = 0; i < classes(); i++) {
      if (member.test(i)) {
        sum += metric.applyAsDouble(i);
        members++;
      }
    }
    return total == 0 ? Double.NaN : sum / members;
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
