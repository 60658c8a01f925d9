package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

class ExperimentTest {
  private static final List<Data> EMODB = List.of(Data.of("emodb", "emodb-4"));
  private static final List<Data> NEMO = List.of(Data.of("nemo", "nemo-28"));
  private final Condition first = Examples.condition("first");
  private final Condition second = Examples.condition("second");
  private final Condition third = Examples.condition("third");
  private final Experiment experiment =
      Experiment.of("example", "first", List.of(first, second, third))
          .with(
              Profile.SMALL,
              List.of(first, second),
              EMODB,
              new Cut("random", 1),
              Experiment.folds(1),
              Experiment.seeds(5))
          .with(
              Profile.SMALL,
              List.of(first, second),
              EMODB,
              new Cut("independent", 0),
              Experiment.folds(5),
              Experiment.seeds(3))
          .with(
              Profile.SMALL,
              List.of(first),
              EMODB,
              new Cut("independent", 0),
              List.of(1),
              Experiment.seeds(4))
          .with(
              Profile.SMALL,
              List.of(second),
              NEMO,
              new Cut("random", 1),
              Experiment.folds(1),
              Experiment.seeds(1))
          .with(
              Profile.DEMO,
              List.of(first),
              List.of(Data.of("demo", "demo")),
              new Cut("random", 1),
              Experiment.folds(1),
              Experiment.seeds(1));

  @Test
  void aTrialThatTwoBlocksNameIsDoneOnce() {
    List<TrialSpec> trials = experiment.trials(Profile.SMALL);
    assertThat(trials).hasSize(10 + 30 + 1 + 1);
    assertThat(trials).extracting(TrialSpec::key).doesNotHaveDuplicates();
    assertThat(experiment.trials(Profile.DEMO)).hasSize(1);
    assertThat(experiment.trials(Profile.PAPER)).isEmpty();
  }

  /** A variant's records are read, those of before are not read again. */
  @Test
  void resultsGrowByAVariant(@TempDir Path folder) {
    Records before = Records.in(folder.resolve("before"));
    experiment.trials(Profile.SMALL).forEach(spec -> before.write(Examples.record(spec)));
    Results results = Results.of(experiment, Profile.SMALL, before);
    Condition variant = MadeUp.condition("variant");
    Experiment larger = experiment.withVariant(variant, "second");
    Records after = Records.in(folder.resolve("after"));
    TrialSpec own =
        larger.trials(Profile.SMALL).stream()
            .filter(spec -> spec.condition().equals(variant))
            .findFirst()
            .get();
    after.write(Examples.record(own));
    Results grown = results.with(larger, after);
    assertThat(grown.states().keySet()).containsExactlyElementsOf(larger.trials(Profile.SMALL));
    assertThat(grown.states().keySet())
        .filteredOn(spec -> grown.states().get(spec).record().isPresent())
        .hasSize(results.states().size() + 1)
        .contains(own);
  }

  @Test
  void optionsSelect() {
    assertThat(select(Map.of("profile", "small", "only", "first", "partition", "random")))
        .hasSize(5);
    assertThat(select(Map.of("profile", "small", "corpus", "nemo-28"))).hasSize(1);
    assertThat(select(Map.of("profile", "small", "corpus", "emodb", "seed_ids", "1,2")))
        .hasSize(24);
    assertThat(
            select(
                Map.of(
                    "profile",
                    "small",
                    "only",
                    "first, second",
                    "corpus",
                    "emodb-4",
                    "partition",
                    "random",
                    "seed_ids",
                    "1")))
        .hasSize(2);
    assertThat(select(Map.of())).hasSize(1);
    assertThat(select(Map.of("device", "gpu"))).extracting(TrialSpec::device).containsOnly("gpu");
  }

  @Test
  void whatIsNotThereIsNamed() {
    for (Map<String, String> options :
        List.of(
            Map.of("corpus", "casia"),
            Map.of("partition", "randon"),
            Map.of("seed_ids", "77"),
            Map.of("seed_ids", "one"),
            Map.of("profile", "big"))) {
      assertThatThrownBy(() -> select(options))
          .as("%s", options)
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining(options.values().iterator().next());
    }
  }

  /** A page runs its variants after the paper's rows; a selection may name either. */
  @Test
  void aConditionThatIsNotThereMayBeAVariant() {
    assertThat(select(Map.of("only", "fourth"))).isEmpty();
    assertThat(select(Map.of("only", "fourth, first")))
        .isNotEmpty()
        .allMatch(spec -> spec.condition().equals(first));
  }

  private List<TrialSpec> select(Map<String, String> options) {
    return experiment.trials(Selection.of(options::get));
  }

  @Test
  void aVariantRunsWhereverItsModelDoes() {
    Experiment more = experiment.withVariant(Examples.condition("mine"), "second");
    assertThat(more.conditions()).hasSize(4);
    assertThat(more.trials(Profile.SMALL)).hasSize(42 + 5 + 15 + 1);
    assertThatThrownBy(() -> experiment.withVariant(Examples.condition("first"), "second"))
        .hasMessageContaining("two conditions");
  }

  /** A row may be tuned for its data, but only under its own name. */
  @Test
  void aBlockHasSettingsOfItsOwn() {
    Condition tuned = new Condition("second", first.features(), first.hyperParameters(), 2, "");
    Experiment more =
        experiment.with(
            Profile.SMALL, List.of(tuned), NEMO, new Cut("random", 2), List.of(1), List.of(1L));
    assertThat(more.trials(Profile.SMALL)).extracting(TrialSpec::condition).contains(second, tuned);
    Condition unknown = Examples.condition("fourth");
    assertThatThrownBy(
            () ->
                experiment.with(
                    Profile.SMALL,
                    List.of(unknown),
                    NEMO,
                    new Cut("random", 2),
                    List.of(1),
                    List.of(1L)))
        .hasMessageContaining("fourth is not among the conditions");
  }

  /** Of equal names the first would win, and nobody would know. */
  @Test
  void twoTrialsMayNotShareARecord() {
    Condition tuned = new Condition("second", first.features(), first.hyperParameters(), 2, "");
    for (Experiment more :
        List.of(
            experiment.with(
                Profile.SMALL, List.of(tuned), NEMO, new Cut("random", 1), List.of(1), List.of(1L)),
            experiment.with(
                Profile.SMALL,
                List.of(second),
                NEMO,
                new Cut("random", 0),
                List.of(1),
                List.of(1L)))) {
      assertThatThrownBy(() -> more.trials(Profile.SMALL))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("nemo-28/second/random-1-s1.json");
    }
  }

  @Test
  void specificationsAreFilesThatProcessesRead(@TempDir Path folder) throws Exception {
    List<TrialSpec> trials = experiment.trials(Profile.SMALL);
    List<Path> files = Experiment.writeSpecs(trials, folder);
    assertThat(files).hasSameSizeAs(trials);
    for (int i = 0; i < files.size(); i++) {
      assertThat(TrialProcess.read(files.get(i))).isEqualTo(trials.get(i));
    }
    Files.writeString(files.get(0), "{");
    assertThatThrownBy(() -> TrialProcess.read(files.get(0))).isInstanceOf(SerlabException.class);
    assertThatThrownBy(() -> TrialProcess.read(folder.resolve("none.json")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("none.json");
  }
}
