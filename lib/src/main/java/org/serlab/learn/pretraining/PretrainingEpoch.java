package org.serlab.learn.pretraining;

import java.util.Locale;
import java.util.Optional;

/**
 * What an epoch of pre-training brought.
 *
 * @param number of the epoch, from 1
 * @param training means over its steps
 * @param validation means over the validation recordings after it, nothing dropped and no noise;
 *     empty if there are none
 * @param temperature of the Gumbel softmax at its last step
 * @param steps steps taken from the beginning on
 * @param seconds it took
 */
public record PretrainingEpoch(
    int number,
    Measures training,
    Optional<Measures> validation,
    double temperature,
    long steps,
    double seconds) {
  /**
   * Means over masked frames.
   *
   * @param loss total (equation 3, with the penalty on latent representations where it has weight)
   * @param contrastive equation 1
   * @param diversity equation 2
   * @param perplexity how many codebook entries are used, from G to G V
   * @param accuracy share of masked frames whose target is told from all distractors
   * @param masked share of the frames that were masked
   */
  public record Measures(
      double loss,
      double contrastive,
      double diversity,
      double perplexity,
      double accuracy,
      double masked) {}

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "epoch %d: loss %.4f, contrastive %.4f, accuracy %.1f %%, perplexity %.1f%s",
        number,
        training.loss(),
        training.contrastive(),
        100 * training.accuracy(),
        training.perplexity(),
        validation
            .map(
                v ->
                    String.format(
                        Locale.ROOT,
                        "; validation contrastive %.4f, accuracy %.1f %%, perplexity %.1f",
                        v.contrastive(),
                        100 * v.accuracy(),
                        v.perplexity()))
            .orElse(""));
  }
}
