package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.Golden;
import org.serlab.SerlabException;
import org.serlab.trial.MeasuredTables;
import org.serlab.trial.Records;
import tech.tablesaw.api.Table;

/** The tables of agreement with openSMILE, from measuring to reading. */
class AgreementTablesGoldenTest {
  private static final double LEAST_SHARE = 99.5;

  @Test
  void whatIsMeasuredIsRead(@TempDir Path records) {
    Path folder = Golden.folder("opensmile");
    assertThat(AgreementTables.reference()).contains(folder);
    MeasuredTables measured = new MeasuredTables(Records.in(records));
    assertThatThrownBy(() -> AgreementTables.sets(measured))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("agreement/opensmile-sets");
    int sets = AgreementTables.measure(folder, measured).size();
    Table table = AgreementTables.sets(measured);
    assertThat(table.rowCount()).isEqualTo(sets).isPositive();
    for (int row = 0; row < sets; row++) {
      int recordings = table.intColumn("recordings").get(row);
      int values = table.intColumn("values").get(row);
      assertThat(values).isEqualTo(recordings * table.intColumn("columns").get(row));
      assertThat(table.intColumn("agree").get(row)).isLessThanOrEqualTo(values);
      assertThat(table.doubleColumn("share in %").get(row)).isGreaterThanOrEqualTo(LEAST_SHARE);
    }
    Table columns = AgreementTables.columns(measured);
    assertThat(columns.rowCount()).isEqualTo(5 * sets);
    assertThat(columns.doubleColumn("largest deviation in tolerances").get(0))
        .isEqualTo(table.doubleColumn("largest deviation in tolerances").get(0));
    System.out.println("golden opensmile: " + sets + " sets measured into tables");
  }
}
