package org.serlab.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How far class probabilities can be trusted. Probabilities are one row per utterance, one column
 * per class, each row with sum 1; lower is better throughout. Nothing to average over gives NaN.
 */
public final class Calibration {
  private Calibration() {}

  /** Clip of {@link #logLoss}: the spacing of doubles at 1, as in scikit-learn. */
  public static final double EPSILON = Math.ulp(1.0);

  /** Number of bins of the calibration errors in this project. */
  public static final int BINS = 15;

  /**
   * Mean negative natural logarithm of the truth's probability. Probabilities are clipped to {@code
   * [clip, 1 - clip]} and the rows scaled to sum 1 again, as scikit-learn does.
   */
  public static double logLoss(int[] truth, double[][] probabilities, double clip) {
    double loss = 0;
    for (int i = 0; i < truth.length; i++) {
      double sum = 0;
      for (double probability : probabilities[i]) {
        sum += clipped(probability, clip);
      }
      loss -= StrictMath.log(clipped(probabilities[i][truth[i]], clip) / sum);
    }
    return loss / truth.length;
  }

  private static double clipped(double probability, double clip) {
    return Math.min(Math.max(probability, clip), 1 - clip);
  }

  /** Multi-class Brier score in [0, 2]: mean squared distance to the truth's one-hot vector. */
  public static double brier(int[] truth, double[][] probabilities) {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      for (int k = 0; k < probabilities[i].length; k++) {
        double distance = probabilities[i][k] - (k == truth[i] ? 1 : 0);
        sum += distance * distance;
      }
    }
    return sum / truth.length;
  }

  /**
   * A bin of a reliability diagram.
   *
   * @param low its predictions are more confident than this
   * @param high and at most this confident
   * @param count number of its predictions; 0 leaves the means NaN
   * @param confidence mean of the largest probabilities
   * @param accuracy share of right predictions
   */
  public record Bin(double low, double high, int count, double confidence, double accuracy) {
    /** Distance of accuracy and confidence; 0 for an empty bin. */
    public double gap() {
      return count == 0 ? 0 : Math.abs(accuracy - confidence);
    }
  }

  /**
   * Bins {@code (m/bins, (m+1)/bins]} of the predictions' confidence, the largest probability.
   *
   * @param truth per utterance its class
   * @param predicted per utterance the predicted class
   * @param probabilities per utterance those of the classes
   * @param bins number of bins
   */
  public static List<Bin> bins(int[] truth, int[] predicted, double[][] probabilities, int bins) {
    int[] counts = new int[bins];
    double[] confidence = new double[bins];
    int[] right = new int[bins];
    for (int i = 0; i < truth.length; i++) {
      double largest = 0;
      for (double probability : probabilities[i]) {
        largest = Math.max(largest, probability);
      }
      int bin = Math.min(Math.max((int) Math.ceil(largest * bins) - 1, 0), bins - 1);
      counts[bin]++;
      confidence[bin] += largest;
      right[bin] += predicted[i] == truth[i] ? 1 : 0;
    }
    List<Bin> list = new ArrayList<>();
    for (int m = 0; m < bins; m++) {
      list.add(
          new Bin(
              (double) m / bins,
              (m + 1.0) / bins,
              counts[m],
              confidence[m] / counts[m],
              (double) right[m] / counts[m]));
    }
    return list;
  }

  /** Expected calibration error: mean gap of the bins, weighted by their counts. */
  public static double expectedError(List<Bin> bins) {
    double sum = 0;
    double count = 0;
    for (Bin bin : bins) {
      sum += bin.count() * bin.gap();
      count += bin.count();
    }
    return sum / count;
  }

  /** Maximum calibration error: the largest gap of a bin. */
  public static double maximumError(List<Bin> bins) {
    return bins.stream().allMatch(bin -> bin.count() == 0)
        ? Double.NaN
        : bins.stream().mapToDouble(Bin::gap).max().orElse(Double.NaN);
  }
}
