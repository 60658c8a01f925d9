package org.serlab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import org.serlab.cli.NotebookRunner.Execution;
import org.serlab.trial.Profile;
import org.serlab.trial.Records;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code serlab run}: executes copies of the notebooks and writes the site. */
@Command(
    name = "run",
    description = "Executes copies of the notebooks and writes a site, build/site/index.html.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  environment/serlab run                               all notebooks, demo profile",
      "  environment/serlab run --profile small --data DIR    on real speech",
      "  environment/serlab run 10-att-res --profile small --only att-Res --corpus emodb-4"
    })
public final class RunCommand implements Callable<Integer> {
  @Mixin private NotebookOptions options;

  @Parameters(
      paramLabel = "NOTEBOOK",
      arity = "0..*",
      description = "Names such as 10-att-res; all if none is named.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--in-place",
      description = "Move the executed notebooks and the records that they used into notebooks/.")
  private boolean inPlace;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (inPlace && options.profile == Profile.DEMO) {
      throw new SerlabException(
          "The committed notebooks are of real speech, which simulated speech would replace: say"
              + " --profile small with --in-place.");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Path> notebooks = Notebooks.named(names);
    options.prepare(out);
    Path used = Serlab.build().resolve("used-records.txt");
    Files.createDirectories(used.getParent());
    Files.deleteIfExists(used);
    Map<String, String> environment = options.environment();
    environment.put(Records.USED_LIST, used.toString());
    List<Execution> executions = execute(notebooks, new NotebookRunner(environment, Serlab.home()));
    Path index = new Site(Serlab.build().resolve("site")).write(executions, options.conditions());
    out.println("site: " + index);
    List<Execution> failed = executions.stream().filter(e -> e.failure().isPresent()).toList();
    for (Execution execution : failed) {
      out.println(Notebooks.name(execution.notebook()) + ": " + execution.failure().get());
    }
    if (failed.isEmpty() && inPlace) {
      out.println(moveInPlace(notebooks, executions, used));
    }
    out.flush();
    return failed.isEmpty() ? 0 : 1;
  }

  private List<Execution> execute(List<Path> notebooks, NotebookRunner runner) {
    Path executed = Serlab.build().resolve("executed");
    PrintWriter out = spec.commandLine().getOut();
    List<Execution> executions = new ArrayList<>();
    for (Path notebook : notebooks) {
      try (CellLine line = new CellLine(out, System.console() != null, Notebooks.name(notebook))) {
        Execution execution =
            runner.execute(notebook, executed.resolve(notebook.getFileName()), line);
        line.end(execution);
        executions.add(execution);
      }
    }
    return executions;
  }

  /** The notebooks take the place of the committed ones, the records that they used join those. */
  private static String moveInPlace(List<Path> notebooks, List<Execution> executions, Path used)
      throws IOException {
    for (int i = 0; i < notebooks.size(); i++) {
      Files.copy(
          executions.get(i).notebook(), notebooks.get(i), StandardCopyOption.REPLACE_EXISTING);
    }
    Path built = Records.ordinary().target();
    Path committed = Notebooks.folder().resolve("records");
    int moved = 0;
    if (Files.exists(used)) {
      for (String line : new LinkedHashSet<>(Files.readAllLines(used))) {
        Path file = Path.of(line);
        if (file.startsWith(built) && !built.equals(committed) && Files.exists(file)) {
          Path target = committed.resolve(built.relativize(file));
          Files.createDirectories(target.getParent());
          Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
          moved++;
        }
      }
    }
    RecordDigests.write(committed);
    return "in place: %d notebooks, %d records and tables".formatted(notebooks.size(), moved);
  }
}
