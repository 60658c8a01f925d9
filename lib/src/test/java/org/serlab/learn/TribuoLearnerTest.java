package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import com.google.gson.Gson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;

class TribuoLearnerTest {
  private static final List<Sample> TRAINING = Synthetic.vectors(90, 1);
  private static final List<Sample> TEST = Synthetic.vectors(60, 2);

  @TempDir private Path folder;

  private static LearningTask task(TribuoKind kind) {
    return Synthetic.task(TRAINING, List.of(), Map.of("learner", kind.word()), null, e -> {});
  }

  @ParameterizedTest
  @EnumSource(TribuoKind.class)
  void learnsRepeatsAndSurvivesSaving(TribuoKind kind) {
    Learner learner = Learners.of(Map.of("learner", kind.word()));
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    double[][] probabilities;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Classifier classifier = learner.fit(task(kind)).classifier()) {
      probabilities = classifier.probabilities(Synthetic.features(TEST));
      classifier.save(folder);
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(Synthetic.accuracy(probabilities, TEST)).isGreaterThan(0.85);
    for (double[] row : probabilities) {
      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9));
    }
    try (Classifier again = learner.fit(task(kind)).classifier()) {
      assertThat(again.probabilities(Synthetic.features(TEST))).isDeepEqualTo(probabilities);
    }
    Map<String, Object> complete = Learners.complete(Map.of("learner", kind.word()));
    assertThat(complete).doesNotContainKeys("wccnSmoothing", "classWeights", "search");
    try (Classifier loaded = learner.load(folder, Synthetic.CLASSES, 1, 12, complete)) {
      assertThat(loaded.probabilities(Synthetic.features(TEST))).isDeepEqualTo(probabilities);
    }
  }

  @Test
  void scalingIsFittedOnWhatItIsGivenAlone() {
    Scaling scaling = Scaling.standard(List.of(new float[] {1, 5}, new float[] {3, 5}));
    assertThat(scaling.apply(new float[] {2, 5})).containsExactly(0, 0);
    assertThat(scaling.apply(new float[] {4, 6})).containsExactly(2, 1);
  }

  private static LearningTask task(List<Sample> training, Map<String, Object> settings) {
    return Synthetic.task(training, List.of(), settings, null, e -> {});
  }

  /** Two classes of which one is rare: weights make it be said more often. */
  @ParameterizedTest
  @EnumSource(
      value = TribuoKind.class,
      names = {"RANDOM_FOREST", "LOGISTIC_REGRESSION", "GRADIENT_BOOSTING"})
  void classWeightsAreHonoured(TribuoKind kind) {
    Random random = new Random(4);
    List<Sample> training = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int label = i % 10 == 0 ? 1 : 0;
      float[] values = {(float) (label + random.nextGaussian()), (float) random.nextGaussian()};
      training.add(new Sample("u" + i, "s", Matrix.vector(values), label));
    }
    Map<String, Object> plain = new LinkedHashMap<>(Map.of("learner", kind.word()));
    if (plain.get("learner").equals("random-forest")) {
      plain.put("maximumDepth", 3);
    } else if (plain.get("learner").equals("gradient-boosting")) {
      plain.putAll(Map.of("trees", 10, "maximumDepth", 2));
    }
    Map<String, Object> balanced = new LinkedHashMap<>(plain);
    balanced.put("classWeights", "balanced");
    assertThat(rare(task(training, balanced)))
        .isGreaterThan(rare(task(training, plain)) + training.size() / 20);
    balanced.put("classWeights", "heavy");
    assertThatThrownBy(() -> rare(task(training, balanced)))
        .isInstanceOf(SerlabException.class)
        .hasMessage("The hyper-parameter classWeights is heavy but should be none or balanced.");
  }

  /** How often the rare class is said. */
  private static long rare(LearningTask task) {
    Learner learner = Learners.of(task.hyperParameters());
    try (Classifier classifier = learner.fit(task).classifier()) {
      return Arrays.stream(classifier.probabilities(Synthetic.features(task.training())))
          .filter(row -> row[1] > row[0])
          .count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"k-nearest-neighbours", "linear-svm", "rbf-svm"})
  void otherLearnersRefuseWeights(String learner) {
    Map<String, Object> settings = Map.of("learner", learner, "classWeights", "balanced");
    assertThatThrownBy(() -> Learners.complete(settings))
        .isInstanceOf(SerlabException.class)
        .hasMessageStartingWith("There is no hyper-parameter classWeights here");
  }

  /** Of a forest the whole is hundreds of times longer. */
  @Test
  void provenanceIsShortAndSaysHowTheModelWasMade() {
    Map<String, Object> settings = Map.of("learner", "random-forest", "trees", 30);
    Learner learner = Learners.of(settings);
    Object provenance = learner.fit(task(TRAINING, settings)).notes().get("tribuo");
    String text = new Gson().toJson(provenance);
    assertThat(text)
        .hasSizeBetween(200, 1500)
        .contains("\"numMembers\":30", "maxDepth", "GiniIndex", "\"examples\":90");
    assertThat(learner.fit(task(TRAINING, settings)).notes()).containsEntry("tribuo", provenance);
    Object other = learner.fit(task(Synthetic.vectors(60, 1), settings)).notes().get("tribuo");
    assertThat(other).isNotEqualTo(provenance);
  }

  /** What tells the class is the small difference of two features that vary with the speaker. */
  @Test
  void wccnShrinksWhatVariesWithinClasses() {
    List<Sample> training = spoken(List.of("a", "b", "c", "d"), 1);
    List<Sample> test = spoken(List.of("e", "f"), 2);
    Map<String, Object> plain = Map.of("learner", "k-nearest-neighbours");
    Map<String, Object> settings = Map.of("learner", "k-nearest-neighbours", "wccnSmoothing", 0.01);
    double[][] without = fitted(training, plain, test);
    double[][] with = fitted(training, settings, test);
    assertThat(Synthetic.accuracy(with, test))
        .isGreaterThan(Synthetic.accuracy(without, test) + 0.2);
    assertThatThrownBy(() -> Learners.complete(Map.of("learner", "linear-svm", "wccn", true)))
        .isInstanceOf(SerlabException.class);
  }

  private double[][] fitted(
      List<Sample> training, Map<String, Object> settings, List<Sample> test) {
    Learner learner = Learners.of(settings);
    double[][] probabilities;
    try (Classifier classifier = learner.fit(task(training, settings)).classifier()) {
      probabilities = classifier.probabilities(Synthetic.features(test));
      classifier.save(folder);
    }
    Map<String, Object> complete = Learners.complete(settings);
    int columns = training.get(0).features().columns();
    try (Classifier loaded = learner.load(folder, Synthetic.CLASSES, 1, columns, complete)) {
      assertThat(loaded.probabilities(Synthetic.features(test))).isDeepEqualTo(probabilities);
    }
    return probabilities;
  }

  /** Two features: the speaker's own shift in both, and the class in the first. */
  private static List<Sample> spoken(List<String> speakers, long seed) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (String speaker : speakers) {
      double shift = 8 * random.nextGaussian();
      for (int i = 0; i < 45; i++) {
        double common = shift + 3 * random.nextGaussian();
        double first = common + i % 3 + 0.2 * random.nextGaussian();
        float[] values = {(float) first, (float) (common + 0.2 * random.nextGaussian())};
        samples.add(new Sample(speaker + i, "corpus/" + speaker, Matrix.vector(values), i % 3));
      }
    }
    return samples;
  }

  @Test
  void aCovarianceThatCannotBeInvertedIsASentence() {
    List<double[]> rows = List.of(new double[] {1, 2}, new double[] {2, 4}, new double[] {3, 6});
    assertThatThrownBy(() -> Wccn.fit(rows, new int[] {0, 0, 0}, 0))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("smoothing");
    assertThat(Wccn.fit(rows, new int[] {0, 0, 0}, 1).apply(new double[] {3, 5}))
        .containsExactly(3, 5);
  }

  /** The inner folds part speakers, each corpus's evenly, and the outer test part is not there. */
  @Test
  void aSearchChoosesOnSpeakersItDidNotFitOn() {
    List<Sample> training = spoken(List.of("a", "b", "c", "d", "e", "f"), 3);
    Map<String, Object> settings =
        Learners.complete(
            Map.of(
                "learner",
                "k-nearest-neighbours",
                "wccnSmoothing",
                0.01,
                "search",
                "grid",
                "searchOver",
                List.of("neighbours 1 100", "wccnSmoothing: 0.01, 1")));
    assertThat(settings).containsEntry("innerFolds", 3L);
    LearningTask task = task(training, settings);
    List<List<String>> folds = HyperParameterSearch.folds(task, 3);
    assertThat(folds).allMatch(fold -> fold.size() == 2);
    assertThat(folds.stream().flatMap(List::stream).sorted())
        .containsExactly("corpus/a", "corpus/b", "corpus/c", "corpus/d", "corpus/e", "corpus/f");
    Fit fit = Learners.of(settings).fit(task);
    assertThat(fit.notes().get("tried")).asInstanceOf(list(String.class)).hasSize(4);
    assertThat(fit.notes().get("chosen").toString()).contains("wccnSmoothing=0.01");
    assertThat(fit.notes().get("innerFolds")).isEqualTo(folds);
    List<Sample> test = spoken(List.of("g", "h"), 4);
    Map<String, Object> chosen = new LinkedHashMap<>(Map.of("learner", "k-nearest-neighbours"));
    chosen.putAll(asMap(fit.notes().get("chosen")));
    assertThat(fit.classifier().probabilities(Synthetic.features(test)))
        .isDeepEqualTo(fitted(training, Learners.complete(chosen), test));
    fit.classifier().close();
  }

  private static Map<String, Object> asMap(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((name, one) -> map.put((String) name, one));
    return map;
  }

  @Test
  void aRandomSearchDrawsSomeCombinations() {
    List<Sample> training = spoken(List.of("a", "b", "c"), 3);
    Map<String, Object> settings =
        Map.of(
            "learner",
            "k-nearest-neighbours",
            "search",
            "random",
            "searchDraws",
            2,
            "searchOver",
            List.of("neighbours 1 3 5 7"));
    Fit fit = Learners.of(settings).fit(task(training, settings));
    assertThat(fit.notes().get("tried")).asInstanceOf(list(String.class)).hasSize(2);
    fit.classifier().close();
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("search", "lucky"),
            Map.of("innerFolds", 4),
            Map.of("searchOver", List.of("neighbours")),
            Map.of("searchOver", List.of("branches 1 2")),
            Map.of("searchOver", List.of("neighbours few")))) {
      Map<String, Object> mixed = new LinkedHashMap<>(settings);
      mixed.putAll(wrong);
      assertThatThrownBy(() -> Learners.of(mixed).fit(task(training, mixed)))
          .as(wrong.toString())
          .isInstanceOf(SerlabException.class);
    }
  }

  @Test
  void damageAndMistakesAreSentences() throws IOException {
    Learner learner = Learners.of(Map.of("learner", "random-forest"));
    assertThatThrownBy(() -> learner.load(folder, Synthetic.CLASSES, 1, 12, Map.of()))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("model.tribuo");
    Files.writeString(folder.resolve("model.tribuo"), "no protocol buffer");
    assertThatThrownBy(() -> learner.load(folder, Synthetic.CLASSES, 1, 12, Map.of()))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> Learners.of(Map.of("learner", "oracle")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("rbf-svm");
    LearningTask varying =
        Synthetic.task(
            Synthetic.maps(9, true, 1), List.of(), Map.of("learner", "linear-svm"), null, e -> {});
    assertThatThrownBy(() -> learner.fit(varying))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("one size");
  }
}
