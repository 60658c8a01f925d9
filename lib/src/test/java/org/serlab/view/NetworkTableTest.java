package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.serlab.paper.attres.AttResExperiment;
import org.serlab.trial.Condition;
import org.serlab.trial.Experiment;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class NetworkTableTest {
  private static final List<Condition> ROWS = AttResExperiment.conditions(1);

  @Test
  void layersAreWalkedWithTheirShapes() {
    Condition condition =
        ROWS.stream().filter(row -> row.name().equals("att-Res")).findFirst().get();
    Table layers = NetworkTable.layers(condition, 128, 128, 4);
    Row first = layers.row(0);
    assertThat(first.getString("part")).isEqualTo("entry1");
    assertThat(first.getString("layer")).isEqualTo("3 × 3 convolution, stride 1");
    assertThat(first.getString("in")).isEqualTo("1 × 128 × 128");
    assertThat(first.getString("out")).isEqualTo("32 × 128 × 128");
    assertThat(first.getLong("parameters")).isEqualTo(9 * 32);
    assertThat(
            layers
                .where(layers.stringColumn("layer").isEqualTo("1 × 1 convolution, stride 1"))
                .rowCount())
        .isEqualTo(2);
    Row last = layers.row(layers.rowCount() - 1);
    assertThat(last.getString("layer")).isEqualTo("Linear");
    assertThat(last.getString("out")).isEqualTo("4");
  }

  @Test
  void everyRowOfTheExperimentIsCounted() {
    Table counts = NetworkTable.of(Experiment.of("attres", "att-Res", ROWS), 1, 4);
    assertThat(counts.rowCount()).isEqualTo(ROWS.size());
    for (Row row : counts) {
      if (row.getString("condition").equals("SVM")) {
        assertThat(row.isMissing("parameters")).isTrue();
      } else {
        assertThat(row.getLong("parameters")).as(row.getString("condition")).isPositive();
      }
    }
  }
}
