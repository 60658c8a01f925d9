package org.serlab.model.crosslanguage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.serlab.model.Networks;
import org.serlab.model.WeightsFile;
import org.serlab.model.wav2vec2.Distractors;
import org.serlab.model.wav2vec2.HuggingFaceConfig;
import org.serlab.model.wav2vec2.PretrainingLoss;
import org.serlab.model.wav2vec2.PretrainingNetwork;
import org.serlab.model.wav2vec2.SpanMask;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;
import org.serlab.model.wav2vec2.Wav2Vec2Weights;
import org.serlab.model.wav2vec2.Waves;
import org.serlab.nn.Gradients;
import org.serlab.nn.Step;
import org.serlab.nn.Torch;
import org.serlab.nn.Weights;

/** The network of figure 1 with a tiny wav2vec 2.0. */
class EmotionNetworkTest {
  private static final int CLASSES = 4;
  private static final double SECONDS = 0.5;
  private static final int SAMPLES = 8_000;

  /** XLSR-53's kind, tiny. */
  static final Wav2Vec2Settings TINY =
      new Wav2Vec2Settings(
          new Wav2Vec2Settings.Convolutions(
              List.of(8, 8, 8), List.of(10, 8, 4), List.of(5, 8, 8), true, true),
          12,
          2,
          2,
          24,
          true,
          1e-5,
          4,
          2,
          Wav2Vec2Settings.Dropouts.none(),
          new Wav2Vec2Settings.Masking(0.65, 3, 2, 0, 10, 0),
          new Wav2Vec2Settings.Quantisation(2, 6, 8, 8, 5, 0.1, 0.1),
          0.02);

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

  private static Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("network", "wav2vec2-emotion");
    settings.put("backbone", HuggingFaceConfig.text(TINY));
    settings.put("seconds", SECONDS);
    settings.put("hidden", 10);
    settings.put("dropout", 0.0);
    settings.putAll(more);
    return settings;
  }

  private EmotionNetwork network(Map<String, Object> more) {
    EmotionNetwork network = (EmotionNetwork) Networks.of(settings(more), 1, 0, CLASSES);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 1024), new Shape(1));
    network.start(List.of(), 5);
    Gradients.require(network);
    return network;
  }

  private static Matrix wave(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (random.nextGaussian() + Math.sin(i * (0.05 + 0.01 * (seed % 4))));
    }
    return Matrix.vector(values);
  }

  private NDList inputs(EmotionNetwork network, Matrix... waves) {
    float[] samples = new float[waves.length * SAMPLES];
    float[] lengths = new float[waves.length];
    for (int n = 0; n < waves.length; n++) {
      var prepared = network.forPrediction(waves[n]);
      System.arraycopy(prepared.features().values(), 0, samples, n * SAMPLES, SAMPLES);
      lengths[n] = prepared.length();
    }
    return new NDList(
        manager.create(samples, new Shape(waves.length, 1, SAMPLES)), manager.create(lengths));
  }

  private NDList inputs(EmotionNetwork network) {
    Matrix[] waves = new Matrix[8];
    for (int n = 0; n < waves.length; n++) {
      waves[n] = wave(9_000, n);
    }
    return inputs(network, waves);
  }

  private NDList labelled(EmotionNetwork network, NDList inputs) {
    NDList labels = new NDList(manager.create(new int[] {0, 1, 2, 3, 0, 1, 2, 3}));
    return network.forward(store, inputs, labels, null);
  }

  /** Equation 9 with the same masks in one pass, against the losses computed by themselves. */
  @Test
  void oneMaskedPassServesBothLosses() {
    for (boolean mean : new boolean[] {false, true}) {
      double alpha = 0.01;
      EmotionNetwork network =
          network(Map.of("alpha", alpha, "wav2vecLoss", mean ? "mean" : "sum", "temperature", 1.5));
      NDList inputs = inputs(network);
      Torch.seed(3, 1);
      NDList outputs = labelled(network, inputs);

      Torch.seed(3, 1);
      long seed =
          manager.randomInteger(0, Integer.MAX_VALUE, new Shape(1), DataType.INT64).getLong();
      Random random = new Random(seed);
      PretrainingNetwork whole = (PretrainingNetwork) network.getChildren().get(0).getValue();
      Waves waves = Waves.ofOneLength(inputs.get(0).squeeze(1));
      SpanMask spans =
          SpanMask.draw(TINY.masking(), network.backbone().frames(waves), TINY.hidden(), random);
      PretrainingNetwork.Comparison comparison =
          whole.compare(store, waves, spans, 1.5, Optional.empty(), true);
      PretrainingLoss loss =
          PretrainingLoss.of(
              comparison,
              Distractors.draw(spans.time(), TINY.quantisation().negatives(), random),
              TINY.quantisation(),
              true);
      assertThat(outputs.size()).isEqualTo(2);
      assertThat(outputs.get(1).getShape().dimension()).isZero();
      double expected = alpha * number(mean ? loss.mean() : loss.sum());
      assertThat(number(outputs.get(1))).isCloseTo(expected, within(1e-6 * expected));
      NDArray pooled =
          StatisticsPooling.of(comparison.representations().context(), Optional.empty());
      NDArray logits = network.head().forward(store, new NDList(pooled), false).head();
      assertThat(outputs.get(0).toFloatArray())
          .containsExactly(logits.toFloatArray(), within(1e-5f));
    }
  }

  /** The stretch is longer than every utterance: compared are still the frames that are masked. */
  @Test
  void masksAndDistractorsAreTheSameFramesWhereAllUtterancesAreShort() {
    EmotionNetwork network = network(Map.of("alpha", 1.0, "maskPadding", true, "temperature", 1.5));
    NDList inputs = inputs(network, wave(6_000, 1), wave(5_000, 2));
    Torch.seed(3, 1);
    NDList labels = new NDList(manager.create(new int[] {0, 1}));
    double actual = number(network.forward(store, inputs, labels, null).get(1));

    Torch.seed(3, 1);
    Random random =
        new Random(
            manager.randomInteger(0, Integer.MAX_VALUE, new Shape(1), DataType.INT64).getLong());
    PretrainingNetwork whole = (PretrainingNetwork) network.getChildren().get(0).getValue();
    Waves waves = new Waves(inputs.get(0).squeeze(1), Optional.of(new int[] {6_000, 5_000}));
    int longest = network.backbone().frames(waves)[0];
    int all = TINY.convolutions().frames(SAMPLES);
    assertThat(longest).isLessThan(all);
    SpanMask spans =
        SpanMask.draw(TINY.masking(), network.backbone().frames(waves), TINY.hidden(), random);
    PretrainingNetwork.Comparison comparison =
        whole.compare(store, waves, spans, 1.5, Optional.empty(), true);
    Distractors drawn = Distractors.draw(spans.time(), TINY.quantisation().negatives(), random);
    Distractors placed =
        new Distractors(
            placed(drawn.masked(), longest, all),
            Arrays.stream(drawn.negatives())
                .map(row -> placed(row, longest, all))
                .toArray(long[][]::new));
    PretrainingLoss loss = PretrainingLoss.of(comparison, placed, TINY.quantisation(), true);
    double expected = number(loss.sum());
    assertThat(actual).isCloseTo(expected, within(1e-5 * expected));
  }

  /** Flat numbers of rows of some frames, in rows of more. */
  private static long[] placed(long[] flat, int frames, int all) {
    return Arrays.stream(flat).map(i -> i / frames * all + i % frames).toArray();
  }

  private static double number(NDArray array) {
    return array.toArray()[0].doubleValue();
  }

  /** The wav2vec loss reaches the quantiser, the cross entropy everything else. */
  @Test
  void gradientsOfBothLossesReachTheirParameters() {
    EmotionNetwork with = network(Map.of("alpha", 0.01));
    Map<String, Double> sizes = gradientSizes(with);
    assertThat(sizes.keySet()).anyMatch(name -> name.contains("quantizer"));
    sizes.forEach(
        (name, size) -> {
          // Softmax does not change if all scores do, so that keys' biases have no gradient.
          if (!name.contains("k_proj_bias")) {
            assertThat(size).as(name).isGreaterThan(0);
          }
        });
    EmotionNetwork without = network(Map.of("alpha", 0.0));
    assertThat(labelled(without, inputs(without)).size()).isEqualTo(1);
    assertThat(gradientSizes(without).keySet())
        .isNotEmpty()
        .noneMatch(name -> name.contains("quantizer") || name.contains("project_"));
  }

  private Map<String, Double> gradientSizes(EmotionNetwork network) {
    Map<String, Double> sizes = new HashMap<>();
    Map<String, NDArray> parameters = Gradients.parameters(network);
    try (Step step = Step.on(manager)) {
      NDList inputs = inputs(network);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList outputs = labelled(network, inputs);
        NDArray loss = outputs.get(0).logSoftmax(1).get(":, 1").sum().neg();
        collector.backward(outputs.size() > 1 ? loss.add(outputs.get(1)) : loss);
      }
      Gradients.of(parameters)
          .forEach((name, gradient) -> sizes.put(name, (double) gradient.abs().max().getFloat()));
    }
    return sizes;
  }

  @Test
  void poolingIsMeanAndDeviationOverTime() {
    NDArray x = manager.create(new float[] {1, 10, 3, 10, 8, 10}, new Shape(1, 3, 2));
    float[] all = StatisticsPooling.of(x, Optional.empty()).toFloatArray();
    assertThat(all).containsExactly(new float[] {4, 10, 2.9439f, 0.001f}, within(1e-4f));
    NDArray valid = manager.create(new float[] {1, 1, 0}, new Shape(1, 3, 1));
    float[] first = StatisticsPooling.of(x, Optional.of(valid)).toFloatArray();
    assertThat(first).containsExactly(new float[] {2, 10, 1, 0.001f}, within(1e-4f));
  }

  /** With masks the filling does not count; in the paper's way it does. */
  @Test
  void fillingCountsInThePapersWayAlone() {
    EmotionNetwork masked = network(Map.of("maskPadding", true, "alpha", 0.0));
    EmotionNetwork paper = network(Map.of("alpha", 0.0));
    Matrix word = wave(5_000, 1);
    float[] padded =
        masked.forward(store, inputs(masked, word, wave(9_000, 2)), false).head().toFloatArray();
    var speech = Waves.standardised(word.values());
    NDList alone =
        new NDList(
            manager.create(speech, new Shape(1, 1, 5_000)), manager.create(new float[] {5_000}));
    float[] expected = masked.forward(store, alone, false).head().toFloatArray();
    for (int c = 0; c < CLASSES; c++) {
      assertThat(padded[c]).isCloseTo(expected[c], within(1e-5f));
    }
    Weights.copy(Weights.of(masked), Weights.of(paper));
    float[] counted = paper.forward(store, inputs(paper, word), false).head().toFloatArray();
    assertThat(Math.abs(counted[0] - expected[0])).isGreaterThan(1e-4f);
  }

  @Test
  void latentRepresentationsCanBePooled() {
    EmotionNetwork network = network(Map.of("pooled", "latent"));
    Block reduction = network.head().getChildren().get(0).getValue();
    assertThat(reduction.getParameters().get("weight").getArray().getShape())
        .isEqualTo(new Shape(10, 16)); // 2 x 8 channels, not 2 x 12
    float[] logits = network.forward(store, inputs(network), false).head().toFloatArray();
    assertThat(logits).hasSize(8 * CLASSES);
    NDArray embeddings = network.embeddings(store, inputs(network));
    assertThat(embeddings.getShape()).isEqualTo(new Shape(8, 10));
  }

  @Test
  void partsCanBeFrozen() {
    assertThat(Gradients.parameters(network(Map.of("frozen", "encoder"))).keySet())
        .noneMatch(name -> name.contains("feature_extractor"))
        .anyMatch(name -> name.contains("feature_projection"));
    assertThat(Gradients.parameters(network(Map.of("frozenLayers", 1))).keySet())
        .noneMatch(name -> name.contains("layers.0") || name.contains("feature_"))
        .anyMatch(name -> name.contains("layers.1"));
    assertThat(Gradients.parameters(network(Map.of("frozen", "backbone", "alpha", 0.0))).keySet())
        .isNotEmpty()
        .allMatch(name -> name.contains("head_"));
    assertThatThrownBy(() -> network(Map.of("frozenLayers", 3)))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("from 0 to 2");
  }

  @Test
  void beginsWithTheWeightsThatItsConditionNames() throws IOException {
    PretrainingNetwork earlier = new PretrainingNetwork(TINY);
    Wav2Vec2Weights.initialise(earlier, manager, 77);
    Path file = folder.resolve("earlier.safetensors");
    Wav2Vec2Weights.save(file, earlier);
    String absent = folder.resolve("absent.bin").toString();
    assertThat(WeightsFile.anyOf(List.of(absent, file.toString()))).isEqualTo(file.toString());
    assertThat(WeightsFile.anyOf(List.of(absent, absent + "2"))).isEqualTo(absent);
    Map<String, Object> named = new HashMap<>(Map.of("weights", file.toString()));
    Object digest = Networks.defaults(settings(named)).get(WeightsFile.DIGEST);
    assertThat((String) digest).hasSize(64);
    assertThat(Networks.defaults(settings(Map.of()))).doesNotContainKey(WeightsFile.DIGEST);
    Map<String, Object> fileAlone =
        Map.of("network", "wav2vec2-emotion", "weights", file.toString());
    assertThat(Networks.defaults(fileAlone)).containsEntry("backbone", "xlsr-53");
    HuggingFaceConfig.write(folder.resolve("config.json"), TINY);
    assertThat(Networks.defaults(fileAlone))
        .containsEntry("backbone", HuggingFaceConfig.text(TINY));
    named.put(WeightsFile.DIGEST, digest);
    EmotionNetwork network = network(named);
    Block loaded = network.getChildren().get(0).getValue();
    Map<String, NDArray> expected = Weights.of(earlier);
    Weights.of(loaded)
        .forEach(
            (name, array) ->
                assertThat(array.toFloatArray())
                    .as(name)
                    .isEqualTo(expected.get(name).toFloatArray()));
    EmotionNetwork backboneAlone =
        network(Map.of("weights", file.toString(), WeightsFile.DIGEST, digest, "alpha", 0.0));
    assertThat(Weights.of(backboneAlone.backbone()).get("masked_spec_embed").toFloatArray())
        .isEqualTo(Weights.of(earlier.backbone()).get("masked_spec_embed").toFloatArray());

    // From scratch it begins elsewhere, and by its seed.
    assertThat(Weights.of(network(Map.of()).backbone()).get("masked_spec_embed").toFloatArray())
        .isNotEqualTo(Weights.of(earlier.backbone()).get("masked_spec_embed").toFloatArray());

    Path headless = folder.resolve("backbone.safetensors");
    Wav2Vec2Weights.save(headless, earlier.backbone());
    Map<String, Object> without = new HashMap<>(Map.of("weights", headless.toString()));
    without.put(WeightsFile.DIGEST, Networks.defaults(settings(without)).get(WeightsFile.DIGEST));
    assertThatThrownBy(() -> network(without))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("set alpha to 0");
    without.put("alpha", 0.0);
    assertThat(Weights.of(network(without).backbone()).get("masked_spec_embed").toFloatArray())
        .isEqualTo(Weights.of(earlier.backbone()).get("masked_spec_embed").toFloatArray());

    Wav2Vec2Weights.initialise(earlier, manager, 78);
    Wav2Vec2Weights.save(file, earlier);
    assertThatThrownBy(() -> network(named))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("not the file of weights");
    Files.delete(file);
    assertThatThrownBy(() -> network(named))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("There are no weights");
    named.remove(WeightsFile.DIGEST);
    assertThat(Networks.defaults(settings(named)).get(WeightsFile.DIGEST)).isEqualTo("");
  }

  @Test
  void wrongSettingsAreOneSentence() {
    Map<String, Map<String, Object>> wrong =
        Map.of(
            "maskSpans", Map.of("maskSpans", false),
            "set maskPadding", Map.of("seconds", 0),
            "base and xlsr-53", Map.of("backbone", "huge"),
            "context or latent", Map.of("pooled", "both"),
            "nothing, encoder or backbone", Map.of("frozen", "half"),
            "sum or mean", Map.of("wav2vecLoss", "median"),
            "temperature is 0.0", Map.of("temperature", 0.0),
            "momentum is 0.0", Map.of("wccn", "moving", "momentum", 0.0));
    wrong.forEach(
        (sentence, setting) ->
            assertThatThrownBy(() -> Networks.of(complete(setting), 1, 0, CLASSES))
                .isInstanceOf(SerlabException.class)
                .hasMessageContaining(sentence));
    assertThatThrownBy(() -> Networks.of(complete(Map.of()), 40, 0, CLASSES))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("kind waveform");
  }

  private static Map<String, Object> complete(Map<String, Object> more) {
    Map<String, Object> complete = new HashMap<>(Networks.defaults(settings(more)));
    complete.putAll(settings(more));
    return complete;
  }

  /** XLSR-53 with the paper's head: 315,438,720 parameters of the backbone, and its own. */
  @Test
  void thePapersConfigurationIsWhatTheDefaultsSay() {
    EmotionNetwork network =
        (EmotionNetwork) Networks.of(Map.of("network", "wav2vec2-emotion"), 1, 0, CLASSES);
    assertThat(network.backbone().settings()).isEqualTo(Wav2Vec2Settings.xlsr53());
    assertThat(network.head().wccn()).isPresent();
  }
}
