package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.cli.NotebookRunner.Execution;

/** With Jupyter's own Python kernel: the module of the Java kernel tests that one. */
class NotebookRunnerTest {
  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void needsJupyter() {
    assumeTrue(
        Files.isDirectory(Path.of("/usr/share/jupyter/kernels/python3"))
            && Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/nbclient")),
        "Debian's Jupyter with its Python kernel is not installed");
  }

  private Execution execute(String kernel, String... cells) throws IOException {
    JsonArray all = new JsonArray();
    for (int i = 0; i < cells.length; i++) {
      JsonObject cell = new JsonObject();
      cell.addProperty("id", "c" + i);
      cell.addProperty("cell_type", "code");
      cell.addProperty("source", cells[i]);
      cell.add("metadata", new JsonObject());
      cell.add("execution_count", null);
      cell.add("outputs", new JsonArray());
      all.add(cell);
    }
    JsonObject notebook = new JsonObject();
    notebook.addProperty("nbformat", 4);
    notebook.addProperty("nbformat_minor", 5);
    notebook.add("metadata", new JsonObject());
    notebook.add("cells", all);
    Path file = folder.resolve("in.ipynb");
    Files.writeString(file, notebook.toString());
    // A module of this name beside the notebook must not replace Python's own.
    Files.writeString(folder.resolve("html.py"), "raise SystemExit('wrong module')");
    Path work = Files.createDirectories(folder.resolve("work"));
    return new NotebookRunner(Map.of("SERLAB_PROFILE", "demo"), work, kernel)
        .execute(
            file,
            folder.resolve("made/out.ipynb"),
            (number, of, line) -> told.add(number + "/" + of + " " + line));
  }

  private static List<Cell> cells(Execution execution) throws IOException {
    return Cell.of(
        JsonParser.parseString(Files.readString(execution.notebook())).getAsJsonObject());
  }

  @Test
  void executesAndTells() throws IOException {
    Execution execution =
        execute(
            "python3",
            "import os\nprint('a'); print('b', flush=True); print('c')",
            "os.environ['SERLAB_PROFILE']");
    assertThat(execution.failure()).isEmpty();
    assertThat(told).containsExactly("1/2 import os", "2/2 os.environ['SERLAB_PROFILE']");
    List<Cell> cells = cells(execution);
    assertThat(cells).extracting(Cell::id).containsExactly("c0", "c1");
    assertThat(cells.get(0).outputs()).hasSize(1);
    assertThat(Cell.text(cells.get(0).outputs().get(0).get("text"))).isEqualTo("a\nb\nc\n");
    assertThat(cells.get(1).outputs().get(0).toString()).contains("'demo'");
    assertThat(Files.readString(execution.notebook())).doesNotContain("iopub", "\"version\": \"");
  }

  @Test
  void failingCellIsNamedAndWhatWasExecutedIsKept() throws IOException {
    Execution execution = execute("python3", "print(1)", "# why\n1 / 0", "print(3)");
    assertThat(execution.failure())
        .get()
        .hasToString("cell 2 (# why): ZeroDivisionError: division by zero");
    List<Cell> cells = cells(execution);
    assertThat(cells.get(0).outputs()).hasSize(1);
    assertThat(cells.get(1).outputs().get(0).get("output_type").getAsString()).isEqualTo("error");
    assertThat(cells.get(2).counted()).isFalse();
  }

  @Test
  void deadKernelIsNamed() throws IOException {
    Execution execution = execute("python3", "print('before')", "import os; os._exit(1)");
    assertThat(execution.failure().orElseThrow().message()).isEqualTo("the kernel died");
    assertThat(cells(execution).get(0).outputs()).hasSize(1);
  }

  @Test
  void missingKernelIsNamed() throws IOException {
    Execution execution = execute("nosuchkernel", "1");
    assertThat(execution.failure().orElseThrow().toString()).contains("nosuchkernel");
  }
}
