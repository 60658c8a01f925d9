package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;
import tech.tablesaw.api.Table;

class RecordTablesTest {
  @TempDir Path folder;

  private static TrialSpec spec(long seed) {
    return new TrialSpec(
        "x",
        MadeUp.condition("a"),
        List.of(Data.of("emodb", "emodb-4")),
        new Cut("random", 1),
        1,
        seed);
  }

  private static TrialRecord on(String processor, TrialRecord record) {
    TrialEnvironment e = record.environment();
    return new TrialRecord(
        record.spec(),
        new TrialEnvironment(
            e.version(),
            e.commit(),
            e.dirty(),
            processor,
            e.cores(),
            e.memory(),
            e.system(),
            e.jdk(),
            e.engine(),
            e.device()),
        record.content(),
        record.classes(),
        record.training(),
        record.parameters(),
        record.seconds(),
        record.history(),
        record.notes(),
        record.validation(),
        record.test());
  }

  @Test
  void whatWasDoneAgainIsComparedWithWhatIsCommitted() {
    Records committed = Records.in(folder.resolve("committed"));
    Records fresh = Records.in(folder.resolve("fresh"));
    committed.write(MadeUp.record(spec(1), 0.8, true));
    fresh.write(on("another", MadeUp.record(spec(1), 0.8, true)));
    committed.write(MadeUp.record(spec(2), 0.8, true));
    fresh.write(on("another", MadeUp.record(spec(2), 0.6, true)));
    committed.write(MadeUp.record(spec(3), 0.8, true));

    Table table = RecordTables.reproduction(List.of(spec(1), spec(2), spec(3)), fresh, committed);
    assertThat(table.rowCount()).isEqualTo(2);
    assertThat(table.stringColumn("in words").asList())
        .containsExactly("the same predictions", "other predictions; another processor");
    assertThat(table.intColumn("test utterances").asList()).containsExactly(96, 96);
    assertThat(table.intColumn("other class").get(0)).isZero();
    assertThat(table.intColumn("other class").get(1)).isPositive();
    assertThat(table.doubleColumn(3).get(0)).isZero();
    assertThat(table.doubleColumn(3).get(1)).isEqualTo(0.8);
  }
}
