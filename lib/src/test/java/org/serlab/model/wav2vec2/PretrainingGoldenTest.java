package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.feature.Npz;
import org.serlab.nn.Step;

/**
 * Pre-training against Hugging Face's Wav2Vec2ForPreTraining: outputs, losses, and the gradient of
 * every parameter. Tolerances: the folder's README.
 */
class PretrainingGoldenTest {
  private static final double LOSS = 1e-5;

  /** Of a perplexity near its maximum, whose distance from it is the diversity loss. */
  private static final double ROUNDING = 1e-6;

  private static final double GRADIENT = 1e-4;
  private static final double GRADIENT_FLOOR = 1e-6;

  /**
   * Of the gradients that are zero in exact arithmetic, or so near that the files hold rounding: of
   * keys' biases, of a convolution's before group normalisation, of layers that attend evenly.
   */
  private static final double ZERO = 1e-5;

  @Test
  void lossesAndGradientsEqualHuggingFace() throws IOException {
    compare(Golden.folder("wav2vec2"));
  }

  @Test
  void committedLossesAndGradientsEqualHuggingFace() throws IOException {
    compare(Golden.committed("wav2vec2"));
  }

  private static void compare(Path root) throws IOException {
    Golden golden = Golden.counter("wav2vec2 pre-training");
    for (Path folder : GoldenVariant.folders(root)) {
      for (String mode : new String[] {"eval", "train"}) {
        try (GoldenVariant variant = new GoldenVariant(folder, golden)) {
          if (variant.has("pretrain_" + mode + ".npz")) {
            compare(variant, mode);
          }
        }
      }
    }
    golden.report();
  }

  private static void compare(GoldenVariant variant, String mode) throws IOException {
    boolean training = mode.equals("train");
    JsonObject scalars = variant.json("pretrain_" + mode + ".json");
    Map<String, Npz.Array> expected = variant.arrays("pretrain_" + mode + ".npz");
    PretrainingNetwork network = variant.whole();
    Waves waves = variant.waves(expected.get("input_values"), expected.get("attention_mask"));
    boolean[][] masked = GoldenVariant.flags(expected.get("mask_time_indices"));
    Distractors distractors =
        Distractors.given(masked, rows(expected.get("sampled_negative_indices")));
    Optional<NDArray> noise =
        training ? Optional.of(variant.create(expected.get("gumbel_noise"))) : Optional.empty();
    double temperature = training ? scalars.get("gumbel_temperature").getAsDouble() : 1;
    try (Step step = Step.on(variant.manager)) {
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        PretrainingNetwork.Comparison comparison =
            network.compare(
                variant.store, waves, SpanMask.ofTime(masked), temperature, noise, training);
        PretrainingLoss loss =
            PretrainingLoss.of(comparison, distractors, variant.settings.quantisation(), training);
        outputs(variant, comparison, expected, mode);
        losses(variant, loss, scalars);
        contrastive(variant, loss.contrastive(), distractors, expected);
        collector.backward(loss.sum());
      }
      gradients(variant, network, scalars, mode);
    }
  }

  private static long[][] rows(Npz.Array array) {
    int width = array.shape()[array.shape().length - 1];
    long[][] rows = new long[array.values().length / width][width];
    for (int i = 0; i < array.values().length; i++) {
      rows[i / width][i % width] = (long) array.values()[i];
    }
    return rows;
  }

  private static void outputs(
      GoldenVariant variant,
      PretrainingNetwork.Comparison actual,
      Map<String, Npz.Array> expected,
      String mode) {
    boolean[][] frames =
        expected.containsKey("frame_mask") ? GoldenVariant.flags(expected.get("frame_mask")) : null;
    NDArray[] arrays = {
      actual.representations().projected(),
      actual.representations().context(),
      actual.predictions(),
      actual.targets(),
      actual.quantised().logits()
    };
    String[] names = {
      "projected",
      "last_hidden_state",
      "projected_states",
      "projected_quantized_states",
      "quantizer_logits"
    };
    for (int i = 0; i < names.length; i++) {
      variant.compare(mode + " " + names[i], arrays[i], expected.get(names[i]), frames);
    }
    Npz.Array codes = expected.get("code_indices");
    int groups = codes.shape()[2];
    for (int i = 0; i < codes.values().length; i++) {
      int frame = i / groups;
      if (frames == null || frames[frame / codes.shape()[1]][frame % codes.shape()[1]]) {
        double code = actual.quantised().codes()[i];
        variant.golden.close(mode + " code " + i, code, codes.values()[i], 0, 0);
      }
    }
  }

  private static void losses(GoldenVariant variant, PretrainingLoss loss, JsonObject scalars) {
    Golden golden = variant.golden;
    int masked = scalars.get("n_masked").getAsInt();
    assertThat(loss.masked()).isEqualTo(masked);
    float diversity = loss.diversity().loss().getFloat();
    float perplexity = loss.diversity().perplexity().getFloat();
    close(golden, "contrastive_loss_sum", loss.contrastive().sum().getFloat(), scalars);
    double wanted = scalars.get("diversity_loss_sum").getAsDouble();
    golden.close("diversity_loss_sum", diversity * masked, wanted, ROUNDING * masked, LOSS);
    close(golden, "loss_sum", loss.sum().getFloat(), scalars);
    close(golden, "loss_mean", loss.mean().getFloat(), scalars);
    close(golden, "codevector_perplexity", perplexity, scalars);
  }

  private static void close(Golden golden, String name, double actual, JsonObject scalars) {
    golden.close(name, actual, scalars.get(name).getAsDouble(), 0, LOSS);
  }

  private static void contrastive(
      GoldenVariant variant,
      ContrastiveLoss actual,
      Distractors distractors,
      Map<String, Npz.Array> expected) {
    Npz.Array logits = expected.get("contrastive_logits");
    Npz.Array excluded = expected.get("neg_is_pos");
    Npz.Array losses = expected.get("contrastive_per_frame");
    float[] actualLogits = actual.logits().toFloatArray();
    float[] actualLosses = actual.perFrame().toFloatArray();
    int width = logits.shape()[2];
    for (int m = 0; m < actualLosses.length; m++) {
      int frame = (int) distractors.masked()[m];
      variant.golden.close(
          "loss of frame " + frame, actualLosses[m], losses.values()[frame], 5e-5, 1e-4);
      for (int k = 0; k < width; k++) {
        double wanted = logits.values()[frame * width + k];
        double logit = actualLogits[m * width + k];
        variant.golden.close("logit " + frame + " " + k, logit, wanted, 5e-5, 1e-4);
        if (k > 0) {
          assertThat(actual.excluded()[m][k - 1])
              .isEqualTo(excluded.values()[frame * (width - 1) + k - 1] != 0);
        }
      }
    }
  }

  private static void gradients(
      GoldenVariant variant, PretrainingNetwork network, JsonObject scalars, String mode) {
    Map<String, Npz.Array> expected = variant.arrays("pretrain_" + mode + "_grads.npz");
    Set<String> without = new HashSet<>();
    for (JsonElement name : scalars.getAsJsonArray("no_gradient")) {
      without.add(name.getAsString());
    }
    Map<String, Parameter> parameters = Wav2Vec2Weights.parameters(network);
    assertThat(parameters.keySet()).containsAll(expected.keySet());
    assertThat(parameters.size()).isEqualTo(expected.size() + without.size());
    for (Map.Entry<String, Npz.Array> entry : expected.entrySet()) {
      String name = entry.getKey();
      float[] actual = parameters.get(name).getArray().getGradient().toFloatArray();
      double[] wanted = entry.getValue().values();
      double largest = 0;
      for (double value : wanted) {
        largest = Math.max(largest, Math.abs(value));
      }
      boolean zero = name.endsWith("k_proj.bias") || largest < ZERO;
      double allowed = zero ? ZERO : GRADIENT * largest + GRADIENT_FLOOR;
      for (int i = 0; i < wanted.length; i++) {
        variant.golden.close(mode + " gradient of " + name, actual[i], wanted[i], allowed, 0);
      }
    }
    for (String name : without) {
      NDArray gradient = parameters.get(name).getArray().getGradient();
      assertThat(gradient.abs().sum().getFloat() == 0).as(name).isTrue();
    }
  }
}
