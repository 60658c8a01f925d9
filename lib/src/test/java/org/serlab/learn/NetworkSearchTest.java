package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.model.crosslanguage.HeadNetwork;

/** A search within a fit: on the validation part, resumable, with a model that knows its choice. */
class NetworkSearchTest {
  private static final List<Sample> TRAINING = Synthetic.vectors(31, 1);
  private static final List<Sample> VALIDATION = Synthetic.vectors(24, 2);
  private static final List<Sample> TEST = Synthetic.vectors(30, 3);

  @TempDir private Path folder;

  private static Map<String, Object> settings(int points) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("learner", "network");
    settings.put("network", "emotion-head");
    settings.put("optimiser", "adagrad");
    settings.put("epochs", 4);
    settings.put("batchSize", 14);
    settings.put("keep", "best-validation");
    settings.put("search", "tree-parzen");
    settings.put("searchPoints", points);
    settings.put(
        "searchOver",
        List.of(
            "learningRate log 1e-6 1",
            "dropout uniform 0 0.6",
            "smoothing uniform 0 1",
            "hidden whole 8 24",
            "wccn choice deep none"));
    return settings;
  }

  private static Fit fit(Map<String, Object> settings, Path checkpoint) {
    return fit(VALIDATION, settings, checkpoint);
  }

  private static Fit fit(List<Sample> validation, Map<String, Object> settings, Path checkpoint) {
    return new NetworkLearner()
        .fit(Synthetic.task(TRAINING, validation, settings, checkpoint, epoch -> {}));
  }

  private static double[][] probabilities(Fit fit) {
    try (Classifier classifier = fit.classifier()) {
      return classifier.probabilities(Synthetic.features(TEST));
    }
  }

  @Test
  void choosesByTheValidationLossAndTrainsWithTheChoice() {
    Fit fit = fit(settings(24), null);
    List<?> tried = (List<?>) fit.notes().get("tried");
    assertThat(tried).hasSize(24);
    double lowest =
        tried.stream()
            .mapToDouble(line -> Double.parseDouble(line.toString().replaceFirst(".*loss ", "")))
            .min()
            .getAsDouble();
    double kept = fit.history().stream().mapToDouble(Epoch::validationLoss).min().getAsDouble();
    assertThat(Math.round(kept * 10_000) / 10_000.0).isEqualTo(lowest);
    Map<String, Object> fitted = Learners.fitted(Learners.complete(settings(24)), fit.notes());
    assertThat(fitted).doesNotContainKeys("search", "searchOver", "searchPoints");
    assertThat((double) fitted.get("learningRate")).isBetween(1e-3, 1.0);
    HeadNetwork network = (HeadNetwork) ((NetworkClassifier) fit.classifier()).network();
    assertThat(network.head().wccn().isPresent()).isEqualTo(fitted.get("wccn").equals("deep"));
    fit.classifier().save(folder);
    InputSize size = InputSize.of(TRAINING);
    double[][] before = probabilities(fit);
    try (Classifier loaded =
        new NetworkLearner().load(folder, Synthetic.CLASSES, size.rows(), size.columns(), fitted)) {
      assertThat(loaded.probabilities(Synthetic.features(TEST))).isDeepEqualTo(before);
    }
    assertThat(Synthetic.accuracy(before, TEST)).isGreaterThan(0.8);
  }

  /** The history file of a shorter search is that of a longer one which was stopped. */
  @Test
  void aStoppedSearchGoesOn() throws Exception {
    double[][] whole = probabilities(fit(settings(8), null));
    fit(settings(5), folder).classifier().close();
    String begun = Files.readString(folder.resolve("search.json"));
    assertThat(probabilities(fit(settings(8), folder))).isDeepEqualTo(whole);
    String ended = Files.readString(folder.resolve("search.json"));
    assertThat(ended).startsWith(begun.substring(0, begun.lastIndexOf("}\n  ]") - 10));
  }

  /** The same ids with other features, as after a recording was replaced. */
  @Test
  void lossesOnOtherDataAreNotUsed() {
    List<Sample> changed = Synthetic.vectors(24, 5);
    assertThat(changed)
        .extracting(Sample::id)
        .isEqualTo(VALIDATION.stream().map(Sample::id).toList());
    Fit old = fit(settings(4), folder);
    Fit fresh = fit(changed, settings(4), null);
    Fit again = fit(changed, settings(4), folder);
    assertThat(again.notes()).isEqualTo(fresh.notes()).isNotEqualTo(old.notes());
    List.of(old, fresh, again).forEach(fit -> fit.classifier().close());
  }

  @Test
  void divergingPointsAreTheWorst() {
    Map<String, Object> settings = settings(6);
    settings.put("optimiser", "sgd");
    settings.put("wccn", "none");
    settings.put("standardise", false);
    settings.put("searchOver", List.of("learningRate choice 0.00001 1e30"));
    Fit fit = fit(settings, null);
    fit.classifier().close();
    assertThat(fit.notes().get("chosen")).isEqualTo(Map.of("learningRate", 1e-5));
    assertThat(fit.notes().get("tried").toString()).contains("loss Infinity");
    settings.put("searchOver", List.of("learningRate choice 1e29 1e30"));
    assertThatThrownBy(() -> fit(settings, null))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("diverged at every point");
  }

  @Test
  void wrongSearchesAreOneSentence() {
    Map<String, Object> settings = settings(3);
    settings.put("searchOver", List.of("momentumm uniform 0 1"));
    assertThatThrownBy(() -> fit(settings, null)).hasMessageContaining("momentumm");
    settings.put("searchOver", List.of("dropout between 0 1"));
    assertThatThrownBy(() -> fit(settings, null)).hasMessageContaining("dropout between 0 1");
    settings.put("searchOver", List.of("dropout log 0 1"));
    assertThatThrownBy(() -> fit(settings, null)).hasMessageContaining("logarithm");
    settings.put("search", "guess");
    settings.put("searchOver", List.of("dropout uniform 0 1"));
    assertThatThrownBy(() -> fit(settings, null)).hasMessageContaining("tree-parzen or random");
    LearningTask none = Synthetic.task(TRAINING, List.of(), settings(3), null, epoch -> {});
    assertThatThrownBy(() -> new NetworkLearner().fit(none)).hasMessageContaining("validation");
  }
}
