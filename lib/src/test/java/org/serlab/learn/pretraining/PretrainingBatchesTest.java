package org.serlab.learn.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.serlab.audio.Waveform;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;

class PretrainingBatchesTest {
  /** Each recording is constant, and tells by its value which it is. */
  private static Speech speech(int[] lengths) {
    return Speech.of(
        IntStream.range(0, lengths.length).mapToObj(String::valueOf).toList(),
        number -> {
          float[] samples = new float[lengths[number]];
          Arrays.fill(samples, (number + 1) / 1024f);
          return new Waveform(samples, Speech.RATE);
        });
  }

  @Test
  void everyRecordingThatIsLongEnoughComesOnceAnEpoch() {
    Random random = new Random(2);
    int[] lengths = IntStream.range(0, 300).map(i -> 8_000 + random.nextInt(300_000)).toArray();
    PretrainingSettings settings =
        PretrainingSettings.of(
            Wav2Vec2Settings.base(), Map.of("batchSeconds", 60, "longestSeconds", 10));
    PretrainingBatches batches = new PretrainingBatches(speech(lengths), settings);
    Set<Integer> sizes = new HashSet<>();
    List<Integer> seen = new ArrayList<>();
    for (int batch : batches.order(new Random(1))) {
      List<float[]> waves = batches.waves(batch, new Random(3));
      int length = waves.get(0).length;
      sizes.add(length);
      assertThat(length * waves.size()).isLessThanOrEqualTo(60 * Speech.RATE);
      for (float[] wave : waves) {
        int number = Math.round(wave[0] * 1024) - 1;
        assertThat(wave).hasSize(length);
        assertThat(length).isLessThanOrEqualTo(Math.min(lengths[number], 160_000));
        seen.add(number);
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 300).filter(i -> lengths[i] >= 16_000).boxed().toList());
    assertThat(batches.ids())
        .isEqualTo(seen.stream().sorted().map(String::valueOf).toList())
        .hasSizeLessThan(300);
    assertThat(batches.seconds())
        .isCloseTo(seen.stream().mapToDouble(i -> lengths[i] / 16_000.0).sum(), within(1e-6));
    assertThat(sizes).hasSizeLessThan(30);
    assertThat(batches.order(new Random(1))).isEqualTo(batches.order(new Random(1)));
    assertThat(batches.order(new Random(1))).isNotEqualTo(batches.order(new Random(2)));
  }
}
