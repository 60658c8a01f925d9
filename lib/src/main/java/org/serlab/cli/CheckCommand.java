package org.serlab.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import org.serlab.cli.NotebookCheck.Difference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code serlab check}: are the committed notebooks those that the committed records give? */
@Command(
    name = "check",
    description = {
      "Computes every table and figure of the committed notebooks again from the committed records,",
      "without corpora, and compares."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  environment/serlab check                  all committed notebooks",
      "  environment/serlab check 01-corpora       one of them"
    })
public final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NOTEBOOK",
      arity = "0..*",
      description = "names of notebooks; all if none is named")
  private List<String> names = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path notebooks = Notebooks.folder();
    Path work = Serlab.build().resolve("check");
    PrintWriter out = spec.commandLine().getOut();
    List<Path> chosen = Notebooks.named(names);
    if (chosen.isEmpty()) {
      throw new SerlabException("There are no notebooks in " + notebooks + " to be checked.");
    }
    int wrong = report(out, "records", RecordDigests.verify(notebooks.resolve("records")));
    // Notebooks get a copy, so that nothing they do can touch what is committed.
    Path records = work.resolve("records");
    Folders.delete(records);
    Folders.copy(notebooks.resolve("records"), records);
    NotebookRunner runner =
        new NotebookRunner(
            Map.of(
                "SERLAB_PROFILE", "small",
                "SERLAB_RECORDS", records.toString(),
                "SERLAB_DATA", ""),
            Serlab.home());
    for (Path notebook : chosen) {
      out.println("checking " + Notebooks.name(notebook) + " ...");
      out.flush();
      List<Difference> found = check(notebook, work, runner);
      wrong += report(out, Notebooks.name(notebook), found);
    }
    if (wrong > 0) {
      out.println(
          wrong
              + (wrong == 1 ? " difference" : " differences")
              + ": the committed notebooks are not what the records give.");
      out.println(
          "If the change is meant, `environment/serlab run --profile small --in-place` renews"
              + " them.");
    } else {
      out.println(
          chosen.size() == 1
              ? "The notebook agrees with the committed records."
              : "All " + chosen.size() + " notebooks agree with the committed records.");
    }
    out.flush();
    return wrong == 0 ? 0 : 1;
  }

  private static List<Difference> check(Path notebook, Path work, NotebookRunner runner)
      throws IOException {
    JsonObject committed = read(notebook);
    List<Difference> found = new ArrayList<>(NotebookCheck.inspect(committed));
    String name = Notebooks.name(notebook);
    Path copy = work.resolve(name + ".ipynb");
    Files.writeString(copy, NotebookCheck.withoutSkipped(committed).toString());
    NotebookRunner.Execution execution =
        runner.execute(copy, work.resolve(name + ".executed.ipynb"), (number, of, line) -> {});
    if (execution.failure().isPresent()) {
      // The numbers of its cells are those of the copy: only the line says which it is.
      NotebookRunner.Failure failure = execution.failure().get();
      found.add(
          new Difference(
              "",
              "executed again, it fails at '%s': %s".formatted(failure.line(), failure.message())));
      return found;
    }
    found.addAll(NotebookCheck.compare(committed, read(execution.notebook())));
    return found;
  }

  private static int report(PrintWriter out, String name, List<?> found) {
    found.forEach(difference -> out.println(name + ": " + difference));
    return found.size();
  }

  private static JsonObject read(Path notebook) throws IOException {
    try {
      return JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
    } catch (com.google.gson.JsonParseException | IllegalStateException e) {
      throw new SerlabException(notebook + " is not a notebook: " + e.getMessage(), e);
    }
  }
}
