package org.serlab.paper.crosslanguage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Verdict;
import org.serlab.feature.FeatureStore;
import org.serlab.paper.ClaimLedger;
import org.serlab.trial.Experiment;
import org.serlab.trial.MadeUp;
import org.serlab.trial.Profile;
import org.serlab.trial.Protocol.Repetition;
import org.serlab.trial.Records;
import org.serlab.trial.Results;
import org.serlab.trial.TrialSpec;
import org.serlab.trial.TrialSpec.Data;
import org.serlab.view.BaselineCharts;
import org.serlab.view.Renderable;
import tech.tablesaw.api.Table;

/** The experiment's trials, and its tables and verdicts from made-up records with known effects. */
class BaselinesTest {
  @TempDir static Path folder;
  private static Results results;

  /** Right on a trained language 0.75, else 0.5; without silence 0.1 better; WCCN does nothing. */
  @BeforeAll
  static void write() {
    Experiment experiment = BaselineExperiment.experiment(Profile.SMALL);
    Records records = Records.in(folder);
    for (TrialSpec spec : experiment.trials(Profile.SMALL)) {
      String name = spec.condition().name();
      if (name.contains("SVM") || name.contains("regression")) {
        continue;
      }
      double base = name.contains("untrimmed") ? 0.15 : 0.25;
      records.write(MadeUp.record(spec, data -> base + (data.testOnly() ? 0.2 : 0.5)));
    }
    results = Results.of(experiment, Profile.SMALL, records);
  }

  @Test
  void theFactorialIsWhole() {
    List<TrialSpec> all = BaselineExperiment.experiment(Profile.SMALL).trials(Profile.SMALL);
    List<TrialSpec> forests =
        all.stream()
            .filter(s -> s.condition().hyperParameters().get("learner").equals("random-forest"))
            .toList();
    // sets x trimming x WCCN x groups x training sets x folds
    assertThat(forests).hasSize(2 * 2 * 2 * 2 * 3 * 5);
    assertThat(all.size() - forests.size()).isEqualTo((2 * 5 + 1) * 3 * 5);
    for (TrialSpec spec : all) {
      List<Boolean> unheard = spec.data().stream().map(Data::testOnly).toList();
      assertThat(unheard).containsExactly(false, false, true);
      assertThat(spec.condition().protocol().repetition()).isEqualTo(Repetition.SMALLER_CORPORA);
      assertThat(spec.condition().features()).containsKey("trim");
    }
    Map<String, Object> forest = forests.get(0).condition().hyperParameters();
    assertThat(forest).containsEntry("trees", 100L).containsEntry("maximumDepth", 5L);
    Set<String> smoothings =
        forests.stream()
            .map(s -> String.valueOf(s.condition().hyperParameters().get("wccnSmoothing")))
            .collect(Collectors.toSet());
    assertThat(smoothings).containsExactlyInAnyOrder("null", "0.4");
    assertThat(BaselineExperiment.experiment(Profile.DEMO).trials(Profile.DEMO)).hasSize(4 * 3);
    assertThat(BaselineExperiment.experiment(Profile.PAPER).trials(Profile.PAPER))
        .hasSize(240)
        .anyMatch(spec -> spec.dataName().equals("emodb-4+esd-zh-4-also-ravdess-4"));
  }

  @Test
  void casesCarryThePapersLettersAndTheLanguagesHeard() {
    List<LanguageCase> cases = LanguageCase.of(results, BaselineExperiment.THREE_GROUPS);
    assertThat(cases)
        .extracting(LanguageCase::paperCode)
        .containsExactly(
            "DECH -> DE",
            "DECH -> CH",
            "DEEN -> DE",
            "DEEN -> EN",
            "ENCH -> EN",
            "ENCH -> CH",
            "DECH -> EN",
            "DEEN -> CH",
            "ENCH -> DE");
    assertThat(cases.get(6).code()).isEqualTo("DEPL -> EN");
    assertThat(cases.get(7).language()).isEqualTo("Polish");
  }

  @Test
  void everyTableNamesTheStandIn() {
    BaselineTables tables = BaselineTables.of(results);
    for (Table table :
        List.of(
            TrainingTables.of(results).repetition(),
            tables.comparison(Measure.UA, true),
            tables.comparison(Measure.WA, false),
            tables.drops(Measure.UA),
            tables.gains(Measure.UA),
            FactorTables.of(results).effects(Measure.UA),
            TrainingTables.of(results).searched(),
            LearnerTables.of(results).accuracy(Measure.UA),
            LearnerTables.of(results).againstForests(Measure.UA))) {
      assertThat(table.name()).contains("Polish (nEMO) stands in for Mandarin (ESD)");
    }
  }

  @Test
  void paperThisRunAndDifferenceStandSideBySide() {
    Table table = BaselineTables.of(results).comparison(Measure.UA, true);
    assertThat(table.rowCount()).isEqualTo(6);
    assertThat(table.stringColumn("paper (implied)").asList())
        .containsExactly(
            "about\u00a045\u00a0%",
            "about\u00a045\u00a0%",
            "about\u00a043\u00a0%",
            "about\u00a044\u00a0%",
            "about\u00a060\u00a0%",
            "about\u00a065\u00a0%");
    LanguageCase english = LanguageCase.of(results, BaselineExperiment.THREE_GROUPS, true).get(0);
    double value = results.outcome("eGeMAPS", english.setting()).get().estimate(Measure.UA).value();
    assertThat(table.stringColumn("this run").get(0))
        .startsWith(BaselineTables.tight(Measure.UA.format(value)));
    assertThat(table.stringColumn("difference").get(0))
        .startsWith(BaselineTables.tight(Measure.UA.formatDifference(value - 0.45)));
    assertThat(table.stringColumn("utterances / speakers").get(0)).isEqualTo("96 / 8");
    assertThat(TrainingTables.of(results).repetition().stringColumn("here").get(1))
        .isEqualTo("emodb 2 to 3");
  }

  @Test
  void effectsAreThoseThatWerePutIn() {
    LanguageCase german = LanguageCase.of(results, BaselineExperiment.THREE_GROUPS, true).get(2);
    Contrast trimming = Factor.TRIMMING.effect(results, german, Measure.UA).get();
    assertThat(trimming.effect()).isBetween(0.03, 0.17);
    assertThat(trimming.seeds()).isEqualTo(8);
    Contrast wccn = Factor.WCCN.effect(results, german, Measure.UA).get();
    assertThat(wccn.effect()).isBetween(-0.08, 0.08);
    Contrast drop = BaselineTables.of(results).drop("eGeMAPS", german, Measure.UA).get();
    assertThat(drop.effect()).isBetween(0.2, 0.4);
    Table learners = LearnerTables.of(results).accuracy(Measure.UA);
    assertThat(learners.stringColumn("German across").asList()).contains("not run");
    assertThat(learners.stringColumn("condition").asList()).contains("eGeMAPS random forest");
  }

  @Test
  void findingsSayHowOftenAFactorHelps() {
    List<String> findings = FactorTables.of(results).findings(Measure.UA);
    assertThat(findings).hasSize(Factor.values().length);
    assertThat(findings.get(0)).startsWith("silence trimmed: better in ").contains("of 9 cases");
  }

  @Test
  void chartsHoldEveryCase() {
    BaselineCharts charts = BaselineCharts.of(results);
    check(charts.within(Measure.UA), 6, 2);
    check(charts.across(Measure.UA), 3, 4);
    check(charts.gains(Measure.UA), 3, 2);
    check(charts.effects(Measure.UA), 9, 4);
  }

  private static void check(Renderable chart, int categories, int series) {
    JsonObject data = chart.render().data().getAsJsonObject();
    assertThat(data.getAsJsonArray("categories")).hasSize(categories);
    assertThat(data.getAsJsonArray("series")).hasSize(series);
    for (JsonElement one : data.getAsJsonArray("series")) {
      assertThat(one.getAsJsonObject().getAsJsonArray("values")).hasSize(categories);
    }
  }

  @Test
  void claimsGetVerdictsWhereTheyApply() {
    ClaimLedger ledger = ClaimLedger.of(BaselineClaims.all(), results);
    assertThat(ledger.entries())
        .allMatch(e -> e.setting().partition().equals(BaselineExperiment.THREE_GROUPS));
    assertThat(verdicts(ledger, "drop-DE")).containsExactly(Verdict.SUPPORTED);
    assertThat(verdicts(ledger, "within-german")).hasSize(2);
    assertThat(ledger.entries())
        .filteredOn(e -> e.claim().id().equals("across-CH"))
        .singleElement()
        .satisfies(e -> assertThat(e.corpus()).contains("nemo-28-4 stands in for ESD"));
    assertThat(ledger.entries())
        .filteredOn(e -> e.claim().id().equals("across-DE"))
        .singleElement()
        .satisfies(e -> assertThat(e.corpus()).contains("nemo-28-4 stands in for ESD"));
    assertThat(ledger.entries().stream().map(e -> e.claim().id()).distinct())
        .hasSameSizeAs(BaselineClaims.all());
  }

  @Test
  void thePictureOfWccnHasEveryUtteranceTwice() {
    List<Utterance> utterances = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 24; i++) {
      float[] samples = new float[8000];
      double pitch = (i % 2 == 0 ? 200 : 900) * (1 + 0.2 * random.nextDouble());
      for (int n = 0; n < samples.length; n++) {
        samples[n] =
            (float)
                (0.3 * Math.sin(2 * Math.PI * pitch * n / 16_000) + 0.01 * random.nextGaussian());
      }
      Path file = folder.resolve("tone" + i + ".wav");
      AudioFile.writeWav(file, new Waveform(samples, 16_000));
      utterances.add(
          new Utterance(
              "tones", "t" + i, file, "s", "", "", "", i % 2 == 0 ? "low" : "high", "de", 1));
    }
    FeatureStore store = new FeatureStore(folder.resolve("features"));
    Table table = WccnPicture.of(utterances, "mfcc-statistics", 0.5, store);
    assertThat(table.rowCount()).isEqualTo(48);
    assertThat(table.types()).isEqualTo(List.of(WccnPicture.types()));
    assertThat(table.stringColumn("space").countByCategory().rowCount()).isEqualTo(2);
    for (double place : table.doubleColumn("first")) {
      assertThat(place).isFinite();
    }
  }

  /** Two classes four apart, whose two points lie two apart across: squares of 4 in 20. */
  @Test
  void compactClassesScatterLittleOfAPicture() {
    Table points = WccnPicture.table("by hand");
    for (int i = 0; i < 5; i++) {
      points.stringColumn("space").append(i < 4 ? "here" : "elsewhere");
      points.stringColumn("class").append(i < 2 ? "low" : "high");
      points.doubleColumn("first").append(2.0 * (i % 2));
      points.doubleColumn("second").append(i < 2 ? 0.0 : 4.0);
    }
    assertThat(WccnPicture.withinClasses(points, "here")).isEqualTo(0.2);
  }

  private static List<Verdict> verdicts(ClaimLedger ledger, String id) {
    return ledger.entries().stream()
        .filter(entry -> entry.claim().id().equals(id))
        .map(entry -> entry.judgement().verdict())
        .toList();
  }
}
