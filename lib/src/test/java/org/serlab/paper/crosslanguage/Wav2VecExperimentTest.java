package org.serlab.paper.crosslanguage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.model.wav2vec2.HuggingFaceConfig;
import org.serlab.trial.Experiment;
import org.serlab.trial.Profile;
import org.serlab.trial.TrialSpec;
import tech.tablesaw.api.Table;

class Wav2VecExperimentTest {
  private final Experiment small = Wav2VecExperiment.experiment(Profile.SMALL);

  private List<TrialSpec> trials(String row) {
    return small.trials(Profile.SMALL).stream()
        .filter(spec -> spec.condition().name().equals(row))
        .toList();
  }

  @Test
  void theSmallNetworkIsSmallAndBuiltAsItsConfigurationSays() {
    Table sizes = NetworkSizes.table();
    int together = sizes.rowCount() - 1;
    assertThat(sizes.longColumn("small wav2vec 2.0").get(together)).isBetween(800_000L, 900_000L);
    assertThat(sizes.longColumn("XLSR-53").get(together)).isEqualTo(317_390_592);
    assertThat(SmallWav2Vec2.settings().convolutions().stride()).isEqualTo(320);
    assertThat(HuggingFaceConfig.named(SmallWav2Vec2.config())).isEqualTo(SmallWav2Vec2.settings());
  }

  @Test
  void twoSecondsGoThroughBothNetworksAsTheirConvolutionsSay() {
    Table shapes = NetworkSizes.shapes(32_000, 192, 4);
    assertThat(shapes.stringColumn("XLSR-53").asList())
        .startsWith("32,000 × 1", "6,399 × 512", "3,199 × 512")
        .endsWith("99 × 512", "99 × 1,024", "99 × 1,024", "2048", "192", "4");
    assertThat(shapes.stringColumn("small wav2vec 2.0").asList()).contains("98 × 128", "–", "256");
  }

  @Test
  void deepWccnIsComparedOnEveryFoldAndThriceOnTheFirst() {
    for (String row : List.of(Wav2VecRows.MAIN, Wav2VecRows.WITHOUT)) {
      List<TrialSpec> ordinary =
          trials(row).stream()
              .filter(spec -> spec.data().stream().allMatch(data -> data.heard() == 0))
              .toList();
      assertThat(ordinary).hasSize(3 * (5 + 2));
    }
  }

  /** Other folds' test speakers were heard in pre-training. */
  @Test
  void whatWasPreTrainedIsRunOnTheFirstFoldAlone() {
    for (TrialSpec spec : small.trials(Profile.SMALL)) {
      Map<String, Object> settings = spec.condition().hyperParameters();
      Map<String, Object> features = spec.condition().features();
      boolean begun = !"none".equals(settings.getOrDefault("weights", "none"));
      if (begun || features.containsKey("weights")) {
        assertThat(spec.fold()).isEqualTo(1);
      }
    }
    assertThat(trials(Wav2VecRows.PRETRAINED)).hasSize(9);
  }

  /** Table 3 has a column for each pair of languages. */
  @Test
  void everyPairHasItsOwnSettings() {
    assertThat(trials(Wav2VecRows.MAIN))
        .extracting(spec -> spec.condition().hyperParameters().get("dropout"))
        .contains(0.45, 0.05, 0.3);
    assertThat(trials(Wav2VecRows.MAIN))
        .filteredOn(spec -> spec.data().get(0).subset().equals("ravdess-4"))
        .extracting(spec -> spec.condition().hyperParameters().get("smoothing"))
        .containsOnly(0.4);
  }

  @Test
  void littleOfTheTargetLanguageIsHeard() {
    assertThat(trials(Wav2VecRows.MAIN))
        .flatExtracting(TrialSpec::data)
        .extracting(TrialSpec.Data::heard)
        .contains(0, 30, 80, 150);
  }

  @Test
  void theChosenRateIsOneOfThoseTried() {
    assertThat(Wav2VecRows.RATES).contains(Wav2VecRows.RATE);
    assertThat(Wav2VecRows.RATES.stream().map(Wav2VecRows::rate)).contains(Wav2VecRows.MAIN);
  }

  @Test
  void theLargeNetworkIsTheUsersFile() {
    Experiment paper = Wav2VecExperiment.experiment(Profile.PAPER);
    assertThat(paper.condition(Wav2VecRows.MAIN).hyperParameters())
        .containsEntry("backbone", "xlsr-53")
        .containsEntry("weights", "wav2vec2-large-xlsr-53/pytorch_model.bin")
        .containsEntry("learningRate", 3e-4);
  }

  /** Figure 6 has a curve for each language. */
  @Test
  void thePaperHearsALittleOfEveryTargetLanguage() {
    assertThat(Wav2VecExperiment.experiment(Profile.PAPER).trials(Profile.PAPER))
        .flatExtracting(TrialSpec::data)
        .filteredOn(data -> data.heard() > 0)
        .hasSize(3 * 3 * 5)
        .extracting(TrialSpec.Data::corpus)
        .containsOnly("emodb", "ravdess", "esd");
  }
}
