package org.serlab.evaluate;

import java.util.Arrays;
import java.util.List;

/** A model's answers as the arrays that metrics are computed from; some may stand repeatedly. */
public final class Answers {
  private final int classes;
  private final int[] truth;
  private final int[] predicted;
  private final double[][] probabilities;
  private final int[][] cells;
  private final int[] drawn;

  private Answers(
      int classes,
      int[] truth,
      int[] predicted,
      double[][] probabilities,
      int[][] cells,
      int[] drawn) {
    this.classes = classes;
    this.truth = truth;
    this.predicted = predicted;
    this.probabilities = probabilities;
    this.cells = cells;
    this.drawn = drawn;
  }

  /**
   * @param classes number of classes K
   * @param answers each with K probabilities
   */
  public static Answers of(int classes, List<Answer> answers) {
    int[] all = new int[answers.size()];
    Arrays.setAll(all, i -> i);
    return new Answers(
        classes,
        answers.stream().mapToInt(Answer::truth).toArray(),
        answers.stream().mapToInt(Answer::predicted).toArray(),
        answers.stream().map(Answer::probabilities).toArray(double[][]::new),
        new int[][] {all},
        new int[] {0});
  }

  /**
   * A resample, cheap to make: it keeps both arrays.
   *
   * @param cells per unit the positions of its predictions in the list that this was made of
   * @param drawn the units that make up the resample, some repeatedly
   */
  Answers resample(int[][] cells, int[] drawn) {
    return new Answers(classes, truth, predicted, probabilities, cells, drawn);
  }

  /** Number of predictions. */
  public int size() {
    int size = 0;
    for (int unit : drawn) {
      size += cells[unit].length;
    }
    return size;
  }

  private int[] positions() {
    int[] positions = new int[size()];
    int filled = 0;
    for (int unit : drawn) {
      for (int position : cells[unit]) {
        positions[filled++] = position;
      }
    }
    return positions;
  }

  /** Per utterance its class. */
  public int[] truth() {
    return Arrays.stream(positions()).map(i -> truth[i]).toArray();
  }

  /** Per utterance the predicted class. */
  public int[] predicted() {
    return Arrays.stream(positions()).map(i -> predicted[i]).toArray();
  }

  /** Per utterance the probabilities of the classes. */
  public double[][] probabilities() {
    return Arrays.stream(positions()).mapToObj(i -> probabilities[i]).toArray(double[][]::new);
  }

  /** Counts of truth and prediction. */
  public ConfusionMatrix confusion() {
    long[][] counts = new long[classes][classes];
    for (int unit : drawn) {
      for (int i : cells[unit]) {
        counts[truth[i]][predicted[i]]++;
      }
    }
    return new ConfusionMatrix(counts);
  }

  /** Bins of a reliability diagram, {@link Calibration#BINS} of them. */
  public List<Calibration.Bin> calibration() {
    return Calibration.bins(truth(), predicted(), probabilities(), Calibration.BINS);
  }
}
