package org.serlab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.serlab.SerlabException;
import org.serlab.trial.LiveTrial;
import org.serlab.trial.Records;
import org.serlab.trial.TrialProcess;
import org.serlab.trial.TrialRecord;
import org.serlab.trial.TrialSpec;
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
            + " on from its checkpoint. The exit code is 1 if one failed, 3 if another process"
            + " was at one.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The engine uses one thread, so start one such command per core. On a Slurm cluster with a"
          + " shared folder:",
      "  sbatch --array=1-$(ls build/specs/*.json | wc -l) --cpus-per-task=1 --wrap \\",
      "    'environment/serlab trial $(ls build/specs/*.json | sed -n \"$SLURM_ARRAY_TASK_ID p\")'",
      "",
      "Examples:",
      "  environment/serlab trial spec.json",
      "  environment/serlab trial --model build/models/att-res \\",
      "    notebooks/records/attres/emodb-4/att-Res/random-1-s1.json",
      "  environment/serlab trial --records build/fresh build/specs/*.json"
    })
final class TrialCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SPEC.json",
      arity = "1..*",
      description = "Specification files. A record's file will do: it holds its trial's.")
  private List<Path> specs;

  @Option(
      names = "--records",
      paramLabel = "DIR",
      description =
          "Look for records and write them here alone, not in notebooks/records and build/records.")
  private Path records;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "Leave the trained model in this folder, for predict. The one trial is trained anew, also"
              + " if it has its record, and it is said whether it predicts the same.")
  private Path model;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    TrialProcess.useOneThread();
    Records known = records == null ? Records.ordinary() : Records.in(records);
    if (model != null) {
      leaveModel(known);
      return 0;
    }
    TrialProcess process = new TrialProcess(known);
    PrintWriter err = command.commandLine().getErr();
    Set<TrialProcess.End> ends = EnumSet.noneOf(TrialProcess.End.class);
    for (Path file : specs) {
      try {
        ends.add(process.run(TrialProcess.read(file).spelledOut()));
      } catch (SerlabException e) {
        err.println(e.getMessage());
        ends.add(TrialProcess.End.FAILED);
      }
    }
    return TrialProcess.exitCode(ends);
  }

  private void leaveModel(Records known) {
    if (specs.size() != 1) {
      throw new SerlabException("--model leaves the model of one trial: give one specification.");
    }
    PrintWriter out = command.commandLine().getOut();
    TrialSpec spec = TrialProcess.read(specs.get(0)).spelledOut();
    try (LiveTrial trained =
        LiveTrial.train(
            spec,
            epoch ->
                out.printf(
                    Locale.ROOT, "epoch %d, loss %.4f%n", epoch.number(), epoch.trainingLoss()))) {
      trained.recognizer().save(model);
      out.println("The model is in " + model + ".");
      Optional<TrialRecord> record = known.find(spec);
      if (record.isEmpty()) {
        out.println("Record: " + known.write(trained.record()));
      } else {
        out.println(
            trained.predictsAs(record.get())
                ? "It predicts the test part as its record says."
                : "It predicts the test part otherwise than its record, which was made on "
                    + record.get().environment().cpu()
                    + ".");
      }
    }
  }
}
