package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;
import org.serlab.trial.Protocol.Pretraining;
import org.serlab.trial.Protocol.Selection;
import org.serlab.trial.Protocol.Statistics;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

class TrialSpecTest {
  @Test
  void isEqualToItselfAfterWritingAndReading() {
    TrialSpec spec =
        new TrialSpec(
            "example",
            new Condition(
                "LSTM + CNN",
                Map.of("kind", "mfcc", "coefficients", 13, "deltas", true),
                Map.of("rate", 0.1f, "layers", List.of(1, 2.5, "x"), "inner", Map.of("a", 1)),
                new Protocol(
                    Statistics.SPEAKER,
                    Selection.TEST,
                    List.of(new Pretraining("small", "abc", Map.of("tones", List.of("A"))))),
                3,
                "a \"note\""),
            List.of(Data.of("a", "a-4"), new Data("b", "b-4", true)),
            new Cut("random", 7),
            2,
            11);
    TrialSpec read = TrialSpec.fromJson(spec.toJson(), "text");
    assertThat(read).isEqualTo(spec);
    assertThat(read.key()).isEqualTo(spec.key());
    assertThat(spec.path()).isEqualTo("example/a-4-also-b-4/LSTM_+_CNN/random.7-2-s11.json");
  }

  /** Otherwise a network of one's own could change under a key that stays. */
  @Test
  void whatWasWrittenByHandIsSpelledOutForItsKey() {
    Condition brief =
        new Condition(
            "mine", Map.of("kind", "mfcc-statistics"), Map.of("learner", "rbf-svm"), 1, "");
    TrialSpec spec =
        new TrialSpec("p", brief, List.of(Data.of("a", "a-4")), new Cut("random", 1), 1, 1);
    TrialSpec whole = spec.spelledOut();
    assertThat(whole.condition().hyperParameters()).containsKey("learner").hasSizeGreaterThan(1);
    assertThat(whole.condition().features()).containsKey("hop");
    assertThat(whole.key()).isNotEqualTo(spec.key()).isEqualTo(whole.spelledOut().key());
  }

  @Test
  void isFoundInItsRecordToo() {
    TrialSpec spec = Examples.spec();
    String record = Examples.record(spec).toJson();
    assertThat(TrialSpec.fromJson(record, "record")).isEqualTo(spec);
  }

  /** The key names exactly what DESIGN lists, each of it. */
  @Test
  void keyChangesWithEverythingThatIsComputedAndWithNothingElse() {
    TrialSpec spec = Examples.spec();
    Condition condition = spec.condition();
    List<TrialSpec> others =
        Stream.<UnaryOperator<TrialSpec>>of(
                s -> with(s, "other", s.condition(), s.data(), s.partition(), 1, 1),
                s -> with(s, s.paper(), Examples.condition("other"), s.data(), s.partition(), 1, 1),
                s -> with(s, s.paper(), features(condition), s.data(), s.partition(), 1, 1),
                s -> with(s, s.paper(), hyperParameters(condition), s.data(), s.partition(), 1, 1),
                s -> with(s, s.paper(), pipeline(condition), s.data(), s.partition(), 1, 1),
                s -> with(s, s.paper(), protocol(condition), s.data(), s.partition(), 1, 1),
                s -> with(s, s.paper(), condition, data("other", "tones-2"), s.partition(), 1, 1),
                s -> with(s, s.paper(), condition, data("tones", "tones-3"), s.partition(), 1, 1),
                s -> with(s, s.paper(), condition, s.data(), new Cut("random", 0), 1, 1),
                s -> with(s, s.paper(), condition, s.data(), new Cut("independent", 2), 1, 1),
                s -> with(s, s.paper(), condition, s.data(), s.partition(), 2, 1),
                s -> with(s, s.paper(), condition, s.data(), s.partition(), 1, 2))
            .map(change -> change.apply(spec))
            .toList();
    assertThat(others).extracting(TrialSpec::key).doesNotHaveDuplicates();
    assertThat(others).extracting(TrialSpec::key).doesNotContain(spec.key());

    assertThat(spec.on("gpu").key()).isEqualTo(spec.key());
    Condition renoted =
        new Condition(
            condition.name(), condition.features(), condition.hyperParameters(), 1, "other words");
    assertThat(Examples.spec(renoted, 1, 1).key()).isEqualTo(spec.key());
  }

  /**
   * Committed records are found by their keys: an accidental change of the key's text loses them.
   */
  @Test
  void keyIsTheSameOnEveryMachineAndForEver() {
    assertThat(Examples.spec().key()).isEqualTo("d070f9dd580d71bb419f45a7bbd2d697");
  }

  @Test
  void wholeNumbersAreTheSameHoweverTheyAreWritten() {
    String text = Examples.spec().toJson();
    assertThat(TrialSpec.fromJson(text.replace("\"epochs\":25", "\"epochs\":25.0"), "text").key())
        .isEqualTo(Examples.spec().key());
    assertThat(TrialSpec.fromJson(text.replace("\"epochs\":25", "\"epochs\":2.5e1"), "text").key())
        .isEqualTo(Examples.spec().key());
    assertThat(TrialSpec.fromJson(text.replace("\"epochs\":25", "\"epochs\":26"), "text").key())
        .isNotEqualTo(Examples.spec().key());
  }

  @Test
  void whatAPersonLeavesOutHasDefaults() {
    TrialSpec spec =
        TrialSpec.fromJson(
            """
            {"paper": "example", "condition": {"name": "SVM", "features": {"kind": "mfcc"},
             "hyperParameters": {"learner": "svm"}}, "data": [{"corpus": "emodb"}],
             "partition": {"name": "random", "seed": 1}}
            """,
            "text");
    assertThat(spec.fold()).isEqualTo(1);
    assertThat(spec.seed()).isEqualTo(1);
    assertThat(spec.device()).isEqualTo("auto");
    assertThat(spec.path()).isEqualTo("example/emodb/SVM/random-1-s1.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"paper\": 3}",
        "{\"paper\": \"x\"}",
        "{\"papre\": \"x\"}",
        "null",
      })
  void whatIsNoSpecificationIsRefusedInOneSentence(String text) {
    assertThatThrownBy(() -> TrialSpec.fromJson(text, "spec.json"))
        .isInstanceOf(SerlabException.class)
        .hasMessageStartingWith("The specification spec.json ");
  }

  @Test
  void wrongValuesAreNamed() {
    String text = Examples.spec().toJson();
    assertThatThrownBy(() -> TrialSpec.fromJson(text.replace("\"fold\": 1", "\"fold\": 0"), "s"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("folds count from 1, not 0");
    assertThatThrownBy(() -> TrialSpec.fromJson(text.replace("\"auto\"", "\"tpu\""), "s"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("tpu");
  }

  private static TrialSpec with(
      TrialSpec spec,
      String paper,
      Condition condition,
      List<Data> data,
      Cut cut,
      int fold,
      long seed) {
    return new TrialSpec(paper, condition, data, cut, fold, seed);
  }

  private static List<Data> data(String corpus, String subset) {
    return List.of(Data.of(corpus, subset));
  }

  private static Condition features(Condition c) {
    return new Condition(c.name(), Map.of("kind", "logMel"), c.hyperParameters(), 1, c.notes());
  }

  private static Condition hyperParameters(Condition c) {
    return new Condition(c.name(), c.features(), Map.of("learner", "example"), 1, c.notes());
  }

  private static Condition pipeline(Condition c) {
    return new Condition(c.name(), c.features(), c.hyperParameters(), 2, c.notes());
  }

  private static Condition protocol(Condition c) {
    return new Condition(
        c.name(), c.features(), c.hyperParameters(), Protocol.CHOSEN_ON_TEST, 1, "");
  }
}
