package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Answer;
import org.serlab.learn.LearningTask;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

class TrialsTest {
  @TempDir static Path home;
  private TinyCorpus corpus;
  private final Trials trials = new Trials();

  @BeforeEach
  void open() {
    corpus = new TinyCorpus(home);
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  private static TrialSpec spec(Condition condition, String partition, int fold) {
    return new TrialSpec("tiny", condition, TinyCorpus.DATA, new Cut(partition, 0), fold, 1);
  }

  private TrialRecord run(TrialSpec spec) {
    return trials.run(spec, Optional.empty(), LearningTask.Progress.NONE);
  }

  @Test
  void aRecordHoldsWhatHappened() {
    TrialRecord record = run(spec(TinyCorpus.forest(20), TinyCorpus.CUT.name(), 3));
    assertThat(record.classes()).containsExactly("anger", "sadness");
    assertThat(record.training().utterances()).isEqualTo(24);
    assertThat(record.training().speakers()).isEqualTo(Map.of("tones", List.of("a", "b", "d")));
    assertThat(record.test()).hasSize(8);
    assertThat(record.test()).extracting(Answer::speaker).containsOnly("tones/c");
    assertThat(record.test())
        .allSatisfy(p -> assertThat(p.id().contains("anger")).as(p.id()).isEqualTo(p.truth() == 0));
    assertThat(record.validation()).isEmpty();
    assertThat(record.content().get("tones").utterances()).isEqualTo(32);
    assertThat(record.content().get("tones").part()).contains("simulated");
    assertThat(record.environment().engine()).startsWith("Tribuo ");
    assertThat(record.environment().cores()).isPositive();
    assertThat(record.seconds()).containsKeys("features", "fit", "predict");
    assertThat(TrialRecord.fromJson(record.toJson(), "text").toJson()).isEqualTo(record.toJson());
    // two emotions an octave apart: chance would get half
    assertThat(record.test().stream().filter(p -> p.predicted() == p.truth()).count())
        .isGreaterThanOrEqualTo(6);
  }

  @Test
  void aNetworksRecordHoldsItsHistoryAndTheSameTrialGivesTheSame() {
    TrialSpec spec = spec(TinyCorpus.network(2), TinyCorpus.CUT.name(), 1);
    List<Integer> told = new ArrayList<>();
    TrialRecord first = new Trials().run(spec, Optional.empty(), epoch -> told.add(epoch.number()));
    assertThat(told).containsExactly(1, 2);
    assertThat(first.history()).hasSize(2);
    assertThat(first.parameters()).isPositive();
    assertThat(first.environment().engine()).startsWith("PyTorch ").contains("DJL ");
    TrialRecord second = run(spec);
    assertThat(predictions(second)).isEqualTo(predictions(first));
    TrialRecord otherSeed =
        run(
            new TrialSpec(
                spec.paper(), spec.condition(), spec.data(), spec.partition(), spec.fold(), 2));
    assertThat(predictions(otherSeed)).isNotEqualTo(predictions(first));
  }

  private static List<String> predictions(TrialRecord record) {
    return record.test().stream()
        .map(p -> p.id() + java.util.Arrays.toString(p.probabilities()))
        .toList();
  }

  @Test
  void aValidationPartIsPredictedToo() {
    TrialRecord record = run(spec(TinyCorpus.forest(5), "independent-validated", 1));
    assertThat(record.validation()).hasSize(8);
    assertThat(record.test()).hasSize(8);
    assertThat(record.training().utterances()).isEqualTo(16);
  }

  /** A corpus of half the size trains twice; what is tested is what it was. */
  @Test
  void smallerCorporaMayBeRepeated() {
    List<Data> data = List.of(Data.of("tones", "tones"), Data.of("pipes", "pipes-half"));
    Condition plain = TinyCorpus.forest(5);
    Condition repeated =
        new Condition(
            plain.name(),
            plain.features(),
            plain.hyperParameters(),
            Protocol.BALANCED_CORPORA,
            plain.pipeline(),
            "");
    TrialSpec once = new TrialSpec("tiny", plain, data, TinyCorpus.CUT, 2, 1);
    TrialSpec twice = new TrialSpec("tiny", repeated, data, TinyCorpus.CUT, 2, 1);
    assertThat(twice.key()).isNotEqualTo(once.key());
    assertThat(TrialSpec.fromJson(twice.toJson(), "text")).isEqualTo(twice);
    TrialRecord record = run(twice);
    assertThat(record.notes().get("repetition")).isEqualTo(Map.of("tones", 1L, "pipes", 2L));
    assertThat(record.training().utterances()).isEqualTo(36);
    assertThat(record.notes().get("tribuo").toString()).contains("examples=48");
    assertThat(run(once).notes()).doesNotContainKey("repetition");
    assertThat(record.test()).hasSize(12);
  }

  /** Trained on one corpus, tested on it and on another, of which the training hears nothing. */
  @Test
  void aTrialMayGoAcrossCorpora() {
    List<Data> data = List.of(Data.of("tones", "tones"), new Data("pipes", "pipes", true));
    Condition forest = TinyCorpus.forest(20);
    TrialSpec spec = new TrialSpec("tiny", forest, data, TinyCorpus.CUT, 2, 1);
    TrialRecord record = run(spec);
    assertThat(record.training().speakers()).isEqualTo(Map.of("tones", List.of("a", "c", "d")));
    assertThat(record.test())
        .extracting(Answer::speaker)
        .containsOnly("tones/b", "pipes/b")
        .hasSize(16);
    assertThat(record.content()).containsOnlyKeys("tones", "pipes");
    corpus.records().write(record);

    Experiment experiment =
        Experiment.of("tiny", forest.name(), List.of(forest))
            .with(Profile.DEMO, List.of(forest), data, TinyCorpus.CUT, List.of(2), List.of(1L));
    Results results = Results.of(experiment, Profile.DEMO, corpus.records());
    assertThat(results.settings())
        .extracting(Setting::toString)
        .containsExactly(
            "tones -> tones, leave-one-speaker-out", "tones -> pipes, leave-one-speaker-out");
    for (Setting setting : results.settings()) {
      assertThat(results.regime(setting)).contains(Regime.INDEPENDENT);
      assertThat(results.outcome(forest.name(), setting).get().pooled("1"))
          .hasSize(8)
          .allMatch(answer -> answer.id().startsWith(setting.tested().corpus()));
      assertThat(setting.isAcrossCorpora()).isEqualTo(setting.tested().corpus().equals("pipes"));
    }
  }

  /** As if little of a language could be had: six of its training utterances, repeated. */
  @Test
  void theTrainingMayHearALittleOfAnotherCorpus() {
    Data pipes = new Data("pipes", "pipes", true);
    List<Data> data = List.of(Data.of("tones", "tones"), pipes.heard(6));
    Condition forest = TinyCorpus.forest(20);
    Condition repeating =
        new Condition(
            forest.name(),
            forest.features(),
            forest.hyperParameters(),
            Protocol.BALANCED_CORPORA,
            1,
            "");
    TrialSpec spec = new TrialSpec("tiny", repeating, data, TinyCorpus.CUT, 2, 1);
    assertThat(TrialSpec.fromJson(spec.toJson(), "text")).isEqualTo(spec);
    assertThat(spec.path()).contains("tones-also-pipes.6");
    TrialRecord record = run(spec);
    assertThat(record.training().utterances()).isEqualTo(24 + 6);
    assertThat(record.training().speakers().get("pipes")).isNotEmpty().doesNotContain("b");
    assertThat(record.notes().get("repetition")).isEqualTo(Map.of("tones", 1L, "pipes", 4L));
    assertThat(record.test()).hasSize(16);
    assertThat(new Setting(data, TinyCorpus.CUT, data.get(1)).toString())
        .startsWith("tones -> pipes (6 heard)");

    List<String> six = heard(data);
    List<String> four = heard(List.of(data.get(0), pipes.heard(4)));
    assertThat(six).hasSize(6).containsAll(four).filteredOn(id -> id.contains("anger")).hasSize(3);
    assertThat(heard(data)).isEqualTo(six);
    assertThatThrownBy(() -> heard(List.of(data.get(0), pipes.heard(25))))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("24 training utterances");
    assertThatThrownBy(() -> new Data("pipes", "pipes", false, 3)).hasMessageContaining("heard");
  }

  private static List<String> heard(List<Data> data) {
    TrialSpec spec = new TrialSpec("tiny", TinyCorpus.forest(1), data, TinyCorpus.CUT, 2, 1);
    return TrialData.open(spec).training().stream()
        .filter(utterance -> utterance.corpus().equals("pipes"))
        .map(Utterance::id)
        .toList();
  }

  /** The same recording under two speakers' names: with new speakers promised, the trial ends. */
  @Test
  void aSplitThatLeaksStopsTheTrial() throws Exception {
    Path tones = home.resolve("corpora/tones");
    Path copy = tones.resolve("b_anger_9.wav");
    Files.copy(tones.resolve("a_anger_1.wav"), copy);
    try {
      Condition forest = TinyCorpus.forest(5);
      assertThatThrownBy(() -> run(spec(forest, TinyCorpus.CUT.name(), 1)))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("equal recording")
          .hasMessageContaining("a_anger_1 ~ b_anger_9");
      assertThat(run(spec(forest, "random", 1)).test()).isNotEmpty(); // it promises nothing
    } finally {
      Files.delete(copy);
    }
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() {
    Condition forest = TinyCorpus.forest(5);
    assertThatThrownBy(() -> run(spec(forest, TinyCorpus.CUT.name(), 9)))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("no fold 9; it has 1, 2, 3, 4");
    TrialSpec absent =
        new TrialSpec("tiny", forest, List.of(Data.of("nowhere", "nowhere")), TinyCorpus.CUT, 1, 1);
    assertThatThrownBy(() -> run(absent)).isInstanceOf(SerlabException.class);
    TrialSpec confused =
        new TrialSpec("tiny", forest, List.of(Data.of("emodb", "tones")), TinyCorpus.CUT, 1, 1);
    assertThatThrownBy(() -> run(confused))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("is one of tones, not of emodb");
  }
}
