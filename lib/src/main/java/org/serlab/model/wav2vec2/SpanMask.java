package org.serlab.model.wav2vec2;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.serlab.SerlabException;

/**
 * Spans that are masked in training: over time (frames replaced by a learned vector, which
 * pre-training has to tell from others) and over channels (set to 0, SpecAugment's way).
 *
 * @param time per utterance, whether a frame is masked (B, T)
 * @param channels per utterance, whether a channel of the transformer's input is masked (B, H);
 *     empty if none is
 */
public record SpanMask(boolean[][] time, Optional<boolean[][]> channels) {
  /** Over time alone. */
  public static SpanMask ofTime(boolean[][] time) {
    return new SpanMask(time, Optional.empty());
  }

  /**
   * Draws spans as Hugging Face's {@code _compute_mask_indices}: {@code floor(share length / span +
   * u)} spans per utterance, u uniform and drawn once, at least the least number, at most as many
   * as fit without overlap; their beginnings without replacement from {@code 0 .. length - span}.
   * Spans may overlap.
   *
   * @param masking shares and lengths
   * @param frames frames of each utterance
   * @param width H
   * @param random where the numbers come from
   */
  public static SpanMask draw(
      Wav2Vec2Settings.Masking masking, int[] frames, int width, Random random) {
    boolean[][] time =
        spans(frames, masking.time(), masking.timeLength(), masking.timeLeast(), random);
    if (masking.channel() == 0) {
      return ofTime(time);
    }
    int[] widths = new int[frames.length];
    Arrays.fill(widths, width);
    return new SpanMask(
        time,
        Optional.of(
            spans(
                widths,
                masking.channel(),
                masking.channelLength(),
                masking.channelLeast(),
                random)));
  }

  /**
   * The same in a batch that is filled up beyond its longest utterance: nothing is masked there.
   *
   * @param frames T, of the batch
   */
  public SpanMask over(int frames) {
    boolean[][] rows =
        Arrays.stream(time).map(row -> Arrays.copyOf(row, frames)).toArray(boolean[][]::new);
    return new SpanMask(rows, channels);
  }

  private static boolean[][] spans(
      int[] lengths, double share, int span, int least, Random random) {
    int longest = Arrays.stream(lengths).max().orElse(0);
    boolean[][] masked = new boolean[lengths.length][longest];
    if (share == 0) {
      return masked;
    }
    double u = random.nextDouble();
    for (int b = 0; b < lengths.length; b++) {
      if (lengths[b] < span) {
        throw new SerlabException(
            "Spans of %d cannot be masked in an utterance of %d frames: leave it out or take"
                    .formatted(span, lengths[b])
                + " shorter spans.");
      }
      int number = Math.max((int) (share * lengths[b] / span + u), least);
      number = Math.min(number, lengths[b] / span);
      for (int begin : begins(lengths[b] - span + 1, number, random)) {
        Arrays.fill(masked[b], begin, begin + span, true);
      }
    }
    return masked;
  }

  /** Different whole numbers below a bound: the first of a shuffled row (Fisher and Yates). */
  private static int[] begins(int bound, int number, Random random) {
    int[] row = IntStream.range(0, bound).toArray();
    int taken = Math.min(number, bound);
    for (int i = 0; i < taken; i++) {
      int other = i + random.nextInt(bound - i);
      int swap = row[i];
      row[i] = row[other];
      row[other] = swap;
    }
    return Arrays.copyOf(row, taken);
  }
}
