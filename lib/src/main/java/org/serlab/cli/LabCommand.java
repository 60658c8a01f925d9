package org.serlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab}: Jupyter on working copies of the notebooks. */
@Command(
    name = "lab",
    description = "Opens the notebooks in Jupyter, on working copies below build/notebooks.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  environment/serlab lab", "  environment/serlab lab --no-browser"})
final class LabCommand implements Callable<Integer> {
  @Mixin private NotebookOptions options;

  @Option(names = "--no-browser", description = "Only print the address.")
  private boolean noBrowser;

  @Option(names = "--port", description = "Port on localhost (default: ${DEFAULT-VALUE}).")
  private int port = 8888;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.prepare(spec.commandLine().getOut());
    Path copies = Notebooks.workingCopies();
    List<String> command =
        new ArrayList<>(
            List.of(
                "jupyter",
                "notebook",
                "--notebook-dir=" + copies,
                "--ip=127.0.0.1",
                "--port=" + port,
                "--NotebookApp.default_url=/notebooks/00-start-here.ipynb",
                "--KernelSpecManager.ensure_native_kernel=False"));
    if (noBrowser) {
      command.add("--no-browser");
    }
    if (System.getProperty("user.name").equals("root")) {
      command.add("--allow-root");
    }
    ProcessBuilder process = new ProcessBuilder(command).directory(Serlab.home().toFile());
    process.environment().putAll(NotebookRunner.jupyterFolders());
    process.environment().putAll(options.environment());
    try {
      return process.inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new SerlabException(
          "Jupyter could not be started ("
              + e.getMessage()
              + "); environment/serlab doctor says what is missing.",
          e);
    }
  }
}
