package org.serlab.paper.crosslanguage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Measure;
import org.serlab.trial.Experiment;
import org.serlab.trial.Profile;
import org.serlab.trial.Records;
import org.serlab.trial.Results;
import org.serlab.trial.TrialSpec;
import org.serlab.view.ContrastCharts;
import org.serlab.view.Renderable;
import tech.tablesaw.api.Table;

/** Tables, sentences and charts from made-up records with known effects, and from none. */
class Wav2VecContrastsTest {
  private static final String NOT_RUN = Wav2VecRows.MAIN + " unit length";

  @TempDir static Path folder;
  private static Results results;

  @BeforeAll
  static void write() {
    Experiment experiment = Wav2VecExperiment.experiment(Profile.SMALL);
    Records records = Records.in(folder);
    for (TrialSpec spec : experiment.trials(Profile.SMALL)) {
      String row = spec.condition().name();
      boolean stopped = row.equals(Wav2VecRows.MOVING) && spec.seed() == 3;
      if (!row.equals(NOT_RUN) && !stopped) {
        records.write(ContrastRecords.of(spec));
      }
    }
    results = Results.of(experiment, Profile.SMALL, records);
  }

  private static List<Table> tables(Results of) {
    return List.of(
        Wav2VecContrasts.of(of).pretraining(Measure.UA),
        Wav2VecContrasts.of(of).frozen(Measure.UA),
        Wav2VecContrasts.of(of).wccn(Measure.UA),
        Wav2VecContrasts.of(of).oneChange(Measure.UA),
        Wav2VecContrasts.of(of).targetInputs(Measure.UA),
        LayerTables.of(of).layers(Measure.UA),
        Wav2VecChoices.of(of).rates(),
        Wav2VecChoices.of(of).searched(),
        LearnerTables.heads(of).accuracy(Measure.UA),
        LearnerTables.heads(of).againstForests(Measure.UA));
  }

  @Test
  void everyTableNamesTheStandIns() {
    List<Table> tables = tables(results);
    for (Table table : tables) {
      assertThat(table.name()).contains("Polish (nEMO) stands in for Mandarin (ESD)");
    }
    for (Table table : tables.subList(0, 7)) {
      assertThat(table.name()).contains("a small wav2vec 2.0, not XLSR-53");
    }
  }

  @Test
  void theGainOfPretrainingIsWhatWasPutIn() {
    Table table = Wav2VecContrasts.of(results).pretraining(Measure.UA);
    assertThat(table.stringColumn("trained → tested").asList())
        .hasSize(6 + 1 + 3 + 1)
        .contains("DEPL\u00a0→\u00a0EN, across", "all, within", "all, across");
    assertThat(table.stringColumn("speakers / trainings").get(7)).isEqualTo("4 / 3");
    assertThat(table.stringColumn("what the test allows").get(7))
        .isEqualTo("4 speakers are too few");
    assertThat(table.stringColumn("speakers / trainings").get(10)).isEqualTo("12 / 3");
    assertThat(table.stringColumn("what the test allows").get(10)).isEqualTo("better");
    assertThat(table.stringColumn("each training").get(7).split(", ")).hasSize(3);
    assertThat(table.stringColumn("deviation over trainings, each of both").get(7))
        .matches("[0-9.]+ / [0-9.]+");
    // an utterance of a trained language is tested after two trainings, each with three seeds
    assertThat(table.stringColumn("speakers / trainings").get(6)).isEqualTo("12 / 6");
    Tested all = EqualFolds.of(results).tested(true).get(3);
    Contrast contrast =
        EqualFolds.of(results)
            .contrast(Wav2VecRows.PRETRAINED, Wav2VecRows.MAIN, all, Measure.UA)
            .get();
    assertThat(contrast.effect()).isBetween(0.25, 0.6);
    assertThat(contrast.utterances()).isEqualTo(3 * 24);
  }

  @Test
  void theGainOfTheSearchIsWhatWasPutIn() {
    Table table = Wav2VecContrasts.of(results).frozen(Measure.UA);
    assertThat(table.stringColumn("what the test allows").get(10)).isEqualTo("better");
  }

  /** Searched is put in 45 points better: what it is compared with turns the sign. */
  @Test
  void aVariantStandsBesideTheRowThatItComesFrom() {
    Table table =
        Wav2VecContrasts.of(results).variant(HeadRows.FROZEN, HeadRows.SEARCHED, Measure.UA);
    assertThat(table.columnNames())
        .contains(HeadRows.FROZEN, HeadRows.SEARCHED)
        .contains(HeadRows.FROZEN + " less " + HeadRows.SEARCHED);
    assertThat(table.stringColumn("what the test allows").get(10)).isEqualTo("worse");
  }

  /** Seed 1 has five folds: a mean over seeds that held the others would not be fair. */
  @Test
  void onlyTheFirstFoldIsCompared() {
    Tested one = EqualFolds.of(results).target().get(0);
    assertThat(EqualFolds.of(results).estimate(Wav2VecRows.MAIN, one, Measure.UA))
        .hasValueSatisfying(
            estimate -> {
              assertThat(estimate.utterances()).isEqualTo(24);
              assertThat(estimate.seeds()).isEqualTo(3);
            });
  }

  /** A seed that one language lacks would weigh the languages otherwise than the other seeds. */
  @Test
  void whatIsPooledHasTheSameSeedsInEveryLanguage() {
    Results less =
        results.only(
            spec ->
                spec.seed() != 3
                    || spec.data().stream().noneMatch(one -> one.subset().equals("emodb-4"))
                    || spec.data().get(0).subset().equals("ravdess-4"));
    Tested all = EqualFolds.of(less).tested(true).get(3);
    assertThat(EqualFolds.of(less).estimate(Wav2VecRows.MAIN, all, Measure.UA).get().seeds())
        .isEqualTo(2);
  }

  @Test
  void whatIsMissingIsSaid() {
    Table wccn = Wav2VecContrasts.of(results).wccn(Measure.UA);
    assertThat(wccn.stringColumn("moving").get(0)).endsWith(", 2 of 3 trials");
    assertThat(wccn.stringColumn("moving").get(2)).isEqualTo("not run");
    assertThat(wccn.stringColumn("Deep-WCCN less moving").get(2)).isEqualTo("not run");
    Table changes = Wav2VecContrasts.of(results).oneChange(Measure.UA);
    int row = changes.stringColumn("changed").asList().indexOf("unit length");
    assertThat(changes.stringColumn("all three").get(row)).isEqualTo("not run");
    assertThat(changes.stringColumn("seeds").get(row)).isEmpty();
  }

  @Test
  void aChangeIsComparedOnTheSeedsThatItHas() {
    Table table = Wav2VecContrasts.of(results).oneChange(Measure.UA);
    Map<String, String> seeds = new LinkedHashMap<>();
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < table.rowCount(); i++) {
      seeds.put(table.getString(i, "changed"), table.getString(i, "seeds"));
      all.put(table.getString(i, "changed"), table.getString(i, "all three"));
    }
    assertThat(seeds)
        .containsEntry("untrimmed", "3")
        .containsEntry("moving WCCN", "2")
        .containsEntry("padding masked", "1");
    assertThat(all.get("padding masked")).startsWith("-").endsWith(" worse");
    assertThat(all.get("moving WCCN")).contains("\u00a0to\u00a0");
    assertThat(all.get("global count")).doesNotContain("better", "worse");
  }

  @Test
  void thePapersGainStandsBesideTheNearestOfItsAmounts() {
    Table table = Wav2VecContrasts.of(results).targetInputs(Measure.UA);
    assertThat(table.stringColumn("heard").asList().subList(0, 4))
        .containsExactly("0", "30", "80", "150");
    assertThat(table.stringColumn("paper's gain").asList())
        .containsExactly(
            "", "", "13.8 points", "", "", "", "3.8 points", "", "", "", "0.4 points", "");
    assertThat(table.stringColumn("UA").asList().subList(5, 8)).containsOnly("not run");
    Tested english = EqualFolds.of(results).target().get(0);
    double most = EqualFolds.of(results).gain(english, 150, Measure.UA).get().effect();
    double least = EqualFolds.of(results).gain(english, 30, Measure.UA).get().effect();
    assertThat(most).isBetween(0.2, 0.6).isGreaterThan(least);
    assertThat(table.stringColumn("gain over 0").get(3))
        .startsWith(Measure.UA.formatDifference(most).replace(" points", ""));
  }

  @Test
  void theBestLayerIsNamedAndSeparatedWhereSpeakersAreEnough() {
    Table table = LayerTables.of(results).layers(Measure.UA);
    assertThat(table.stringColumn("best").asList()).containsOnly("layer 2");
    // the forests' speakers are cut otherwise, but the fold's test part is the same
    assertThat(table.stringColumn("emobase forest").asList())
        .allMatch(cell -> cell.matches("[45][0-9]\\.[0-9]\u00a0% .*\\)"));
    List<String> findings = LayerTables.of(results).layerFindings(Measure.UA);
    assertThat(findings).hasSize(11);
    assertThat(findings.get(0))
        .contains("layer 2 is best", "separates it from no other (4 speakers are too few)");
    assertThat(findings.get(10)).startsWith("all, across").contains("from every other");
    assertThat(LayerTables.of(results).layers(Measure.LOG_LOSS).stringColumn("best").asList())
        .containsOnly("layer 2");
  }

  @Test
  void theChosenRateIsHeldAgainstTheOthers() {
    Table table = Wav2VecChoices.of(results).rates();
    assertThat(table.stringColumn("learning rate").asList())
        .containsExactly("0.0001", "0.0003", "0.001", "0.003", "0.01");
    assertThat(table.stringColumn("validation loss").asList())
        .containsExactly("1.000", "0.800", "1.000", "1.000", "1.000");
    assertThat(table.stringColumn("validation UA").get(1)).isEqualTo("62.5 %");
    assertThat(table.stringColumn("note").asList())
        .containsExactly("", "the paper's, chosen", "", "", "");
    assertThat(Wav2VecChoices.of(results).rateFinding())
        .isEqualTo(
            "The chosen learning rate, 0.0003 (loss 0.800), has the lowest validation loss of all 5 that were tried.");
    Results without = results.only(spec -> !spec.condition().name().equals(Wav2VecRows.rate(0.01)));
    assertThat(Wav2VecChoices.of(without).rateFinding()).contains("of the 4 of 5 that were run");
  }

  @Test
  void theHeadOnFunctionalsStandsBesideChanceAndTheForest() {
    LearnerTables heads = LearnerTables.heads(results);
    Table table = heads.accuracy(Measure.UA);
    assertThat(table.name()).contains("chance is 25.0 %");
    assertThat(table.stringColumn("condition").asList())
        .hasSize(2 * (1 + 3))
        .startsWith("eGeMAPS random forest", "eGeMAPS network", "eGeMAPS network, raw inputs");
    LanguageCase english = LanguageCase.of(results, BaselineExperiment.THREE_GROUPS, true).get(0);
    double forest =
        results.outcome("eGeMAPS", english.setting()).get().estimate(Measure.UA).value();
    double network =
        results
            .outcome("eGeMAPS network", english.cut(Wav2VecExperiment.VALIDATED).setting())
            .get()
            .estimate(Measure.UA)
            .value();
    assertThat(table.stringColumn("English across").get(0))
        .startsWith(BaselineTables.tight(Measure.UA.format(forest)));
    assertThat(table.stringColumn("English across").get(1))
        .startsWith(BaselineTables.tight(Measure.UA.format(network)));
    Table less = heads.againstForests(Measure.UA);
    assertThat(less.rowCount()).isEqualTo(2 * 3);
    assertThat(less.stringColumn("English across").get(0))
        .startsWith(Measure.UA.formatDifference(network - forest).replace(" points", ""));
  }

  @Test
  void whatTheSearchesChoseIsToldRowByRow() {
    Table table = Wav2VecChoices.of(results).searched();
    assertThat(table.rowCount()).isEqualTo(2 * 3 + 1);
    assertThat(table.stringColumn("searches").asList()).containsOnly("15", "9").endsWith("9");
    assertThat(table.stringColumn("dropout").asList())
        .startsWith("0.10 to 0.50")
        .endsWith("0.10 to 0.10");
    assertThat(table.stringColumn("smoothing").asList()).containsOnly("");
  }

  @Test
  void chartsHoldWhatWasRun() {
    ContrastCharts charts = ContrastCharts.of(results);
    JsonArray curves = series(charts.targetInputs(Measure.UA));
    assertThat(curves).hasSize(2);
    assertThat(curves.get(0).getAsJsonObject().getAsJsonArray("values")).hasSize(4);
    JsonArray paper = curves.get(1).getAsJsonObject().getAsJsonArray("values");
    assertThat(paper.get(1).getAsDouble() - paper.get(0).getAsDouble()).isBetween(13.7999, 13.8001);
    assertThat(series(charts.layers(Measure.UA, false))).hasSize(7);
    assertThat(series(charts.layers(Measure.UA, true))).hasSize(4);
    assertThat(series(charts.oneChange(Measure.UA))).hasSize(4);
    assertThat(series(charts.pretraining(Measure.UA)).get(0).getAsJsonObject().get("values"))
        .satisfies(values -> assertThat(values.getAsJsonArray()).hasSize(11));
  }

  private static JsonArray series(Renderable chart) {
    JsonObject data = chart.render().data().getAsJsonObject();
    return data.getAsJsonArray("series");
  }

  /** The demo runs little of this, the paper's profile no small network; here nothing was. */
  @Test
  void withoutRecordsEverythingSaysSo(@TempDir Path empty) {
    for (Profile profile : Profile.values()) {
      Results none = Results.of(Wav2VecExperiment.experiment(profile), profile, Records.in(empty));
      for (Table table : tables(none)) {
        assertThat(table.print()).containsAnyOf("not run", "searches");
      }
      assertThat(Wav2VecChoices.of(none).searched().stringColumn("searches").asList())
          .containsOnly("0");
      assertThat(LayerTables.of(none).layerFindings(Measure.UA))
          .containsExactly("No layer has a record.");
      assertThat(Wav2VecChoices.of(none).rateFinding()).endsWith("was not run.");
      ContrastCharts charts = ContrastCharts.of(none);
      for (Renderable chart :
          List.of(
              charts.targetInputs(Measure.UA),
              charts.layers(Measure.UA, true),
              charts.oneChange(Measure.UA),
              charts.pretraining(Measure.UA))) {
        assertThat(chart.render().data().getAsJsonObject().get("type").getAsString())
            .isEqualTo("sentences");
        assertThat(chart.render().data().toString()).contains("No records: ");
      }
    }
  }

  /** With XLSR-53 nothing was chosen: the rate is the paper's. */
  @Test
  void thePapersOwnNetworkIsNotTakenForTheSmallOne(@TempDir Path own) {
    Experiment experiment = Wav2VecExperiment.experiment(Profile.PAPER);
    Records records = Records.in(own);
    experiment.trials(Profile.PAPER).stream()
        .filter(spec -> spec.condition().name().equals(Wav2VecRows.MAIN))
        .forEach(spec -> records.write(ContrastRecords.of(spec)));
    Results paper = Results.of(experiment, Profile.PAPER, records);
    Table rates = Wav2VecChoices.of(paper).rates();
    assertThat(rates.stringColumn("epochs").asList())
        .containsExactly("not run", "2", "not run", "not run", "not run");
    assertThat(rates.stringColumn("note").get(1)).isEqualTo("the paper's");
    Table table = Wav2VecContrasts.of(paper).pretraining(Measure.UA);
    assertThat(table.name()).doesNotContain("small");
    assertThat(table.stringColumn("XLSR-53").get(0)).contains("%");
  }
}
