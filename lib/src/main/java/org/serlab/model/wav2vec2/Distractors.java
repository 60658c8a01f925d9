package org.serlab.model.wav2vec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the contrastive loss chooses among: for every masked frame, in the order of the batch's
 * rows, itself and K distractors.
 *
 * @param masked masked frames, as flat numbers {@code b T + t}
 * @param negatives K distractors of each, flat numbers too
 */
public record Distractors(long[] masked, long[][] negatives) {
  /**
   * Draws distractors uniformly, with replacement, from the other masked frames of the same
   * utterance. An utterance with a single masked frame has none: the frame itself stands for them,
   * which the loss then leaves out.
   *
   * @param time whether a frame is masked (B, T)
   * @param number K
   * @param random where the numbers come from
   */
  public static Distractors draw(boolean[][] time, int number, Random random) {
    List<Long> masked = new ArrayList<>();
    List<long[]> negatives = new ArrayList<>();
    for (int b = 0; b < time.length; b++) {
      List<Long> own = flat(time, b);
      masked.addAll(own);
      for (int i = 0; i < own.size(); i++) {
        long[] drawn = new long[number];
        for (int k = 0; k < number; k++) {
          int other = own.size() == 1 ? 0 : random.nextInt(own.size() - 1);
          drawn[k] = own.get(own.size() > 1 && other >= i ? other + 1 : other);
        }
        negatives.add(drawn);
      }
    }
    return new Distractors(
        masked.stream().mapToLong(Long::longValue).toArray(), negatives.toArray(new long[0][]));
  }

  /**
   * Takes distractors that were drawn before.
   *
   * @param time whether a frame is masked (B, T)
   * @param drawn flat numbers (B T, K); those of frames that are not masked are not looked at
   */
  public static Distractors given(boolean[][] time, long[][] drawn) {
    List<Long> masked = new ArrayList<>();
    for (int b = 0; b < time.length; b++) {
      masked.addAll(flat(time, b));
    }
    return new Distractors(
        masked.stream().mapToLong(Long::longValue).toArray(),
        masked.stream().map(frame -> drawn[frame.intValue()]).toArray(long[][]::new));
  }

  private static List<Long> flat(boolean[][] time, int utterance) {
    List<Long> masked = new ArrayList<>();
    for (int t = 0; t < time[utterance].length; t++) {
      if (time[utterance][t]) {
        masked.add((long) utterance * time[utterance].length + t);
      }
    }
    return masked;
  }
}
