package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;
import org.serlab.nn.Torch;

/** How recordings are put together. */
class EmbedderTest {
  /** Durations as in a corpus of acted speech, 1 to 9 seconds, some alike. */
  private static List<float[]> waves() {
    Random random = new Random(3);
    List<float[]> waves = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      double seconds = Math.min(9, 1 - 1.2 * Math.log(1 - random.nextDouble()));
      waves.add(new float[i % 5 == 0 ? 40_000 : (int) (16_000 * seconds)]);
    }
    return waves;
  }

  private static Embedder embedder(Wav2Vec2Settings settings, NDManager manager) {
    return new Embedder(new Wav2Vec2(settings), manager, 0, Embedder.Pool.MEAN);
  }

  @Test
  void lessThanATenthIsPaddingAndGroupNormGetsNone() {
    Torch.prepareThread();
    List<float[]> waves = waves();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Wav2Vec2Settings settings :
          List.of(Wav2Vec2Settings.xlsr53().withLayers(1), Wav2Vec2Settings.base().withLayers(1))) {
        long padded = 0;
        long speech = 0;
        int shared = 0;
        TreeSet<Integer> seen = new TreeSet<>();
        for (List<Integer> batch : embedder(settings, manager).batches(waves)) {
          int longest = batch.stream().mapToInt(i -> waves.get(i).length).max().getAsInt();
          padded += (long) longest * batch.size();
          speech += batch.stream().mapToLong(i -> waves.get(i).length).sum();
          shared += batch.size() > 1 ? batch.size() : 0;
          seen.addAll(batch);
          assertThat((long) longest * batch.size()).isLessThanOrEqualTo(40 * 16_000);
        }
        assertThat(seen).hasSize(waves.size());
        boolean masks = settings.convolutions().layerNorm();
        double waste = 1 - speech / (double) padded;
        System.out.printf("padding: %.1f %%, %d of 500 share a batch%n", 100 * waste, shared);
        assertThat(waste).isLessThan(masks ? 0.1 : 1e-12);
        assertThat(shared).isGreaterThan(masks ? 450 : 90);
      }
    }
  }

  @Test
  void theFieldOfAFrameIsThatOfThePaper() {
    Torch.prepareThread();
    try (NDManager manager = NDManager.newBaseManager()) {
      Embedder embedder = embedder(Wav2Vec2Settings.base().withLayers(1), manager);
      assertThat(embedder.hop()).isEqualTo(320); // 20 ms
      assertThat(embedder.length()).isEqualTo(400); // 25 ms
      assertThat(embedder.frames(400)).isEqualTo(1);
      assertThat(embedder.frames(399)).isZero();
      assertThatThrownBy(
              () ->
                  new Embedder(
                      new Wav2Vec2(Wav2Vec2Settings.base()), manager, 13, Embedder.Pool.MEAN))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("to 12");
    }
  }
}
