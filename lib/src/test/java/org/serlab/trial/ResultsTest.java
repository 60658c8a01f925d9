package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

class ResultsTest {
  @TempDir Path folder;

  @Test
  void aSeedThatLacksAFoldWaitsWhereAnotherIsWhole() {
    List<Condition> rows = List.of(MadeUp.condition("much"), MadeUp.condition("little"));
    Experiment experiment =
        Experiment.of("attres", "much", rows)
            .with(
                Profile.SMALL,
                rows,
                List.of(Data.of("emodb", "emodb-4")),
                new Cut("independent", 0),
                Experiment.folds(2),
                Experiment.seeds(2));
    Records records = Records.in(folder);
    for (TrialSpec spec : experiment.trials(Profile.SMALL)) {
      boolean isMuch = spec.condition().name().equals("much");
      if (isMuch ? spec.seed() == 1 || spec.fold() == 1 : spec.seed() == 1 && spec.fold() == 1) {
        records.write(MadeUp.record(spec, data -> 0.5));
      }
    }
    Results all = Results.of(experiment, Profile.SMALL, records);
    Results whole = all.wholeSeeds();
    Setting setting = all.settings().get(0);
    assertThat(all.outcome("much", setting).orElseThrow().seeds()).containsExactly("1", "2");
    assertThat(all.gaps("much", setting)).isEqualTo("3 of 4 trials");
    assertThat(whole.outcome("much", setting).orElseThrow().seeds()).containsExactly("1");
    assertThat(whole.gaps("much", setting)).isEqualTo("2 of 4 trials");
    assertThat(whole.outcome("little", setting).orElseThrow().seeds()).containsExactly("1");
    assertThat(whole.gaps("little", setting)).isEqualTo("1 of 4 trials");
    assertThat(whole.states()).hasSameSizeAs(all.states());
  }

  /** As where more seeds are planned on the first fold alone. */
  @Test
  void aSeedThatIsPlannedOnFewerFoldsIsNotWhole() {
    List<Condition> rows = List.of(MadeUp.condition("much"));
    List<Data> data = List.of(Data.of("emodb", "emodb-4"));
    Cut cut = new Cut("independent", 0);
    Experiment experiment =
        Experiment.of("attres", "much", rows)
            .with(Profile.SMALL, rows, data, cut, Experiment.folds(2), Experiment.seeds(1))
            .with(Profile.SMALL, rows, data, cut, Experiment.folds(1), Experiment.seeds(3));
    Records records = Records.in(folder);
    experiment
        .trials(Profile.SMALL)
        .forEach(spec -> records.write(MadeUp.record(spec, one -> 0.5)));
    Results all = Results.of(experiment, Profile.SMALL, records);
    Setting setting = all.settings().get(0);
    assertThat(all.outcome("much", setting).orElseThrow().seeds()).containsExactly("1", "2", "3");
    assertThat(all.wholeSeeds().outcome("much", setting).orElseThrow().seeds())
        .containsExactly("1");
  }
}
