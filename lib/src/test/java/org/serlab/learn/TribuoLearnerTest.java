package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.serlab.SerlabException;

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
