package org.serlab.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.evaluate.Measure;
import org.serlab.trial.Condition;
import org.serlab.trial.Experiment;
import org.serlab.trial.MadeUp;
import org.serlab.trial.Profile;
import org.serlab.trial.ProtocolAudit;
import org.serlab.trial.RecordTables;
import org.serlab.trial.Records;
import org.serlab.trial.Regime;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;
import org.serlab.trial.TrialSpec;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Tables and verdicts from made-up records whose shares of right answers are known. */
class LedgerTest {
  private static final Map<String, Double> RIGHT =
      Map.of("att-Res", 0.8, "att-Res0", 0.55, "att-Res1", 0.56, "SVM", 0.95);
  private static final List<Condition> CONDITIONS =
      List.of(
          MadeUp.condition("att-Res0"),
          MadeUp.condition("att-Res1"),
          MadeUp.condition("att-Res"),
          MadeUp.condition("SVM"),
          MadeUp.condition("CNN"));
  private static final List<Data> DATA = List.of(Data.of("emodb", "emodb-4"));

  @TempDir Path folder;
  private Results results;
  private Setting random;
  private Setting independent;

  @BeforeEach
  void write() {
    Experiment experiment =
        Experiment.of("attres", "att-Res", CONDITIONS)
            .with(
                Profile.SMALL,
                CONDITIONS,
                DATA,
                new Cut("random", 1),
                Experiment.folds(1),
                Experiment.seeds(3))
            .with(
                Profile.SMALL,
                CONDITIONS.subList(0, 3),
                DATA,
                new Cut("independent", 0),
                Experiment.folds(1),
                Experiment.seeds(2));
    Records records = Records.in(folder);
    for (TrialSpec spec : experiment.trials(Profile.SMALL)) {
      String name = spec.condition().name();
      boolean lost = name.equals("SVM") && spec.seed() == 3;
      if (RIGHT.containsKey(name) && !lost) {
        boolean shared = spec.partition().name().equals("random");
        records.write(MadeUp.record(spec, RIGHT.get(name), shared));
      }
    }
    results = Results.of(experiment, Profile.SMALL, records);
    random = results.setting("emodb-4", "random");
    independent = results.setting("emodb", "independent");
  }

  private static Row row(Table table, String condition) {
    return table.stream()
        .filter(row -> row.getString("condition").equals(condition))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRegimeIsFoundOutFromTheRecords() {
    assertThat(results.settings()).containsExactly(random, independent);
    assertThat(results.regime(random)).contains(Regime.PAPER);
    assertThat(results.regime(independent)).contains(Regime.INDEPENDENT);
  }

  @Test
  void paperThisRunAndDifferenceStandSideBySide() {
    Table table = ResultTables.of(results, random).comparison(Measure.WA);
    assertThat(table.name())
        .contains("WA on emodb-4, random (speakers shared)")
        .contains("emodb-4: 96 of 339 recordings")
        .contains("emodb-4 stands in for CASIA")
        .contains("resampling utterances");
    assertThat(table.columnNames())
        .contains("condition", "paper", "this run", "difference", "deviation over seeds");
    Row first = row(table, "att-Res0");
    assertThat(first.getString("paper")).isEqualTo("57.2 %");
    double value = results.outcome("att-Res0", random).get().estimate(Measure.WA).value();
    assertThat(first.getString("this run")).startsWith(Measure.WA.format(value) + " (");
    assertThat(first.getString("difference"))
        .startsWith(Measure.WA.formatDifference(value - 0.572) + " (");
    assertThat(first.getInt("utterances")).isEqualTo(96);
    assertThat(first.getInt("speakers")).isEqualTo(8);
    assertThat(first.getInt("seeds")).isEqualTo(3);
    Row part = row(table, "SVM");
    assertThat(part.getInt("seeds")).isEqualTo(2);
    assertThat(part.getString("run so far")).isEqualTo("2 of 3 trials");
    Row none = row(table, "CNN");
    assertThat(none.getString("this run")).isEqualTo("not run");
    assertThat(none.getString("paper")).isEqualTo("46.9 %");
    assertThat(none.isMissing("seeds")).isTrue();
  }

  @Test
  void speakersAreResampledWhereTheyAreNew() {
    Table table = ResultTables.of(results, independent).comparison(Measure.UA);
    assertThat(table.name()).contains("speaker-independent").contains("resampling speakers");
    assertThat(table.columnNames()).contains("t interval over speakers").doesNotContain("paper");
  }

  @Test
  void aFailureStandsInItsCell() throws Exception {
    Path file = folder.resolve("attres/emodb-4/CNN/random-1-s2.failure.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "The loss became NaN.\n");
    Results again = Results.of(results.experiment(), Profile.SMALL, Records.in(folder));
    Table table = ResultTables.of(again, random).comparison(Measure.WA);
    assertThat(row(table, "CNN").getString("this run")).isEqualTo("failed: The loss became NaN.");
  }

  @Test
  void otherTablesHoldTheSameRows() {
    Table measures = ResultTables.of(results, random).measures();
    assertThat(measures.columnNames()).contains("UA", "recall of anger", "log loss");
    assertThat(measures.rowCount()).isEqualTo(4);
    Table contrasts = ResultTables.of(results, random).contrasts(Measure.UA);
    assertThat(contrasts.rowCount()).isEqualTo(3);
    assertThat(row(contrasts, "SVM").getString("in words")).contains("SVM is better than att-Res");
    Table chosen = ResultTables.of(results, random).rows(List.of("SVM")).comparison(Measure.UA);
    assertThat(chosen.rowCount()).isEqualTo(1);
    Table made = RecordTables.environments(results);
    assertThat(made.name()).contains("the 17 records");
    assertThat(made.stringColumn("fact").asList()).contains("commit", "content of emodb-4");
    Table differences = RecordTables.differences(results);
    assertThat(differences.stringColumn("fact").asList()).contains("commit", "processor", "Java");
    assertThat(differences.stringColumn("fact").asList()).doesNotContain("device");
    Table both = ResultTables.overview(results, results.settings(), Measure.WA);
    assertThat(both.columnCount()).isEqualTo(4);
    assertThat(row(both, "CNN").getString(2)).isEqualTo("not run");
    assertThat(row(both, "att-Res").getString("paper")).isEqualTo("69.8 %");
    assertThat(ProtocolAudit.of(results).isClean()).isTrue();
  }

  @Test
  void claimsGetTheVerdictThatTheirContrastsAllow() throws Exception {
    List<Claim> claims =
        List.of(
            claim("supported", Tests.better("att-Res", "att-Res0")),
            claim("contradicted", Tests.better("att-Res0", "att-Res")),
            claim("undecided", Tests.better("att-Res1", "att-Res0")),
            claim("not tested here", Tests.better("att-Res", "CNN")),
            claim("supported", Tests.best("SVM", List.of("att-Res", "att-Res0"))),
            claim("contradicted", Tests.best("att-Res", List.of("SVM", "att-Res0"))),
            claim("contradicted", Tests.best("att-Res", List.of("SVM", "CNN"))),
            claim("not tested here", Tests.best("SVM", List.of("att-Res", "CNN"))),
            claim("supported", Tests.allBetter(List.of("att-Res", "SVM"), "att-Res0")),
            claim("undecided", Tests.allBetter(List.of("att-Res", "att-Res1"), "att-Res0")),
            claim("not tested here", Tests.allBetter(List.of("att-Res", "CNN"), "att-Res0")));
    ClaimLedger ledger = ClaimLedger.of(claims, results);
    for (ClaimLedger.Entry entry : ledger.entries()) {
      if (entry.setting().equals(random)) {
        String expected = entry.claim().id();
        assertThat(entry.verdict()).as("%s", entry).isEqualTo(expected);
        boolean tested = !expected.equals("not tested here");
        assertThat(entry.judgement().effect().endsWith("points")).isEqualTo(tested);
        assertThat(entry.judgement().words())
            .contains(tested ? "p " : "It would take records of CNN in emodb-4, random");
      }
      assertThat(entry.corpus()).contains("stands in for CASIA");
    }
    // who is ahead of whom is said where several contrasts stand behind a verdict
    assertThat(ledger.entries().get(10).judgement().effect()).startsWith("SVM less att-Res: +");
    assertThat(ledger.entries()).hasSize(22);
    assertThat(ledger.table().rowCount()).isEqualTo(22);

    JsonArray json = ledger.toJson();
    assertThat(json).hasSize(22);
    assertThat(json.get(0).getAsJsonObject().get("verdict").getAsString()).isEqualTo("supported");
  }

  private static Claim claim(String id, Claim.Test test) {
    return new Claim("attres", id, id, "here", "CASIA", Measure.WA, test);
  }

  /** Also where nearly all of the claims' rows are missing. */
  @Test
  void attResClaimsArePutToEverySetting() {
    ClaimLedger ledger = ClaimLedger.of(org.serlab.paper.attres.AttResClaims.all(), results);
    assertThat(ledger.entries()).hasSize(14);
    assertThat(ledger.entries()).allMatch(entry -> !entry.judgement().words().isBlank());
  }
}
