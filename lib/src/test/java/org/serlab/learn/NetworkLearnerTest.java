package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;

class NetworkLearnerTest {
  private static final List<Sample> TRAINING = Synthetic.maps(61, false, 1);
  private static final List<Sample> TEST = Synthetic.maps(30, false, 2);

  @TempDir private Path folder;

  private static Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("learner", "network");
    settings.put("network", "start");
    settings.put("epochs", 4);
    settings.put("batchSize", 12);
    settings.put("channels", List.of(4, 8));
    settings.put("learningRate", 0.01);
    settings.putAll(more);
    return settings;
  }

  private static double[][] fit(LearningTask task) {
    Fit fit = new NetworkLearner().fit(task);
    try (Classifier classifier = fit.classifier()) {
      return classifier.probabilities(Synthetic.features(TEST));
    }
  }

  @Test
  void learnsAndItsHistoryShowsIt() {
    LearningTask task =
        Synthetic.task(TRAINING, TEST, settings(Map.of("epochs", 8)), null, e -> {});
    Fit fit = new NetworkLearner().fit(task);
    try (Classifier classifier = fit.classifier()) {
      double[][] probabilities = classifier.probabilities(Synthetic.features(TEST));
      assertThat(Synthetic.accuracy(probabilities, TEST)).isGreaterThan(0.8);
      for (double[] row : probabilities) {
        assertThat(row[0] + row[1] + row[2]).isCloseTo(1, within(1e-12));
      }
      // 1 channel -> 4 -> 8 maps, of 24 / 4 bands -> 3 classes; batch normalisation before and
      // within
      assertThat(classifier.parameterCount())
          .isEqualTo(2 + (4 * 9 + 4 + 8) + (8 * 4 * 9 + 8 + 16) + (3 * 8 * 6 + 3));
    }
    assertThat(fit.history()).hasSize(8);
    Epoch last = fit.history().get(7);
    assertThat(last.trainingLoss()).isLessThan(fit.history().get(0).trainingLoss());
    assertThat(last.validationUar()).isBetween(0.8, 1.0);
    assertThat(last.validationLoss()).isBetween(0.0, 0.7);
  }

  @Test
  void sameSeedSameProbabilities() {
    LearningTask task = Synthetic.task(TRAINING, List.of(), settings(Map.of()), null, e -> {});
    assertThat(fit(task)).isDeepEqualTo(fit(task));
    LearningTask other =
        new LearningTask(
            task.classes(),
            task.training(),
            task.validation(),
            task.hyperParameters(),
            8,
            "cpu",
            task.checkpoint(),
            task.progress());
    assertThat(fit(other)[0]).isNotEqualTo(fit(task)[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam", "adamw", "adagrad", "adam-linear"})
  void resumedEqualsUninterrupted(String optimiser) {
    Map<String, Object> more = new HashMap<>(Map.of("optimiser", optimiser, "clipNorm", 1.0));
    if (optimiser.equals("sgd")) {
      more.put("momentum", 0.9);
    }
    Map<String, Object> settings = settings(more);
    settings.put("keep", "best-validation");
    double[][] whole = fit(Synthetic.task(TRAINING, TEST, settings, null, e -> {}));
    LearningTask interrupted =
        Synthetic.task(
            TRAINING,
            TEST,
            settings,
            folder,
            epoch -> {
              if (epoch.number() % 2 == 1) {
                throw new IllegalStateException("killed");
              }
            });
    List<Integer> seen = new ArrayList<>();
    LearningTask resumed =
        Synthetic.task(TRAINING, TEST, settings, folder, epoch -> seen.add(epoch.number()));
    assertThatThrownBy(() -> fit(interrupted)).hasMessage("killed"); // after epoch 1
    assertThatThrownBy(() -> fit(interrupted)).hasMessage("killed"); // after epoch 3
    assertThat(fit(resumed)).isDeepEqualTo(whole);
    assertThat(seen).containsExactly(4);
  }

  @Test
  void checkpointOfAnotherTaskOrDamagedIsNotUsed() throws IOException {
    List<Integer> seen = new ArrayList<>();
    LearningTask task =
        Synthetic.task(
            TRAINING, List.of(), settings(Map.of("epochs", 2)), folder, e -> seen.add(e.number()));
    double[][] first = fit(task);
    LearningTask other =
        Synthetic.task(
            TEST, List.of(), settings(Map.of("epochs", 2)), folder, e -> seen.add(e.number()));
    fit(other);
    assertThat(seen).containsExactly(1, 2, 1, 2);
    Path file = folder.resolve("checkpoint.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 5));
    assertThat(fit(task)).isDeepEqualTo(first);
  }

  @Test
  void aRowDependsOnItsOwnUtteranceAlone() {
    List<Sample> varying = Synthetic.maps(40, true, 3);
    LearningTask task = Synthetic.task(varying, List.of(), settings(Map.of()), null, e -> {});
    try (Classifier classifier = new NetworkLearner().fit(task).classifier()) {
      List<Matrix> features = Synthetic.features(Synthetic.maps(6, true, 4));
      double[][] together = classifier.probabilities(features);
      for (int i = 0; i < features.size(); i++) {
        assertThat(classifier.probabilities(List.of(features.get(i)))[0]).isEqualTo(together[i]);
      }
    }
  }

  @Test
  void savedAndLoadedGivesTheSame() {
    LearningTask task = Synthetic.task(TRAINING, List.of(), settings(Map.of()), null, e -> {});
    NetworkLearner learner = new NetworkLearner();
    double[][] before;
    try (Classifier classifier = learner.fit(task).classifier()) {
      before = classifier.probabilities(Synthetic.features(TEST));
      classifier.save(folder);
    }
    Map<String, Object> complete = Learners.complete(task.hyperParameters());
    try (Classifier classifier = learner.load(folder, Synthetic.CLASSES, 24, 32, complete)) {
      assertThat(classifier.probabilities(Synthetic.features(TEST))).isDeepEqualTo(before);
    }
    assertThatThrownBy(() -> learner.load(folder, List.of("one", "two"), 24, 32, complete))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("another network");
  }

  @Test
  void earlyStoppingLooksAtTheValidationPartOnlyWhenAsked() {
    Map<String, Object> patient = settings(Map.of("epochs", 30, "patience", 2));
    List<Sample> mislabelled = new ArrayList<>();
    for (Sample s : TEST) { // so that learning makes the validation loss worse
      mislabelled.add(new Sample(s.id(), s.speaker(), s.features(), (s.label() + 1) % 3));
    }
    Fit fit =
        new NetworkLearner().fit(Synthetic.task(TRAINING, mislabelled, patient, null, e -> {}));
    fit.classifier().close();
    List<Epoch> history = fit.history();
    double best = history.stream().mapToDouble(Epoch::validationLoss).min().orElseThrow();
    assertThat(history).hasSizeLessThan(30);
    assertThat(history.get(history.size() - 3).validationLoss()).isEqualTo(best);
    assertThatThrownBy(
            () ->
                new NetworkLearner()
                    .fit(Synthetic.task(TRAINING, List.of(), patient, null, e -> {})))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("validation part");
  }

  /** Another order in another process would be another text, digest and checkpoint. */
  @Test
  void hyperParametersAreSpeltOutInOneOrder() {
    List<String> keys = List.copyOf(Learners.complete(settings(Map.of())).keySet());
    assertThat(keys).startsWith("learner", "network", "epochs", "batchSize");
    assertThat(keys).endsWith("warmup", "channels", "dropout");
  }

  /** Of a few frames the poolings would leave none. */
  @Test
  void utterancesShorterThanThePoolingsArePredicted() {
    List<Sample> varying = Synthetic.maps(61, true, 1);
    LearningTask task = Synthetic.task(varying, TEST, settings(Map.of()), null, e -> {});
    Fit fit = new NetworkLearner().fit(task);
    try (Classifier classifier = fit.classifier()) {
      for (int frames = 1; frames < 4; frames++) {
        double[] row =
            classifier.probabilities(List.of(new Matrix(24, frames, new float[24 * frames])))[0];
        assertThat(row[0] + row[1] + row[2]).isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void mistakesAreSentences() {
    assertThatThrownBy(() -> Learners.complete(settings(Map.of("epoch", 3))))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("epoch")
        .hasMessageContaining("epochs");
    assertThatThrownBy(() -> Learners.complete(settings(Map.of("epochs", 2.5))))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("2.5");
    assertThatThrownBy(() -> Learners.complete(settings(Map.of("network", "none"))))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("start");
    Map<String, Object> wild =
        settings(Map.of("optimiser", "sgd", "learningRate", 1e30, "epochs", 2));
    assertThatThrownBy(() -> fit(Synthetic.task(TRAINING, List.of(), wild, null, e -> {})))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("learningRate");
    Map<String, Object> rising = settings(Map.of("schedule", "linear", "warmup", 1.0));
    assertThatThrownBy(() -> fit(Synthetic.task(TRAINING, List.of(), rising, null, e -> {})))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("warmup");
    float[] values = new float[24 * 32];
    values[3] = Float.NaN;
    List<Sample> bad = List.of(new Sample("u", "s", new Matrix(24, 32, values), 0));
    assertThatThrownBy(() -> fit(Synthetic.task(bad, List.of(), settings(Map.of()), null, e -> {})))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("NaN");
  }
}
