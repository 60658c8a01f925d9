package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.serlab.nn.TorchScript;

/**
 * The contrastive loss (equation 1 of the paper on emotion across languages, equation 3 of Baevski
 * et al. 2020): for a masked frame t, {@code -log(exp(sim(c_t, q_t) / κ) / sum_q exp(sim(c_t, q) /
 * κ))}, over the quantised target q_t of the frame and those of K distractors; sim is the cosine
 * similarity. A distractor that equals the target is left out.
 *
 * @param logits similarities by κ (M, 1 + K) of M masked frames, the target first; minus infinity
 *     where a distractor is left out
 * @param perFrame the loss of each masked frame (M)
 * @param excluded which distractors are left out (M, K)
 */
public record ContrastiveLoss(NDArray logits, NDArray perFrame, boolean[][] excluded) {
  private static final class Holder {
    static final TorchScript UNIT =
        TorchScript.of(
            "x: Tensor",
            "torch.div(x, torch.clamp_min(torch.linalg_vector_norm(x, 2, [1], True), 1e-8))");
  }

  /**
   * @param comparison the forward pass
   * @param distractors masked frames and what they are compared with
   * @param groups G of the quantiser
   * @param temperature κ
   */
  public static ContrastiveLoss of(
      PretrainingNetwork.Comparison comparison,
      Distractors distractors,
      int groups,
      double temperature) {
    long width = comparison.predictions().getShape().get(2);
    NDManager manager = comparison.predictions().getManager();
    NDArray c = // (M, P)
        Parts.rows(comparison.predictions().reshape(-1, width), distractors.masked());
    NDArray q = comparison.targets().reshape(-1, width); // (B T, P)
    // All products at once, of which those asked for are taken: less memory than K copies of q.
    NDArray similarity = Holder.UNIT.apply(c).matMul(Holder.UNIT.apply(q).transpose());
    boolean[][] excluded = excluded(comparison.quantised().codes(), distractors, groups);
    NDArray chosen = similarity.gather(candidates(manager, distractors), 1);
    NDArray logits = chosen.div(temperature).add(penalties(manager, excluded)); // (M, 1 + K)
    NDArray perFrame = logits.logSoftmax(1).get(":, 0").neg();
    return new ContrastiveLoss(logits, perFrame, excluded);
  }

  /** Equation 1 summed over the masked frames: a number that gradients flow from. */
  public NDArray sum() {
    return perFrame.sum();
  }

  /** Share of the masked frames whose target is more similar than every distractor. */
  public double accuracy() {
    int candidates = Math.toIntExact(logits.getShape().get(1));
    float[] values = logits.toFloatArray();
    int frames = values.length / candidates;
    int right = 0;
    for (int m = 0; m < frames; m++) {
      boolean highest = true;
      for (int k = 1; k < candidates; k++) {
        highest &= values[m * candidates + k] < values[m * candidates];
      }
      right += highest ? 1 : 0;
    }
    return frames == 0 ? Double.NaN : right / (double) frames;
  }

  /** Flat numbers of target and distractors (M, 1 + K). */
  private static NDArray candidates(NDManager manager, Distractors distractors) {
    int frames = distractors.masked().length;
    int width = 1 + width(distractors);
    long[] flat = new long[frames * width];
    for (int m = 0; m < frames; m++) {
      flat[m * width] = distractors.masked()[m];
      System.arraycopy(distractors.negatives()[m], 0, flat, m * width + 1, width - 1);
    }
    return manager.create(flat, new Shape(frames, width));
  }

  private static int width(Distractors distractors) {
    return distractors.negatives().length == 0 ? 0 : distractors.negatives()[0].length;
  }

  /** Equal codes mean equal vectors, which is what the reference implementations compare. */
  private static boolean[][] excluded(long[] codes, Distractors distractors, int groups) {
    boolean[][] excluded = new boolean[distractors.masked().length][width(distractors)];
    for (int m = 0; m < excluded.length; m++) {
      int target = Math.toIntExact(distractors.masked()[m]) * groups;
      for (int k = 0; k < excluded[m].length; k++) {
        int other = Math.toIntExact(distractors.negatives()[m][k]) * groups;
        boolean same = true;
        for (int g = 0; g < groups; g++) {
          same &= codes[target + g] == codes[other + g];
        }
        excluded[m][k] = same;
      }
    }
    return excluded;
  }

  private static NDArray penalties(NDManager manager, boolean[][] excluded) {
    int width = 1 + (excluded.length == 0 ? 0 : excluded[0].length);
    float[] flat = new float[excluded.length * width];
    for (int m = 0; m < excluded.length; m++) {
      for (int k = 1; k < width; k++) {
        flat[m * width + k] = excluded[m][k - 1] ? Float.NEGATIVE_INFINITY : 0;
      }
    }
    return manager.create(flat, new Shape(excluded.length, width));
  }
}
