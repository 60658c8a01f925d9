package org.serlab.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Verify;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code data verify}: whether a corpus's recordings are those that were published. */
@Command(
    name = "verify",
    description = {
      "Decodes every recording of a corpus and compares its samples with the published ones: the"
          + " originals or their 16 kHz copies, WAV or FLAC.",
      "Fails if one is changed or damaged, and names it. Missing ones are counted by class."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  environment/serlab data verify emodb",
      "  environment/serlab data verify ravdess /data/speech/ravdess --complete"
    })
final class DataVerifyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "CORPUS", description = "Its name, such as emodb.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIR",
      description = "Folder that holds it (default: found in the data folders).")
  private Path folder;

  @Option(names = "--complete", description = "A missing recording is a failure too.")
  private boolean complete;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Corpus corpus = folder == null ? Corpora.open(name) : Corpora.open(name, folder);
    Verify.Report report = Verify.of(corpus, complete);
    report.lines().forEach(spec.commandLine().getOut()::println);
    spec.commandLine()
        .getOut()
        .println(report.ok() ? "ok" : "not ok" + (complete ? " (--complete)" : ""));
    return report.ok() ? 0 : 1;
  }
}
