package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;
import org.serlab.model.crosslanguage.HeadNetwork;
import org.serlab.nn.WccnLayer;

/** The cross-language paper's head on features: labels reach Deep-WCCN, its state is kept. */
class EmotionHeadTest {
  private static final List<Sample> TRAINING = Synthetic.vectors(61, 1);
  private static final List<Sample> TEST = Synthetic.vectors(30, 2);

  @TempDir private Path folder;

  private static Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("learner", "network");
    settings.put("network", "emotion-head");
    settings.put("optimiser", "adagrad");
    settings.put("learningRate", 0.05);
    settings.put("weightDecay", 4e-4);
    settings.put("epochs", 6);
    settings.put("batchSize", 14);
    settings.put("hidden", 24);
    settings.put("dropout", 0.3);
    settings.putAll(more);
    return settings;
  }

  private static Fit fit(Map<String, Object> settings, Path checkpoint, LearningTask.Progress p) {
    return new NetworkLearner().fit(Synthetic.task(TRAINING, TEST, settings, checkpoint, p));
  }

  private static double[][] probabilities(Fit fit) {
    try (Classifier classifier = fit.classifier()) {
      return classifier.probabilities(Synthetic.features(TEST));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deep, own, layer",
    "deep, global, unit-length",
    "deep, own-single-as-zero, none",
    "moving, own, layer",
    "none, own, layer"
  })
  void learns(String wccn, String counting, String normalisation) {
    Map<String, Object> more =
        Map.of("wccn", wccn, "counting", counting, "normalisation", normalisation);
    double[][] probabilities = probabilities(fit(settings(more), null, e -> {}));
    assertThat(Synthetic.accuracy(probabilities, TEST)).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deep", "moving"})
  void interruptedItEndsAsIfItHadNotBeen(String wccn) {
    Map<String, Object> settings =
        settings(Map.of("wccn", wccn, "keep", "best-validation", "patience", 3));
    double[][] whole = probabilities(fit(settings, null, e -> {}));
    LearningTask.Progress killer =
        epoch -> {
          if (epoch.number() % 2 == 1) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> fit(settings, folder, killer)).hasMessage("killed");
    assertThatThrownBy(() -> fit(settings, folder, killer)).hasMessage("killed");
    assertThat(probabilities(fit(settings, folder, e -> {}))).isDeepEqualTo(whole);
  }

  @Test
  void itsStatisticsAreSavedWithTheModel() {
    Map<String, Object> settings = Learners.complete(settings(Map.of()));
    Fit fit = fit(settings, null, e -> {});
    fit.classifier().save(folder);
    double[][] before = probabilities(fit);
    InputSize size = InputSize.of(TRAINING);
    try (NetworkClassifier loaded =
        new NetworkLearner()
            .load(folder, Synthetic.CLASSES, size.rows(), size.columns(), settings)) {
      assertThat(loaded.probabilities(Synthetic.features(TEST))).isDeepEqualTo(before);
      HeadNetwork network = (HeadNetwork) loaded.network();
      WccnLayer layer = network.head().wccn().orElseThrow();
      double[] identity =
          loaded
              .manager()
              .eye(24)
              .toType(ai.djl.ndarray.types.DataType.FLOAT64, true)
              .toDoubleArray();
      assertThat(layer.projection().toDoubleArray()).isNotEqualTo(identity);
      // 12 features, 24 hidden, layer normalisation, 3 classes: Deep-WCCN has nothing to train
      assertThat(loaded.parameterCount()).isEqualTo(12 * 24 + 24 + 2 * 24 + 24 * 3 + 3);
    }
  }

  @Test
  void embeddingsAreWhatTheOutputLayerGets() {
    Fit fit = fit(settings(Map.of("normalisation", "unit-length")), null, e -> {});
    try (NetworkClassifier classifier = (NetworkClassifier) fit.classifier()) {
      HeadNetwork network = (HeadNetwork) classifier.network();
      ParameterStore store = new ParameterStore(classifier.manager(), false);
      NDArray x = classifier.manager().create(TEST.get(0).features().values(), new Shape(1, 1, 12));
      NDArray embedding = network.embeddings(store, new NDList(x));
      assertThat(embedding.getShape()).isEqualTo(new Shape(1, 24));
      assertThat(embedding.norm().getFloat()).isCloseTo(1, within(1e-5f));
      assertThat(classifier.embeddings(List.of(TEST.get(0).features()))[0])
          .isEqualTo(embedding.toFloatArray());
      NDArray logits =
          network
              .head()
              .getChildren()
              .get(network.head().getChildren().size() - 1)
              .getValue()
              .forward(store, new NDList(embedding), false)
              .head();
      assertThat(logits.toFloatArray())
          .isEqualTo(classifier.logits(new NDList(x), false).toFloatArray());
    }
  }

  /** One feature is constant, the others have means up to 1,100: as they are, they say little. */
  @Test
  void standardisationIsFittedOnTheTrainingPart() {
    Fit fit = fit(settings(Map.of("standardise", true, "epochs", 1)), null, e -> {});
    try (NetworkClassifier classifier = (NetworkClassifier) fit.classifier()) {
      float[] mean = classifier.network().getParameters().get("mean").getArray().toFloatArray();
      float[] scale = classifier.network().getParameters().get("scale").getArray().toFloatArray();
      for (int j = 0; j < mean.length; j++) {
        int column = j;
        double[] values =
            TRAINING.stream().mapToDouble(one -> one.features().get(0, column)).toArray();
        double centre = java.util.Arrays.stream(values).average().getAsDouble();
        double variance =
            java.util.Arrays.stream(values)
                .map(v -> (v - centre) * (v - centre))
                .average()
                .getAsDouble();
        assertThat((double) mean[j]).isCloseTo(centre, within(1e-4 * (1 + Math.abs(centre))));
        assertThat((double) scale[j]).isCloseTo(j == 5 ? 0 : 1 / Math.sqrt(variance), within(1e-5));
      }
    }
  }

  @Test
  void wrongSettingsAreOneSentence() {
    assertThatThrownBy(() -> fit(settings(Map.of("wccn", "shallow")), null, e -> {}))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("deep, moving or none");
    LearningTask sequences =
        Synthetic.task(Synthetic.maps(12, true, 1), List.of(), settings(Map.of()), null, e -> {});
    assertThatThrownBy(() -> new NetworkLearner().fit(sequences))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("one row");
  }
}
