package org.serlab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.serlab.SerlabException;
import org.serlab.trial.Records;
import org.serlab.trial.TrialProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trial}: does trials by their specification files, wherever and by whomever started. */
@Command(
    name = "trial",
    description =
        "Does trials, each specified in a file, one after the other: trains, predicts, writes a"
            + " record. A trial that has its record is not repeated; one that was interrupted goes"
            + " on from its checkpoint.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The engine uses one thread, so start one such command per core. On a Slurm cluster with a"
          + " shared folder:",
      "  sbatch --array=1-$(ls build/specs/*.json | wc -l) --cpus-per-task=1 --wrap \\",
      "    'environment/serlab trial $(ls build/specs/*.json | sed -n \"${SLURM_ARRAY_TASK_ID}p\")'",
      "",
      "Examples:",
      "  environment/serlab trial spec.json",
      "  environment/serlab trial --records build/fresh build/specs/*.json"
    })
final class TrialCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SPEC.json", arity = "1..*", description = "Specification files.")
  private List<Path> specs;

  @Option(
      names = "--records",
      paramLabel = "DIR",
      description =
          "Look for records and write them here alone, not in notebooks/records and build/records.")
  private Path records;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    TrialProcess.useOneThread();
    TrialProcess process =
        new TrialProcess(records == null ? Records.ordinary() : Records.in(records));
    PrintWriter err = command.commandLine().getErr();
    boolean failed = false;
    for (Path file : specs) {
      try {
        failed |= process.run(TrialProcess.read(file)) == TrialProcess.End.FAILED;
      } catch (SerlabException e) {
        err.println(e.getMessage());
        failed = true;
      }
    }
    return failed ? 1 : 0;
  }
}
