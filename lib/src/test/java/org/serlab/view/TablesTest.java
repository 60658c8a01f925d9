package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.serlab.evaluate.ConfusionMatrix;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {
  private static Table results() {
    return Table.create(
        "Results <Emo-DB>",
        StringColumn.create("condition", "Res-A", "ResNet", "forest"),
        DoubleColumn.create("UAR", 72.123456, 8.5, Double.NaN),
        IntColumn.create("n", 535, 535, 12));
  }

  @Test
  void numbersAreRoundedAndAlignedInText() {
    String plain = Renderers.render(results()).orElseThrow().content().get("text/plain");
    assertThat(plain)
        .isEqualTo(
            """
            Results <Emo-DB>
            condition    UAR    n
            ---------  -----  ---
            Res-A      72.12  535
            ResNet      8.50  535
            forest         –   12""");
  }

  @Test
  void htmlIsAccessibleAndEscaped() {
    String html = Renderers.render(results()).orElseThrow().content().get("text/html");
    assertThat(html)
        .contains(">Results &lt;Emo-DB&gt;</caption>")
        .contains("<th scope=\"row\" style=\"text-align:left\">Res-A</th>")
        .contains("<th scope=\"col\" style=\"text-align:right;font-variant-numeric:tabular-nums\">")
        .contains(">72.12</td>");
  }

  @Test
  void dataHoldsSixDigits() {
    String data = Renderers.render(results()).orElseThrow().data().toString();
    assertThat(data)
        .isEqualTo(
            "{\"type\":\"table\",\"caption\":\"Results <Emo-DB>\",\"columns\":[\"condition\",\"UAR\","
                + "\"n\"],\"rows\":[[\"Res-A\",72.1235,535],[\"ResNet\",8.5,535],[\"forest\",null,12]]}");
  }

  @Test
  void decimalsFollowTheValues() {
    assertThat(cells(0.81, 0.2)).containsExactly("0.81", "0.20");
    assertThat(cells(0.123456)).containsExactly("0.123");
    assertThat(cells(1, 2)).containsExactly("1", "2");
    assertThat(cells(1234.5678)).containsExactly("1235");
    assertThat(cells(0.00012345)).containsExactly("0.000123");
    assertThat(cells(-99.95, 3)).containsExactly("-99.95", "3.00");
    assertThat(cells(Double.POSITIVE_INFINITY, 0)).containsExactly("∞", "0");
  }

  private static List<String> cells(double... values) {
    return Cells.of(DoubleColumn.create("x", values), null).texts();
  }

  @Test
  void longTablesShowTheirEndsAndDigestTheRest() {
    int[] numbers = IntStream.range(0, 500).toArray();
    Table table = Table.create("Long", IntColumn.create("i", numbers));
    Rendering rendering = Renderers.render(table).orElseThrow();
    assertThat(rendering.content().get("text/plain"))
        .startsWith("Long (500 rows)")
        .contains("\n 29\n  …\n490\n");
    table.intColumn("i").set(200, -1);
    assertThat(Renderers.render(table).orElseThrow().data()).isNotEqualTo(rendering.data());
    assertThat(TableView.of(table).rows(500).render().content().get("text/plain"))
        .contains("\n199\n -1\n");
  }

  @Test
  void confusionMatrixGivesCountsAndShares() {
    ConfusionMatrix matrix = ConfusionMatrix.ofCounts(new long[][] {{3, 1}, {0, 0}});
    Rendering rendering = ConfusionView.of("Whose", List.of("anger", "sadness"), matrix).render();
    assertThat(rendering.content().get("text/html"))
        .contains(">3<br><small>75 %</small></td>")
        .contains(">0<br><small>–</small></td>");
    assertThat(rendering.content().get("text/plain")).contains("anger       3 (75 %)     1 (25 %)");
    assertThat(rendering.data().toString()).contains("\"counts\":[[3,1],[0,0]]");
  }
}
