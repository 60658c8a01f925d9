package org.serlab.cli;

import ai.djl.engine.EngineException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.serlab.SerlabException;
import org.serlab.audio.AudioException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.learn.Recognizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code predict}: what a model says of recordings. */
@Command(
    name = "predict",
    description =
        "Says with what probability a recording belongs to each of a model's classes, how long that"
            + " took, and in what the recording is unlike those the model was trained on. Takes WAV"
            + " and FLAC of any rate and length. A file that cannot be read is reported, the others"
            + " are still predicted, and the exit code is 1.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  environment/serlab predict --model build/models/start-here recording.wav",
      "  environment/serlab predict --model build/models/start-here --json *.flac",
      "  environment/serlab predict --model mine --variant MyNetwork.java recording.wav"
    })
final class PredictCommand implements Callable<Integer> {
  @Option(names = "--model", paramLabel = "DIR", required = true, description = "The model folder.")
  private Path model;

  @Option(
      names = "--variant",
      paramLabel = "PATH",
      description =
          "The .java file of a model that was trained with a network, learner or feature of"
              + " somebody's own. It is run: give only what you trust. May be repeated.")
  private List<Path> variants = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings.")
  private List<Path> files;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter err = command.commandLine().getErr();
    List<PredictedFile> predicted = new ArrayList<>();
    boolean failed = false;
    try (Recognizer recognizer = Recognizer.load(model, variants)) {
      boolean warm = false;
      for (Path file : files) {
        try {
          Waveform waveform = AudioFile.read(file);
          if (!warm) { // the first prediction starts the engine: its time would say nothing
            recognizer.probabilities(waveform);
            warm = true;
          }
          predicted.add(PredictedFile.of(file, waveform, recognizer));
        } catch (SerlabException | EngineException e) { // of too long a file, or one's own network
          failed = true;
          err.println(sentence(file, e));
        }
      }
      if (predicted.isEmpty() && !json) {
        return 1;
      }
      PrintWriter out = command.commandLine().getOut();
      out.print(
          json
              ? PredictedFile.json(predicted, recognizer.description())
              : PredictedFile.table(predicted, recognizer.description()));
      out.flush();
    }
    return failed ? 1 : 0;
  }

  /** The fault with the file's name, which what reads audio gives by itself. */
  private static String sentence(Path file, RuntimeException e) {
    boolean named = e instanceof AudioException && e.getMessage().contains(file.toString());
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return named ? message : file + ": " + message;
  }
}
