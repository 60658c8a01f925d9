package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;
import org.serlab.paper.attres.AttResExperiment;
import org.serlab.trial.Experiment;
import org.serlab.trial.Profile;

class GatheringTest {
  private final Experiment experiment = AttResExperiment.experiment(Profile.DEMO);

  @AfterEach
  void forget() {
    System.clearProperty("serlab.only");
  }

  @Test
  void aMisspeltRowIsNamedBesideThoseThereAre() {
    System.setProperty("serlab.only", "att-res");
    assertThatThrownBy(() -> Gathering.run(experiment))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("no condition att-res; it has")
        .hasMessageContaining("att-Res0+att");
    Gathering.runBeforeVariants(experiment); // it may be a variant's: nothing is run, nothing fails
  }
}
