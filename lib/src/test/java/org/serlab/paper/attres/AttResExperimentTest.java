package org.serlab.paper.attres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.serlab.trial.Experiment;
import org.serlab.trial.Profile;
import org.serlab.trial.TrialSpec;

class AttResExperimentTest {
  private static final String EMODB = "emodb-4";
  private static final String NEMO = "nemo-28";

  private static List<TrialSpec> trials(Profile profile, String row, String subset, String cut) {
    return AttResExperiment.experiment(profile).trials(profile).stream()
        .filter(spec -> spec.condition().name().equals(row))
        .filter(spec -> spec.data().get(0).subset().equals(subset))
        .filter(spec -> spec.partition().name().equals(cut))
        .toList();
  }

  private static int count(String row, String subset, String cut) {
    return trials(Profile.SMALL, row, subset, cut).size();
  }

  /** Seeds are part of the design, since training is noisy at this size. */
  @Test
  void noisyRowsHaveSeedsAndDearOnesOneFold() {
    for (String row : List.of("att-Res0", "att-Res0+att", "att-Res", AttResExperiment.RESCALED)) {
      assertThat(count(row, EMODB, "random")).isEqualTo(5);
      assertThat(count(row, EMODB, "independent")).isEqualTo(5 * 5);
    }
    for (String row : List.of("att-Res1", "att-Res2", "att-Res3", "CNN", "LSTM+CNN", "SVM")) {
      assertThat(count(row, EMODB, "random")).isEqualTo(5);
      assertThat(count(row, EMODB, "independent")).isEqualTo(5 * 3);
    }
    for (String row : List.of("AlexNet", "ResNet-18")) {
      assertThat(count(row, EMODB, "random")).isEqualTo(1);
      assertThat(trials(Profile.SMALL, row, EMODB, "independent"))
          .extracting(TrialSpec::fold)
          .containsExactly(1);
      assertThat(count(row, NEMO, "random")).isZero();
    }
    assertThat(count("att-Res3", NEMO, "random")).isEqualTo(1);
    assertThat(count("att-Res", NEMO, "independent")).isEqualTo(5);
    assertThat(count("att-Res", NEMO, "sentence-independent")).isEqualTo(1);
  }

  /** "A total of 25 iterations", Adam, the last of them; nothing is chosen by results. */
  @Test
  void everyNetworkIsTrainedAsThePaperSays() {
    Experiment small = AttResExperiment.experiment(Profile.SMALL);
    assertThat(small.conditions())
        .filteredOn(row -> row.hyperParameters().get("learner").equals("network"))
        .hasSize(11)
        .allSatisfy(
            row ->
                assertThat(row.hyperParameters())
                    .containsEntry("epochs", 25L)
                    .containsEntry("optimiser", "adam")
                    .containsEntry("keep", "last-epoch"));
  }

  @Test
  void theDemonstrationIsShort() {
    assertThat(AttResExperiment.experiment(Profile.DEMO).trials(Profile.DEMO))
        .hasSize(2)
        .allSatisfy(
            spec -> assertThat(spec.condition().hyperParameters()).containsEntry("epochs", 3L));
  }
}
