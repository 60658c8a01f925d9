package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.serlab.cli.NotebookCheck.Difference;
import org.serlab.view.Bars;
import org.serlab.view.Caption;
import org.serlab.view.Charts;
import org.serlab.view.Renderers;
import org.serlab.view.Rendering;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A committed notebook in which one thing was changed is found out, and the thing is named. */
class NotebookCheckTest {
  private static final double[] RECALLS = {70.25, 68.5};

  /** What the kernel leaves for a notebook whose figures come from records with these recalls. */
  private static JsonObject notebook(double... recalls) {
    Table table =
        Table.create(
            "Recall",
            StringColumn.create("condition", "Res-A", "ResNet"),
            DoubleColumn.create("UAR", recalls));
    Rendering chart =
        Charts.bar(
                new Caption("Recall", "", "UAR (%)", "Two bars"),
                List.of("Res-A", "ResNet"),
                Bars.of("UAR", recalls))
            .render();
    JsonArray cells = new JsonArray();
    cells.add(cell("prose", "markdown", "# Title"));
    cells.add(cell("imports", "code", "int seeds = 3;"));
    cells.add(cell("heard", "code", "Player.of(angry)", output(chart)));
    tag(cells, "corpus");
    cells.add(cell("times", "code", "timer", stream("took 3.1 s\n")));
    tag(cells, "volatile");
    cells.add(
        cell("printed", "code", "// why\nprintln(best);", stream("best: " + recalls[0] + "\n")));
    cells.add(cell("table", "code", "table", output(Renderers.render(table).orElseThrow())));
    cells.add(cell("chart", "code", "Charts.bar(caption, table)", output(chart)));
    JsonObject notebook = new JsonObject();
    notebook.add("cells", cells);
    return notebook;
  }

  private static JsonObject cell(String id, String type, String source, JsonObject... outputs) {
    JsonObject cell = new JsonObject();
    cell.addProperty("id", id);
    cell.addProperty("cell_type", type);
    cell.addProperty("source", source);
    cell.add("metadata", new JsonObject());
    if (type.equals("code")) {
      cell.addProperty("execution_count", 1);
      JsonArray all = new JsonArray();
      List.of(outputs).forEach(all::add);
      cell.add("outputs", all);
    }
    return cell;
  }

  private static void tag(JsonArray cells, String tag) {
    JsonArray tags = new JsonArray();
    tags.add(tag);
    cells.get(cells.size() - 1).getAsJsonObject().getAsJsonObject("metadata").add("tags", tags);
  }

  private static JsonObject stream(String text) {
    JsonObject output = new JsonObject();
    output.addProperty("output_type", "stream");
    output.addProperty("name", "stdout");
    output.addProperty("text", text);
    return output;
  }

  private static JsonObject output(Rendering rendering) {
    JsonObject output = new JsonObject();
    output.addProperty("output_type", "execute_result");
    JsonObject data = new JsonObject();
    rendering.content().forEach(data::addProperty);
    output.add("data", data);
    output.add("metadata", rendering.metadata());
    return output;
  }

  /** As it comes back from a file, and after Python has rewritten it with texts as lines. */
  private static JsonObject reread(JsonObject notebook) {
    return JsonParser.parseString(notebook.toString()).getAsJsonObject();
  }

  private static JsonObject fresh(double... recalls) {
    return reread(NotebookCheck.withoutSkipped(notebook(recalls)));
  }

  private static List<Difference> differences(Consumer<JsonObject> change) {
    JsonObject committed = reread(notebook(RECALLS));
    change.accept(committed);
    List<Difference> found = new java.util.ArrayList<>(NotebookCheck.inspect(committed));
    found.addAll(NotebookCheck.compare(committed, fresh(RECALLS)));
    return found;
  }

  private static JsonObject output(JsonObject notebook, String id) {
    for (var cell : notebook.getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().get("id").getAsString().equals(id)) {
        return cell.getAsJsonObject().getAsJsonArray("outputs").get(0).getAsJsonObject();
      }
    }
    throw new IllegalArgumentException(id);
  }

  private static void replace(JsonObject object, String key, String from, String to) {
    String text = object.get(key).getAsString();
    assertThat(text).contains(from);
    object.addProperty(key, text.replace(from, to));
  }

  @Test
  void unchangedAgrees() {
    assertThat(differences(committed -> {})).isEmpty();
  }

  @Test
  void skippedCellsAreNotExecuted() {
    assertThat(Cell.of(fresh(RECALLS)))
        .extracting(Cell::id)
        .containsExactly("imports", "printed", "table", "chart");
  }

  @Test
  void changedPrintIsNamed() {
    assertThat(differences(c -> replace(output(c, "printed"), "text", "70.25", "71.25")))
        .singleElement()
        .hasToString(
            "cell 4 (println(best);): printed text: expected 'best: 70.25⏎', found 'best: 71.25⏎'");
  }

  @Test
  void changedHtmlIsNamed() {
    assertThat(
            differences(
                c ->
                    replace(
                        output(c, "table").getAsJsonObject("data"), "text/html", "68.50", "69.50")))
        .singleElement()
        .asString()
        .startsWith("cell 5 (table): text/html: expected '…")
        .contains("68.50", "69.50");
  }

  @Test
  void changedDataAreNamed() {
    Consumer<JsonObject> change =
        committed ->
            output(committed, "chart")
                .getAsJsonObject("metadata")
                .getAsJsonObject("serlab")
                .getAsJsonObject("data")
                .getAsJsonArray("series")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("values")
                .set(1, new JsonPrimitive(69));
    assertThat(differences(change))
        .singleElement()
        .hasToString(
            "cell 6 (Charts.bar(caption, table)): metadata serlab.data.series[0].values[1]:"
                + " expected '68.5', found '69'");
  }

  @Test
  void otherPictureIsNamedEvenInSkippedCells() {
    String other =
        output(notebook(10, 90), "chart").getAsJsonObject("data").get("image/png").getAsString();
    for (String id : List.of("chart", "heard")) {
      assertThat(
              differences(
                  c -> output(c, id).getAsJsonObject("data").addProperty("image/png", other)))
          .singleElement()
          .asString()
          .contains("the stored picture is not the one made from its data");
    }
  }

  @Test
  void pixelsOfAnotherMachineDoNotMatter() {
    JsonObject fresh = fresh(RECALLS);
    output(fresh, "chart").getAsJsonObject("data").addProperty("image/png", "AAAA");
    output(fresh, "chart")
        .getAsJsonObject("metadata")
        .getAsJsonObject("serlab")
        .addProperty("image", "00");
    assertThat(NotebookCheck.compare(notebook(RECALLS), fresh)).isEmpty();
  }

  @Test
  void changedRecordShowsInEveryFigureMadeFromIt() {
    assertThat(NotebookCheck.compare(reread(notebook(RECALLS)), fresh(70.25, 68.75)))
        .extracting(Difference::where)
        .containsOnly("cell 5 (table)", "cell 6 (Charts.bar(caption, table))");
  }

  @Test
  void missingAndExtraOutputsAreNamed() {
    assertThat(
            differences(
                c ->
                    c.getAsJsonArray("cells")
                        .get(5)
                        .getAsJsonObject()
                        .add("outputs", new JsonArray())))
        .singleElement()
        .asString()
        .contains("cell 5 (table): an output is missing: 'Recall");
    assertThat(
            differences(
                c ->
                    c.getAsJsonArray("cells")
                        .get(1)
                        .getAsJsonObject()
                        .getAsJsonArray("outputs")
                        .add(stream("typed in"))))
        .singleElement()
        .hasToString("cell 1 (int seeds = 3;): no such output is computed: 'typed in'");
  }

  @Test
  void errorsAndUnexecutedCellsAreNamed() {
    JsonObject error = new JsonObject();
    error.addProperty("output_type", "error");
    error.addProperty("ename", "SerlabException");
    error.addProperty("evalue", "no corpus");
    assertThat(
            differences(
                c ->
                    c.getAsJsonArray("cells")
                        .get(2)
                        .getAsJsonObject()
                        .getAsJsonArray("outputs")
                        .set(0, error)))
        .singleElement()
        .asString()
        .contains("ended with an error: SerlabException: no corpus");
    assertThat(
            differences(
                c -> c.getAsJsonArray("cells").get(3).getAsJsonObject().remove("execution_count")))
        .singleElement()
        .hasToString("cell 3 (timer): has not been executed");
  }

  @Test
  void changedCodeAndMissingCellsAreNamed() {
    JsonObject fresh = fresh(RECALLS);
    fresh.getAsJsonArray("cells").remove(1);
    assertThat(NotebookCheck.compare(notebook(RECALLS), fresh))
        .singleElement()
        .hasToString("cell 1 (int seeds = 3;): was not executed again");
    assertThat(
            differences(
                c ->
                    c.getAsJsonArray("cells")
                        .get(5)
                        .getAsJsonObject()
                        .addProperty("source", "table.first(1)")))
        .singleElement()
        .asString()
        .contains("its code differs");
  }

  @Test
  void textsMayBeKeptAsLines() {
    JsonObject committed = notebook(RECALLS);
    JsonArray lines = new JsonArray();
    lines.add("best: ");
    lines.add("70.25\n");
    output(committed, "printed").add("text", lines);
    assertThat(NotebookCheck.compare(committed, fresh(RECALLS))).isEmpty();
  }
}
