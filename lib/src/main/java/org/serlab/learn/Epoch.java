package org.serlab.learn;

import java.util.Map;

/**
 * One epoch of training.
 *
 * @param number 1, 2, ...
 * @param trainingLoss mean loss over the training samples as they were seen, with whatever a
 *     network adds of its own
 * @param trainingAccuracy share of them that was right as they were seen, 0 to 1
 * @param validationLoss mean cross entropy over the validation samples; NaN without any
 * @param validationUar unweighted average recall over the validation samples, 0 to 1; NaN without
 *     any
 * @param seconds wall time
 * @param measures what the network tells of itself at the end of the epoch, by name; empty for most
 */
public record Epoch(
    int number,
    double trainingLoss,
    double trainingAccuracy,
    double validationLoss,
    double validationUar,
    double seconds,
    Map<String, Double> measures) {
  /** Copies the measures. */
  public Epoch {
    measures = Map.copyOf(measures);
  }

  /** An epoch without measures. */
  public Epoch(
      int number,
      double trainingLoss,
      double trainingAccuracy,
      double validationLoss,
      double validationUar,
      double seconds) {
    this(number, trainingLoss, trainingAccuracy, validationLoss, validationUar, seconds, Map.of());
  }
}
