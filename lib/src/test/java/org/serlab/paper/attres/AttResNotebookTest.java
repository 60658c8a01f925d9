package org.serlab.paper.attres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.evaluate.Answer;
import org.serlab.feature.Matrix;
import org.serlab.paper.attres.AttentionMaps.Example;
import org.serlab.trial.Condition;
import org.serlab.trial.Experiment;
import org.serlab.trial.MadeUp;
import org.serlab.trial.Profile;
import org.serlab.trial.Records;
import org.serlab.trial.Results;
import org.serlab.trial.TrialRecord;
import org.serlab.trial.TrialSpec;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;
import tech.tablesaw.api.Table;

/** What the notebook says beyond its tables, on made-up records. */
class AttResNotebookTest {
  private static final List<Data> DATA = List.of(Data.of("emodb", "emodb-4"));
  private static final Map<String, Double> RIGHT =
      Map.of("att-Res0", 0.5, "att-Res", 0.9, "att-Res rescaled", 0.9, "SVM", 0.5);

  @TempDir Path folder;

  private Results results(double known, double unknown) {
    List<Condition> rows = RIGHT.keySet().stream().sorted().map(MadeUp::condition).toList();
    Experiment experiment =
        Experiment.of("attres", "att-Res", rows)
            .with(Profile.SMALL, rows, DATA, new Cut("random", 1), List.of(1), List.of(1L, 2L))
            .with(
                Profile.SMALL, rows, DATA, new Cut("independent", 0), List.of(1), List.of(1L, 2L));
    Records records = Records.in(folder);
    for (TrialSpec spec : experiment.trials(Profile.SMALL)) {
      boolean shared = spec.partition().name().equals("random");
      double right = RIGHT.get(spec.condition().name()) * (shared ? known : unknown);
      records.write(MadeUp.record(spec, right, shared));
    }
    return Results.of(experiment, Profile.SMALL, records);
  }

  @Test
  void sentencesFollowFromTheNumbers() {
    AttResFindings findings = new AttResFindings(results(1, 0.5));
    assertThat(findings.attention())
        .hasSize(2)
        .first()
        .asString()
        .contains("emodb-4 stands in for CASIA", "of 2 networks with attention 2 are better");
    assertThat(findings.rescaling())
        .hasSize(2)
        .allSatisfy(text -> assertThat(text).contains("att-Res rescaled"));
    Table leakage = findings.leakage();
    assertThat(leakage.columnNames())
        .containsExactly("condition", "emodb-4: random less independent");
    assertThat(leakage.stringColumn(1))
        .hasSize(4)
        .allSatisfy(cell -> assertThat(cell).matches("\\+.* points \\(.*\\), 96 utterances"));
    assertThat(findings.noise().get(0))
        .contains("with one seed the 2 rows of Table 1 deviate by", "one row over its 2 seeds by");
    assertThat(findings.depth()).containsExactly("Not tested here: records are missing.");
    Table margins = findings.margins();
    assertThat(margins.stringColumn("paper").get(2)).isEqualTo("+19.6 points");
    assertThat(margins.column(2).getString(0)).isEqualTo("not run");
    assertThat(margins.column(2).getString(2)).startsWith("+");
  }

  /** AlexNet was tested on the first fold's speakers alone: it is compared on these alone. */
  @Test
  void whatSpeakersAreWorthIsComparedOnCommonUtterances() {
    List<Condition> both = List.of(MadeUp.condition("att-Res"), MadeUp.condition("AlexNet"));
    List<Condition> small = both.subList(0, 1);
    Cut known = new Cut("random", 1);
    Cut unknown = new Cut("independent", 0);
    Experiment experiment =
        Experiment.of("attres", "att-Res", both)
            .with(Profile.SMALL, small, DATA, known, List.of(1, 2), List.of(1L))
            .with(Profile.SMALL, both, DATA, known, List.of(1), List.of(1L))
            .with(Profile.SMALL, both, DATA, unknown, List.of(1), List.of(1L))
            .with(Profile.SMALL, small, DATA, unknown, List.of(2), List.of(1L));
    Records records = Records.in(folder);
    for (TrialSpec spec : experiment.trials(Profile.SMALL)) {
      records.write(MadeUp.record(spec, data -> spec.partition().equals(known) ? 1 : 0));
    }
    AttResFindings findings = new AttResFindings(Results.of(experiment, Profile.SMALL, records));
    assertThat(findings.leakage().stringColumn(1))
        .containsExactly(
            "+100.0 points (+100.0 to +100.0), 48 utterances",
            "+100.0 points (+100.0 to +100.0), 24 utterances");
  }

  @Test
  void thePaperSpreadIsComparedWithWhatItsTestPartCanBear() {
    assertThat(AttResFindings.ablation(240))
        .contains("63.7 to 75.3 %", "att-Res1 64.4", "att-Res3 66.1")
        .doesNotContain("att-Res0 57.2");
    assertThat(AttResFindings.ablation(1000)).contains("6 of the 6 percentages");
  }

  @Test
  void theMostConfidentRightAndWrongAnswerOfEachClassIsChosen() {
    TrialRecord record = results(1, 1).records("SVM", results(1, 1).settings().get(0)).get(0);
    List<Answer> chosen = AttentionMaps.chosen(record);
    assertThat(chosen).hasSize(4);
    assertThat(chosen).extracting(Answer::truth).containsExactly(0, 0, 1, 1);
    assertThat(chosen)
        .extracting(answer -> answer.predicted() == answer.truth())
        .containsExactly(true, false, true, false);
  }

  @Test
  void mapsComeBackFromTheirTable() {
    float[] grey = new float[64 * 64];
    grey[65] = 1;
    Matrix weights = AttentionTable.relative(new float[] {0.5f, 0.25f, 0.125f, 0.125f});
    assertThat(weights.get(0, 0)).isEqualTo(2);
    Example example =
        new Example(
            "anger",
            "sadness",
            0.75,
            "tones/a",
            1.5,
            new Matrix(64, 64, grey),
            List.of(Optional.of(weights), Optional.empty()));
    Table table = AttentionTable.create();
    AttentionTable.append(table, example, "0a1b");
    assertThat(AttentionTable.example(table.row(0))).isEqualTo(example);
    assertThat(AttentionTable.fingerprint(table.row(0))).isEqualTo("0a1b");
    assertThat(example.isRight()).isFalse();
    float[] fine = new float[128 * 128];
    fine[2 * 128 + 3] = 1; // row 2, column 3: a quarter of the pixel in row 1, column 1
    assertThat(AttentionTable.halved(new Matrix(128, 128, fine)).get(1, 1)).isEqualTo(0.25f);
  }
}
