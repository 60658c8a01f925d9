package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.feature.Matrix;
import org.serlab.learn.LearningTask;
import org.serlab.trial.Protocol.Pretraining;
import org.serlab.trial.Protocol.Selection;
import org.serlab.trial.Protocol.Statistics;
import org.serlab.trial.TrialSpec.Cut;

class ProtocolAuditTest {
  @TempDir Path home;
  private TinyCorpus corpus;

  @BeforeEach
  void open() {
    corpus = new TinyCorpus(home);
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  private static Condition condition(String name, Protocol protocol) {
    return Condition.of(
        name,
        Map.of("kind", "mfcc-statistics"),
        Map.of("learner", "random-forest", "trees", 5),
        protocol,
        1,
        "");
  }

  private static Protocol pretrained(String... speakers) {
    return new Protocol(
        Statistics.TRAINING,
        Selection.VALIDATION,
        List.of(new Pretraining("weights", "00", Map.of("tones", List.of(speakers)))));
  }

  private static TrialSpec spec(Condition condition, String partition) {
    return new TrialSpec("tiny", condition, TinyCorpus.DATA, new Cut(partition, 0), 1, 1);
  }

  private static TrialRecord run(TrialSpec spec) {
    return new Trials().run(spec, Optional.empty(), LearningTask.Progress.NONE);
  }

  /** Each condition is run for real; the audit reads what its records hold. */
  @Test
  void everyKindOfLeakIsNamed() {
    List<Condition> conditions =
        List.of(
            condition("clean", Protocol.ORDINARY),
            condition("all", new Protocol(Statistics.ALL, Selection.VALIDATION, List.of())),
            condition("speaker", new Protocol(Statistics.SPEAKER, Selection.VALIDATION, List.of())),
            condition("chosen on test", Protocol.CHOSEN_ON_TEST),
            condition("pre-trained elsewhere", pretrained("c", "d")),
            condition("pre-trained here", pretrained("a", "c")));
    Experiment experiment =
        Experiment.of("tiny", "clean", conditions)
            .with(
                Profile.DEMO,
                conditions,
                TinyCorpus.DATA,
                new Cut("random", 1), // where speakers are shared, no gate stops them
                List.of(1),
                List.of(1L));
    for (TrialSpec trial : experiment.trials(Profile.DEMO)) {
      corpus.records().write(run(trial));
    }
    Results results = Results.of(experiment, Profile.DEMO, corpus.records());
    ProtocolAudit audit = ProtocolAudit.of(results);
    assertThat(audit.rows()).hasSize(6);
    assertThat(audit.isClean()).isFalse();
    assertThat(leaks(audit, "clean")).isEmpty();
    assertThat(leaks(audit, "all")).containsExactly("scaling fitted on test utterances too");
    assertThat(leaks(audit, "speaker")).containsExactly("scaling fitted on test utterances too");
    assertThat(leaks(audit, "chosen on test")).containsExactly("chosen on the test part");
    assertThat(leaks(audit, "pre-trained here").get(0)).startsWith("weights was pre-trained on");
    assertThat(audit.table().rowCount()).isEqualTo(6);
    assertThat(audit.table().stringColumn("leaks").get(0)).isEqualTo("none");
  }

  /** Not those of the first fold alone. */
  @Test
  void everyFoldsOwnWeightsAreAudited() {
    Condition fine = condition("own weights", pretrained("elsewhere"));
    Condition leaking = condition("own weights", pretrained("s2")); // tested in fold 3
    Cut cut = new Cut("independent", 0);
    List<Long> seed = List.of(1L);
    Experiment experiment =
        Experiment.of("tiny", "own weights", List.of(fine))
            .with(Profile.DEMO, List.of(fine), TinyCorpus.DATA, cut, List.of(1), seed)
            .with(Profile.DEMO, List.of(leaking), TinyCorpus.DATA, cut, List.of(3), seed);
    for (TrialSpec trial : experiment.trials(Profile.DEMO)) {
      corpus.records().write(MadeUp.record(trial, data -> 0.5));
    }
    ProtocolAudit audit = ProtocolAudit.of(Results.of(experiment, Profile.DEMO, corpus.records()));
    assertThat(leaks(audit, "own weights"))
        .containsExactly("weights was pre-trained on test speakers tones/s2");
  }

  private static List<String> leaks(ProtocolAudit audit, String condition) {
    return audit.rows().stream()
        .filter(row -> row.condition().equals(condition))
        .findFirst()
        .orElseThrow()
        .leaks();
  }

  @Test
  void weightsThatKnowANewSpeakerStopTheTrial() {
    Condition leaking = condition("leaking", pretrained("a", "c"));
    assertThatThrownBy(() -> run(spec(leaking, "leave-one-speaker-out")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("pre-trained on speakers who are tested in this fold (tones/a)");
    Condition fine = condition("fine", pretrained("b", "c"));
    assertThat(run(spec(fine, "leave-one-speaker-out")).test()).hasSize(8);
  }

  /** The leak is real: with the same seed, another scaling gives other answers. */
  @Test
  void scalingIsDoneAsTheProtocolSays() {
    TrialRecord usual = run(spec(condition("x", Protocol.ORDINARY), "leave-one-speaker-out"));
    TrialRecord leaky =
        run(
            spec(
                condition("x", new Protocol(Statistics.SPEAKER, Selection.VALIDATION, List.of())),
                "leave-one-speaker-out"));
    assertThat(leaky.test()).usingRecursiveComparison().isNotEqualTo(usual.test());
    TrialData data = TrialData.open(spec(condition("x", Protocol.ORDINARY), "random"));
    Map<org.serlab.corpus.Utterance, Matrix> features = new java.util.LinkedHashMap<>();
    for (int i = 0; i < data.all().size(); i++) {
      features.put(data.all().get(i), Matrix.vector(i, 7));
    }
    Map<org.serlab.corpus.Utterance, Matrix> scaled = Standardisation.bySpeaker(features);
    for (String speaker : List.of("a", "b", "c", "d")) {
      double[] values =
          scaled.entrySet().stream()
              .filter(entry -> entry.getKey().speaker().equals(speaker))
              .mapToDouble(entry -> entry.getValue().get(0, 0))
              .toArray();
      double mean = java.util.Arrays.stream(values).average().orElseThrow();
      double square = java.util.Arrays.stream(values).map(v -> v * v).average().orElseThrow();
      assertThat(mean).isCloseTo(0, org.assertj.core.api.Assertions.within(1e-6));
      assertThat(square).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
    }
    assertThat(scaled.values()).allMatch(matrix -> matrix.get(0, 1) == 0); // a constant column
    features.keySet().retainAll(data.all().subList(0, 6)); // six sixths of 7 are not quite 7
    assertThat(Standardisation.overAll(features).values())
        .hasSize(6)
        .allMatch(matrix -> matrix.get(0, 1) == 0);
    assertThatThrownBy(
            () ->
                run(
                    spec(
                        Condition.of(
                            "x",
                            Map.of("kind", "log-mel", "bands", 16),
                            Map.of("learner", "network", "network", "start", "epochs", 1),
                            new Protocol(Statistics.ALL, Selection.VALIDATION, List.of()),
                            1,
                            ""),
                        "random")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("take one row per utterance");
  }

  @Test
  void whomWeightsHadHeardStandsBesideThem(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("model.safetensors"), "weights");
    Path report = folder.resolve("pretraining.json");
    Files.writeString(report, "{\"speakers\": {\"tones\": [\"a\", \"b\"]}, \"history\": []}");
    assertThat(Pretraining.of("small", folder))
        .isEqualTo(
            new Pretraining("small", Sha256.of("weights"), Map.of("tones", List.of("a", "b"))));
    Files.writeString(report, "{}");
    assertThatThrownBy(() -> Pretraining.of("small", folder))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("does not say whom the weights had heard");
    Files.delete(report);
    assertThatThrownBy(() -> Pretraining.of("small", folder))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("Cannot read the report");
  }
}
