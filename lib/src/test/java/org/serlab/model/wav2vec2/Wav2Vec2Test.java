package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.nn.LoadReport;
import org.serlab.nn.Safetensors;
import org.serlab.nn.Step;
import org.serlab.nn.Torch;
import org.serlab.nn.Weights;

/** Sizes, masking, freezing, files that do not fit. */
class Wav2Vec2Test {
  @TempDir private Path folder;
  private NDManager manager;
  private ParameterStore store;

  @BeforeEach
  void open() {
    Torch.prepareThread();
    manager = NDManager.newBaseManager();
    store = new ParameterStore(manager, false);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  static Wav2Vec2Settings tiny(boolean large, Wav2Vec2Settings.Dropouts dropouts) {
    return new Wav2Vec2Settings(
        new Wav2Vec2Settings.Convolutions(
            List.of(8, 8, 8), List.of(10, 3, 2), List.of(5, 4, 4), large, large),
        12,
        3,
        2,
        20,
        large,
        1e-5,
        5,
        2,
        dropouts,
        new Wav2Vec2Settings.Masking(0.4, 4, 2, 0.2, 2, 1),
        new Wav2Vec2Settings.Quantisation(2, 6, 8, 8, 5, 0.1, 0.1),
        0.02);
  }

  private long count(Block network) {
    // Memory is asked for, but nothing is written to it, so the system hands none out.
    Wav2Vec2Weights.allocate(network, manager);
    return Weights.count(network);
  }

  /** Counted on the instantiated reference classes, as the golden files' README has them. */
  @Test
  void theFullSizesHaveTheParametersOfTheOriginals() {
    assertThat(count(new Wav2Vec2(Wav2Vec2Settings.base()))).isEqualTo(94_371_712);
    assertThat(count(new PretrainingNetwork(Wav2Vec2Settings.base()))).isEqualTo(95_044_608);
    Wav2Vec2 xlsr53 = new Wav2Vec2(Wav2Vec2Settings.xlsr53());
    assertThat(count(xlsr53)).isEqualTo(315_438_720);
    assertThat(Wav2Vec2Weights.parameters(xlsr53)).hasSize(422);
    assertThat(count(new PretrainingNetwork(Wav2Vec2Settings.xlsr53()))).isEqualTo(317_390_592);
    assertThat(Wav2Vec2Settings.base().convolutions().stride()).isEqualTo(320);
    assertThat(Wav2Vec2Settings.base().convolutions().frames(16000)).isEqualTo(49);
    assertThat(Wav2Vec2Settings.base().convolutions().frames(399)).isZero();
  }

  private Wav2Vec2 network(boolean large, Wav2Vec2Settings.Dropouts dropouts) {
    Wav2Vec2 network = new Wav2Vec2(tiny(large, dropouts));
    Wav2Vec2Weights.initialise(network, manager, 1);
    return network;
  }

  private Waves waves(int... lengths) {
    Random random = new Random(5);
    return Waves.padded(
        manager,
        Arrays.stream(lengths)
            .mapToObj(
                length -> {
                  float[] wave = new float[length];
                  for (int i = 0; i < length; i++) {
                    wave[i] = (float) random.nextGaussian();
                  }
                  return wave;
                })
            .toList());
  }

  @Test
  void firstWeightsFollowTheSeedAndTheirDefinition() {
    Wav2Vec2 network = network(true, Wav2Vec2Settings.Dropouts.none());
    Wav2Vec2 again = new Wav2Vec2(tiny(true, Wav2Vec2Settings.Dropouts.none()));
    Wav2Vec2Weights.initialise(again, manager, 1);
    Wav2Vec2 other = new Wav2Vec2(tiny(true, Wav2Vec2Settings.Dropouts.none()));
    Wav2Vec2Weights.initialise(other, manager, 2);
    List<NDArray> weights = List.copyOf(Weights.of(network).values());
    for (int i = 0; i < weights.size(); i++) {
      NDArray same = List.copyOf(Weights.of(again).values()).get(i);
      assertThat(same.toFloatArray()).isEqualTo(weights.get(i).toFloatArray());
    }
    assertThat(List.copyOf(Weights.of(other).values()).get(0).toFloatArray())
        .isNotEqualTo(weights.get(0).toFloatArray());

    Wav2Vec2 base = new Wav2Vec2(Wav2Vec2Settings.base().withLayers(1));
    Wav2Vec2Weights.initialise(base, manager, 1);
    Map<String, Parameter> all = Wav2Vec2Weights.parameters(base);
    String encoder = "wav2vec2.feature_extractor.conv_layers.";
    deviation(all, encoder + "0.conv.weight", Math.sqrt(2 / 10.0));
    deviation(all, encoder + "1.conv.weight", Math.sqrt(2 / (3 * 512.0)));
    deviation(all, "wav2vec2.encoder.layers.0.attention.q_proj.weight", 0.02);
    deviation(all, "wav2vec2.encoder.pos_conv_embed.conv.weight_v", 2 / Math.sqrt(128 * 768));
    deviation(all, "wav2vec2.feature_projection.projection.weight", 1 / Math.sqrt(3 * 512));
    float[] magnitude =
        all.get("wav2vec2.encoder.pos_conv_embed.conv.weight_g").getArray().toFloatArray();
    NDArray v = all.get("wav2vec2.encoder.pos_conv_embed.conv.weight_v").getArray();
    assertThat(magnitude[3])
        .isCloseTo(v.get(":, :, 3").square().sum().sqrt().getFloat(), within(1e-4f));
  }

  private static void deviation(Map<String, Parameter> all, String name, double expected) {
    double actual = Math.sqrt(all.get(name).getArray().square().mean().getFloat());
    assertThat(actual).as(name).isCloseTo(expected, within(0.03 * expected));
  }

  @Test
  void channelMasksAndTimeMasksReplaceTheTransformersInput() {
    Wav2Vec2 network = network(true, Wav2Vec2Settings.Dropouts.none());
    Waves waves = waves(2000, 2000);
    int frames = network.frames(waves)[0];
    boolean[][] time = new boolean[2][frames];
    Arrays.fill(time[0], true); // everything of the first utterance
    boolean[][] channels = new boolean[2][network.settings().hidden()];
    Arrays.fill(channels[1], true); // and of the second, the other way
    try (Step step = Step.on(manager)) {
      Representations masked =
          network.forward(
              store, waves, Optional.of(new SpanMask(time, Optional.of(channels))), false);
      Waves others = new Waves(waves.samples().mul(0.5f).add(0.1f), Optional.empty());
      Representations alike =
          network.forward(
              store, others, Optional.of(new SpanMask(time, Optional.of(channels))), false);
      assertThat(alike.context().toFloatArray()).isEqualTo(masked.context().toFloatArray());
      Representations plain = network.forward(store, waves, false);
      assertThat(plain.projected().toFloatArray()).isEqualTo(masked.projected().toFloatArray());
      assertThat(plain.context().toFloatArray()).isNotEqualTo(masked.context().toFloatArray());
    }
  }

  @Test
  void anyHiddenStateIsThereAlone() {
    for (boolean large : new boolean[] {false, true}) {
      Wav2Vec2 network = network(large, Wav2Vec2Settings.Dropouts.none());
      Waves waves = waves(2000, 1500);
      try (Step step = Step.on(manager)) {
        List<NDArray> hidden = network.forward(store, waves, false).hidden();
        for (int i = 0; i < hidden.size(); i++) {
          assertThat(network.hidden(store, waves, i).toFloatArray())
              .isEqualTo(hidden.get(i).toFloatArray());
        }
        assertThatThrownBy(() -> network.hidden(store, waves, 4))
            .hasMessageContaining("from 0 to 3");
      }
    }
  }

  /**
   * Whether or not the encoder's gradient is scaled, what comes out is the same to the last digit.
   */
  @Test
  void theEncodersGradientIsScaledAlone() {
    Wav2Vec2 network = network(false, Wav2Vec2Settings.Dropouts.none());
    Map<String, float[]> plain = gradients(network);
    network.scaleEncoderGradient(0.1);
    Map<String, float[]> scaled = gradients(network);
    plain.forEach(
        (name, gradient) -> {
          float factor = name.contains("feature_extractor") ? 0.1f : 1;
          for (int i = 0; i < gradient.length; i++) {
            float allowed = 1e-5f * Math.abs(gradient[i]) + 1e-6f;
            assertThat(scaled.get(name)[i])
                .as(name)
                .isCloseTo(factor * gradient[i], within(allowed));
          }
        });
    assertThat(scaled.get("output")).isEqualTo(plain.get("output"));
  }

  private Map<String, float[]> gradients(Wav2Vec2 network) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    try (Step step = Step.on(manager)) {
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray context = network.forward(store, waves(2000), false).context();
        gradients.put("output", context.toFloatArray());
        collector.backward(context.mul(step.manager().arange(12f)).sum());
      }
      Wav2Vec2Weights.parameters(network)
          .forEach(
              (name, parameter) -> {
                NDArray gradient = parameter.getArray().getGradient();
                gradients.put(name, gradient.toFloatArray());
                gradient.subi(gradient);
              });
    }
    return gradients;
  }

  @Test
  void aFairseqModelWithoutProjectionGetsTheIdentity() throws IOException {
    Wav2Vec2Settings settings =
        new Wav2Vec2Settings(
            new Wav2Vec2Settings.Convolutions(
                List.of(12, 12), List.of(10, 8), List.of(5, 8), false, false),
            12,
            1,
            2,
            20,
            false,
            1e-5,
            5,
            2,
            Wav2Vec2Settings.Dropouts.none(),
            new Wav2Vec2Settings.Masking(0.4, 4, 2, 0, 2, 0),
            new Wav2Vec2Settings.Quantisation(2, 6, 8, 8, 5, 0.1, 0.1),
            0.02);
    Wav2Vec2 network = new Wav2Vec2(settings);
    Wav2Vec2Weights.initialise(network, manager, 1);
    Map<String, NDArray> fairseq = new LinkedHashMap<>();
    Wav2Vec2Weights.parameters(network)
        .forEach(
            (name, parameter) -> {
              if (name.contains("pos_conv_embed.conv.weight")) {
                String last = name.substring(name.lastIndexOf('.') + 1);
                fairseq.put("encoder.pos_conv.0." + last, parameter.getArray());
              } else if (!name.contains("projection.projection")) {
                fairseq.put(name, parameter.getArray());
              }
            });
    Path file = folder.resolve("fairseq.safetensors");
    Safetensors.write(file, fairseq, Map.of());
    Wav2Vec2 again = new Wav2Vec2(settings);
    LoadReport report = Wav2Vec2Weights.load(file, again, manager).requireComplete();
    assertThat(report.unexpected()).isEmpty();
    try (Step step = Step.on(manager)) {
      Representations all = again.forward(store, waves(900), false);
      assertThat(all.projected().toFloatArray()).isEqualTo(all.normalised().toFloatArray());
    }
  }

  @Test
  void frozenPartsGetNoGradients() {
    Wav2Vec2 network = network(true, Wav2Vec2Settings.Dropouts.none());
    network.freezeUpTo(2);
    Map<String, Parameter> all = Wav2Vec2Weights.parameters(network);
    try (Step step = Step.on(manager)) {
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(network.forward(store, waves(2000), false).context().square().sum());
      }
      all.forEach(
          (name, parameter) -> {
            boolean learns =
                name.startsWith("wav2vec2.encoder.layers.2.")
                    || name.startsWith("wav2vec2.encoder.layer_norm.");
            assertThat(parameter.requiresGradient()).as(name).isEqualTo(learns);
            assertThat(parameter.getArray().hasGradient()).as(name).isEqualTo(learns);
          });
    }
    Wav2Vec2 other = network(true, Wav2Vec2Settings.Dropouts.none());
    Collection<Parameter> others = Wav2Vec2Weights.parameters(other).values();
    assertThat(others).allMatch(Parameter::requiresGradient);
    other.freezeEncoder();
    long frozen = others.stream().filter(parameter -> !parameter.requiresGradient()).count();
    assertThat(frozen).isEqualTo(3 * 4); // weight and bias of three convolutions and norms
  }

  @Test
  void dropoutAndLayerDropFollowTheSeedInTrainingAlone() {
    Wav2Vec2 network = network(false, new Wav2Vec2Settings.Dropouts(0.1, 0.1, 0.1, 0.1, 0.1, 0.5));
    Waves waves = waves(3000);
    try (Step step = Step.on(manager)) {
      Torch.seed(1, 1);
      float[] first = network.forward(store, waves, true).context().toFloatArray();
      float[] second = network.forward(store, waves, true).context().toFloatArray();
      Torch.seed(1, 1);
      float[] again = network.forward(store, waves, true).context().toFloatArray();
      assertThat(again).isEqualTo(first).isNotEqualTo(second);
      float[] still = network.forward(store, waves, false).context().toFloatArray();
      assertThat(network.forward(store, waves, false).context().toFloatArray()).isEqualTo(still);
      int dropped = 0;
      for (int i = 0; i < 100; i++) {
        List<NDArray> hidden = network.forward(store, waves, true).hidden();
        for (int layer = 1; layer < hidden.size(); layer++) {
          dropped += hidden.get(layer) == hidden.get(layer - 1) ? 1 : 0;
        }
      }
      assertThat(dropped).isBetween(110, 190); // of 300, at a share of a half
    }
  }

  /** Debian's PyTorch 1.13 gets this wrong; the layout is that of the network's own GELUs. */
  @Test
  void theGradientOfGeluIsRightForATransposedGradient() {
    NDArray x = manager.randomNormal(new Shape(2, 8, 40));
    NDArray w = manager.randomNormal(new Shape(2, 40, 8));
    x.setRequiresGradient(true);
    try (Step step = Step.on(manager)) {
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(Activation.gelu(x).transpose(0, 2, 1).mul(w).sum());
      }
      NDArray cumulative = x.mul((float) Math.sqrt(0.5)).erf().add(1).mul(0.5f);
      NDArray density = x.square().mul(-0.5f).exp().mul((float) (1 / Math.sqrt(2 * Math.PI)));
      float[] expected = cumulative.add(x.mul(density)).mul(w.transpose(0, 2, 1)).toFloatArray();
      float[] actual = x.getGradient().toFloatArray();
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void whatDoesNotFitIsReportedNameByName() throws IOException {
    Path file = folder.resolve("model.safetensors");
    PretrainingNetwork small =
        new PretrainingNetwork(tiny(false, Wav2Vec2Settings.Dropouts.none()).withLayers(2));
    Wav2Vec2Weights.initialise(small, manager, 1);
    Wav2Vec2Weights.save(file, small);
    Wav2Vec2 backbone = new Wav2Vec2(tiny(true, Wav2Vec2Settings.Dropouts.none()));
    LoadReport report = Wav2Vec2Weights.load(file, backbone, manager);
    assertThat(report.unexpected()).contains("quantizer.codevectors", "project_hid.weight");
    assertThat(report.missing())
        .contains("wav2vec2.encoder.layers.2.layer_norm.weight")
        .contains("wav2vec2.feature_extractor.conv_layers.1.conv.bias")
        .allMatch(name -> name.contains("layers.2.") || name.contains("conv_layers"));
    assertThat(report.misshapen()).isEmpty();
    assertThatThrownBy(report::requireComplete)
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("model.safetensors")
        .hasMessageContaining("missing (wav2vec2.");
    // What was missing has first values, not whatever was in the memory.
    float[] scale =
        Wav2Vec2Weights.parameters(backbone)
            .get("wav2vec2.encoder.layers.2.layer_norm.weight")
            .getArray()
            .toFloatArray();
    assertThat(scale).containsOnly(1);

    Wav2Vec2Settings settings = tiny(false, Wav2Vec2Settings.Dropouts.none());
    Path config = folder.resolve("config.json");
    HuggingFaceConfig.write(config, settings);
    Files.writeString(
        config,
        Files.readString(config).replace("\"intermediate_size\": 20", "\"intermediate_size\": 24"));
    Wav2Vec2 wide = new Wav2Vec2(HuggingFaceConfig.read(config).withLayers(2));
    report = Wav2Vec2Weights.load(file, wide, manager);
    assertThat(report.misshapen()).hasSize(2 * 3); // two weights and a bias of each layer
    assertThat(report.details()).contains("feed_forward.output_dense.weight is (12, 20)");
  }

  @Test
  void mistakesAreSentences() throws IOException {
    Wav2Vec2 network = network(false, Wav2Vec2Settings.Dropouts.none());
    assertThatThrownBy(() -> network.forward(store, waves(2000, 20), false))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("Utterance 2")
        .hasMessageContaining("20 samples");
    Path config = folder.resolve("config.json");
    refused(config, "There is no configuration");
    Files.writeString(config, "{\"hidden_size\": \"many\"}");
    refused(config, "Cannot read the configuration");
    Files.writeString(config, "{\"hidden_act\": \"relu\"}");
    refused(config, "hidden_act relu");
    Files.writeString(config, "{\"model_type\": \"hubert\"}");
    refused(config, "model_type hubert");
    Files.writeString(config, "{\"add_adapter\": true}");
    refused(config, "adapter");
    Files.writeString(config, "{\"feat_extract_norm\": \"batch\"}");
    refused(config, "feat_extract_norm batch");
    Files.writeString(config, "{\"num_attention_heads\": 5}");
    refused(config, "5 attention heads");
    Files.writeString(config, "{\"conv_dim\": [512]}");
    refused(config, "as many kernels");
    Files.writeString(config, "{\"num_attention_heads\": 0}");
    refused(config, "attention heads must be at least 1");
    Files.writeString(config, "{\"conv_stride\": [5, 2, 2, 0, 2, 2, 2]}");
    refused(config, "stride of a convolution must be at least 1");
    Files.writeString(config, "{\"num_hidden_layers\": 2147483647}");
    refused(config, "2147483647 layers");
    Files.writeString(config, "{\"intermediate_size\": 2147483647}");
    refused(config, "larger than any there is");
    Files.writeString(config, "{\"hidden_size\": 7.5}");
    refused(config, "Cannot read the configuration");
    Files.writeString(config, "{\"conv_dim\": 512}");
    refused(config, "Cannot read the configuration");
    Files.writeString(config, "{\"hidden_act\": {}}");
    refused(config, "Cannot read the configuration");
    Files.writeString(config, "[1, 2]");
    refused(config, "Cannot read the configuration");
    Files.writeString(config, "{\"layerdrop\": 1}");
    refused(config, "below 1");
  }

  private static void refused(Path config, String complaint) {
    assertThatThrownBy(() -> HuggingFaceConfig.read(config))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining(complaint);
  }
}
