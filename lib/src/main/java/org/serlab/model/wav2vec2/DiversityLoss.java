package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The diversity loss (equation 2; equation 4 of Baevski et al. 2020): it is small if all entries of
 * all codebooks are used alike. With p_g the mean over masked frames of the softmax over codebook
 * g's logits, without noise or temperature:
 *
 * <ul>
 *   <li>the equation as printed, {@link #ofEntropy}: {@code 1 / (G V) sum_g sum_v p log p};
 *   <li>what fairseq and Hugging Face compute, and trained XLSR-53 with, {@link #ofPerplexity}:
 *       {@code (G V - sum_g exp(-sum_v p log p)) / (G V)}.
 * </ul>
 *
 * @param loss a number that gradients flow from
 * @param perplexity {@code sum_g exp(-sum_v p log p)}, from G to G V
 */
public record DiversityLoss(NDArray loss, NDArray perplexity) {
  /**
   * The form of the reference implementations.
   *
   * @param quantised what the quantiser gave
   * @param masked masked frames, flat numbers {@code b T + t}
   * @param soft whether p is the mean of the softmax, as in training, or of the choices
   */
  public static DiversityLoss ofPerplexity(
      GumbelQuantiser.Quantised quantised, long[] masked, boolean soft) {
    NDArray entropies = entropies(quantised, masked, soft);
    NDArray perplexity = entropies.exp().sum();
    float entries = entries(quantised);
    return new DiversityLoss(perplexity.neg().add(entries).div(entries), perplexity);
  }

  /**
   * The form of the equation.
   *
   * @param quantised what the quantiser gave
   * @param masked masked frames, flat numbers {@code b T + t}
   * @param soft whether p is the mean of the softmax, as in training, or of the choices
   */
  public static DiversityLoss ofEntropy(
      GumbelQuantiser.Quantised quantised, long[] masked, boolean soft) {
    NDArray entropies = entropies(quantised, masked, soft);
    return new DiversityLoss(
        entropies.sum().neg().div((float) entries(quantised)), entropies.exp().sum());
  }

  private static long entries(GumbelQuantiser.Quantised quantised) {
    Shape shape = quantised.logits().getShape(); // (B, T, G, V)
    return shape.get(2) * shape.get(3);
  }

  /** {@code -sum_v p log(p + 1e-7)} of each codebook (G). */
  private static NDArray entropies(
      GumbelQuantiser.Quantised quantised, long[] masked, boolean soft) {
    NDArray logits = quantised.logits();
    long groups = logits.getShape().get(2);
    long entries = logits.getShape().get(3);
    NDArray distribution; // (M, G, V)
    if (soft) {
      distribution = Parts.rows(logits.reshape(-1, groups, entries), masked).softmax(-1);
    } else {
      long frames = quantised.codes().length / groups;
      NDArray codes = logits.getManager().create(quantised.codes(), new Shape(frames, groups));
      distribution = Parts.rows(codes, masked).oneHot((int) entries);
    }
    NDArray p = distribution.mean(new int[] {0}); // (G, V)
    return p.mul(p.add(1e-7).log()).sum(new int[] {1}).neg();
  }
}
