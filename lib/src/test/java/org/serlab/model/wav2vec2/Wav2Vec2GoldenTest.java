package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.feature.Npz;
import org.serlab.nn.Step;

/** Every hidden state against Hugging Face's Wav2Vec2Model. Tolerances: the folder's README. */
class Wav2Vec2GoldenTest {
  @Test
  void hiddenStatesEqualHuggingFace() throws IOException {
    compare(Golden.folder("wav2vec2"));
  }

  @Test
  void committedHiddenStatesEqualHuggingFace() throws IOException {
    compare(Golden.committed("wav2vec2"));
  }

  private static void compare(Path root) throws IOException {
    Golden golden = Golden.counter("wav2vec2 hidden states");
    for (Path folder : GoldenVariant.folders(root)) {
      try (GoldenVariant variant = new GoldenVariant(folder, golden)) {
        Wav2Vec2 network = variant.backbone();
        for (int i = 0; variant.has("single" + i + ".npz"); i++) {
          single(variant, network, i);
        }
        if (variant.has("batch_mask.npz")) {
          batch(variant, network, "batch_nomask.npz", null);
          batch(variant, network, "batch_mask.npz", variant.input("batch_attention_mask"));
        }
      }
    }
    golden.report();
  }

  private static void single(GoldenVariant variant, Wav2Vec2 network, int number) {
    Map<String, Npz.Array> expected = variant.arrays("single" + number + ".npz");
    Npz.Array normalised = variant.input("wav" + number + "_norm");
    Npz.Array raw = variant.input("wav" + number + "_raw");
    forward(variant, network, variant.waves(normalised, null), expected, "single" + number);
    float[] standardised = Waves.standardised(raw.floats());
    for (int i = 0; i < standardised.length; i++) {
      variant.golden.close("standardised", standardised[i], normalised.values()[i], 5e-5, 1e-4);
    }
    try (Step step = Step.on(variant.manager)) {
      NDArray last = network.forward(variant.store, variant.waves(raw, null), false).context();
      variant.compare("of raw", last, expected.get("last_hidden_state_raw"), null);
    }
  }

  private static void batch(
      GoldenVariant variant, Wav2Vec2 network, String file, Npz.Array attentionMask) {
    Map<String, Npz.Array> expected = variant.arrays(file);
    Waves waves = variant.waves(variant.input("batch_norm"), attentionMask);
    forward(variant, network, waves, expected, file);
    if (attentionMask != null) {
      assertThat(network.frames(waves)).isEqualTo(expected.get("frame_lengths").ints());
    }
  }

  private static void forward(
      GoldenVariant variant,
      Wav2Vec2 network,
      Waves waves,
      Map<String, Npz.Array> expected,
      String what) {
    boolean[][] frames =
        expected.containsKey("frame_mask") ? GoldenVariant.flags(expected.get("frame_mask")) : null;
    try (Step step = Step.on(variant.manager)) {
      Representations actual = network.forward(variant.store, waves, false);
      variant.compare(what + " conv", actual.latent(), expected.get("conv_features"), frames);
      variant.compare(what + " norm", actual.normalised(), expected.get("norm_features"), frames);
      variant.compare(what + " projected", actual.projected(), expected.get("projected"), frames);
      NDArray projected = actual.projected();
      if (actual.frames().isPresent()) {
        FrameMask mask = actual.frames().get();
        projected = projected.mul(mask.valid());
        for (int b = 0; b < frames.length; b++) {
          int within = mask.lengths()[b];
          for (int t = 0; t < frames[b].length; t++) {
            assertThat(frames[b][t]).as("frame mask").isEqualTo(t < within);
          }
        }
      }
      NDArray positions =
          Parts.apply(
              GoldenVariant.child(GoldenVariant.child(network, "encoder"), "pos_conv_embed"),
              variant.store,
              projected,
              false);
      variant.compare(what + " positions", positions, expected.get("pos_conv"), frames);
      assertThat(actual.hidden()).hasSize(variant.settings.layers() + 1);
      for (int i = 0; i < actual.hidden().size(); i++) {
        Npz.Array hidden = expected.get("hidden_" + i);
        variant.compare(what + " hidden " + i, actual.hidden().get(i), hidden, frames);
      }
      variant.compare(what + " last", actual.context(), expected.get("last_hidden_state"), frames);
    }
  }

  /** Layer-norm variant: an utterance in a padded batch is as it is alone. */
  @Test
  void aPaddedBatchEqualsSingleRunsWhereThatHolds() throws IOException {
    Golden golden = Golden.counter("wav2vec2 padded against single");
    for (Path folder : GoldenVariant.folders(Golden.folder("wav2vec2"))) {
      try (GoldenVariant variant = new GoldenVariant(folder, golden)) {
        if (!variant.settings.convolutions().layerNorm()) {
          continue;
        }
        Wav2Vec2 network = variant.backbone();
        Waves waves =
            variant.waves(variant.input("batch_norm"), variant.input("batch_attention_mask"));
        try (Step step = Step.on(variant.manager)) {
          NDArray batch = network.forward(variant.store, waves, false).context();
          int width = variant.settings.hidden();
          for (int b = 0; b < batch.getShape().get(0); b++) {
            Waves one = variant.waves(variant.input("wav" + b + "_norm"), null);
            float[] alone = network.forward(variant.store, one, false).context().toFloatArray();
            float[] padded = batch.get(b).toFloatArray();
            assertThat(alone).hasSize(network.frames(waves)[b] * width);
            for (int i = 0; i < alone.length; i++) {
              golden.close("utterance " + b, padded[i], alone[i], 5e-5, 1e-4);
            }
          }
        }
      }
    }
    golden.report();
  }

  /** As a block, with an attention mask as its second input. */
  @Test
  void theBlockTakesAnAttentionMask() throws IOException {
    Golden golden = Golden.counter("wav2vec2 as a block");
    for (Path folder : GoldenVariant.folders(Golden.folder("wav2vec2"))) {
      try (GoldenVariant variant = new GoldenVariant(folder, golden)) {
        Map<String, Npz.Array> expected = variant.arrays("batch_mask.npz");
        NDList inputs =
            new NDList(
                variant.create(variant.input("batch_norm")),
                variant.create(variant.input("batch_attention_mask")));
        Wav2Vec2 network = variant.backbone();
        NDList hidden = network.forward(variant.store, inputs, false);
        assertThat(Arrays.stream(network.getOutputShapes(inputs.getShapes())))
            .containsExactly(hidden.getShapes());
        boolean[][] frames = GoldenVariant.flags(expected.get("frame_mask"));
        for (int i = 0; i < hidden.size(); i++) {
          variant.compare("block", hidden.get(i), expected.get("hidden_" + i), frames);
        }
      }
    }
    golden.report();
  }
}
