package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import org.serlab.SerlabException;

/**
 * The total loss of pre-training (equation 3): {@code contrastive + α diversity}, α the settings'
 * diversity weight. As in fairseq and Hugging Face the diversity loss is that of the perplexity,
 * not equation 2 to the letter ({@link DiversityLoss#ofEntropy}), and counts once per masked frame,
 * so that the mean per masked frame is the equation.
 *
 * <p>Fine-tuning for emotion adds it, weighted, to the cross entropy (equation 9).
 *
 * @param contrastive equation 1 of every masked frame
 * @param diversity in the place of equation 2
 * @param diversityWeight α
 * @param masked number of masked frames
 */
public record PretrainingLoss(
    ContrastiveLoss contrastive, DiversityLoss diversity, double diversityWeight, int masked) {
  /**
   * @param comparison the forward pass
   * @param distractors masked frames and what they are compared with
   * @param settings κ and α
   * @param training whether diversity is that of the softmax or, as the reference has it out of
   *     training, of the choices
   * @throws SerlabException if no frame is masked
   */
  public static PretrainingLoss of(
      PretrainingNetwork.Comparison comparison,
      Distractors distractors,
      Wav2Vec2Settings.Quantisation settings,
      boolean training) {
    if (distractors.masked().length == 0) {
      throw new SerlabException(
          "No frame is masked, so there is nothing to predict: raise the share that is masked.");
    }
    return new PretrainingLoss(
        ContrastiveLoss.of(comparison, distractors, settings.groups(), settings.temperature()),
        DiversityLoss.ofPerplexity(comparison.quantised(), distractors.masked(), training),
        settings.diversityWeight(),
        distractors.masked().length);
  }

  /** Summed over the masked frames: a number that gradients flow from. */
  public NDArray sum() {
    // Single precision numbers: a double would make the sum, which has no axes, double as well.
    return contrastive.sum().add(diversity.loss().mul((float) (masked * diversityWeight)));
  }

  /** Mean over the masked frames: a number that gradients flow from. */
  public NDArray mean() {
    return sum().div((float) masked);
  }
}
