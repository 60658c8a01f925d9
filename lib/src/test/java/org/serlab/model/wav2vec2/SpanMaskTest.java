package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;

/** Properties of the spans and of what the loss chooses among. */
class SpanMaskTest {
  @Property(tries = 200)
  void spansHaveTheirLengthAndLieWithinTheUtterance(
      @ForAll @IntRange(min = 10, max = 200) int longer,
      @ForAll @IntRange(min = 10, max = 200) int shorter,
      @ForAll long seed) {
    int[] frames = {Math.max(longer, shorter), Math.min(longer, shorter)};
    SpanMask mask =
        SpanMask.draw(
            new Wav2Vec2Settings.Masking(0.65, 10, 2, 0, 10, 0), frames, 32, new Random(seed));
    for (int b = 0; b < frames.length; b++) {
      assertThat(mask.time()[b]).hasSize(frames[0]);
      int run = 0;
      int masked = 0;
      for (int t = 0; t <= frames[0]; t++) {
        boolean on = t < frames[0] && mask.time()[b][t];
        assertThat(on && t >= frames[b]).isFalse();
        assertThat(!on && run > 0 && run < 10).as("a span shorter than 10").isFalse();
        run = on ? run + 1 : 0;
        masked += on ? 1 : 0;
      }
      int spans = Math.min(Math.max((int) (0.65 * frames[b] / 10 + 1), 2), frames[b] / 10);
      assertThat(masked).isBetween(10, 10 * spans);
    }
    Distractors drawn = Distractors.draw(mask.time(), 7, new Random(seed));
    for (int m = 0; m < drawn.masked().length; m++) {
      int b = (int) drawn.masked()[m] / frames[0];
      assertThat(drawn.negatives()[m]).hasSize(7);
      for (long negative : drawn.negatives()[m]) {
        assertThat(negative).isNotEqualTo(drawn.masked()[m]);
        assertThat((int) negative / frames[0]).as("of the same utterance").isEqualTo(b);
        assertThat(mask.time()[b][(int) negative % frames[0]]).isTrue();
      }
    }
  }

  /**
   * With 0.65 and spans of 10 about half of all frames are masked (Baevski et al., section 4.2).
   */
  @Test
  void aboutHalfOfTheFramesAreMasked() {
    int[] frames = new int[200];
    Arrays.fill(frames, 780); // 15.6 s
    SpanMask mask = SpanMask.draw(Wav2Vec2Settings.base().masking(), frames, 768, new Random(1));
    int masked = 0;
    for (boolean[] row : mask.time()) {
      for (boolean on : row) {
        masked += on ? 1 : 0;
      }
    }
    assertThat(masked / (200.0 * 780)).isCloseTo(0.49, within(0.02));
    assertThat(mask.channels()).isEmpty();
  }

  @Test
  void distractorsAreUniform() {
    boolean[][] time = {{true, false, true, true, false, true}};
    int[] counts = new int[6];
    Distractors drawn = Distractors.draw(time, 30_000, new Random(3));
    for (long negative : drawn.negatives()[1]) { // of frame 2
      counts[(int) negative]++;
    }
    assertThat(counts[2]).isZero();
    for (int other : new int[] {0, 3, 5}) {
      assertThat(counts[other]).isBetween(9_600, 10_400);
    }
    Distractors alone = Distractors.draw(new boolean[][] {{false, true}}, 2, new Random(1));
    assertThat(alone.negatives()[0]).containsExactly(1, 1);
  }

  @Test
  void anUtteranceThatIsTooShortIsNamed() {
    assertThatThrownBy(
            () ->
                SpanMask.draw(Wav2Vec2Settings.base().masking(), new int[] {9}, 768, new Random(1)))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("9 frames");
  }
}
