package org.serlab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.serlab.SerlabException;
import org.serlab.feature.table.Recordings;
import org.serlab.learn.EmbeddingModel;
import org.serlab.learn.EmbeddingTable;
import org.serlab.model.wav2vec2.Embedder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code embed}: frozen embeddings of recordings from a wav2vec 2.0, as a table. */
@Command(
    name = "embed",
    description = {
      "Writes the hidden states of a wav2vec 2.0 for recordings as a table: a row per recording, or"
          + " per frame. The weights are those of a model folder (of a fine-tuned emotion network,"
          + " or Hugging Face's), or files.",
      "Takes WAV and FLAC of any rate. A recording is embedded whole, for which a network of the"
          + " base size takes about 20 MB for each second of it; recordings of about one length are"
          + " embedded together. Stopped and started again it goes on where it was. A file that cannot be"
          + " read is reported, the others are still written, and the exit code is 1."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  environment/serlab embed --model build/models/mine --out e.npz recordings",
      "  environment/serlab embed --weights xlsr_53_56k.pt --layer 12 --out e.csv recordings",
      "  environment/serlab embed --weights model.safetensors --config config.json --pool none \\",
      "    --out frames.npz a.wav b.flac"
    })
final class EmbedCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A model folder, or a folder of Hugging Face with config.json and weights.")
  private Path model;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Weights: safetensors, or a checkpoint of PyTorch or fairseq.")
  private Path weights;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Hugging Face's config.json for the weights. Without, the one beside them is taken, or"
              + " what a fairseq checkpoint says of itself.")
  private Path config;

  @Option(
      names = "--layer",
      paramLabel = "N",
      description =
          "0 is the transformer's input, then its layers' outputs; without it is the last.")
  private Integer layer;

  @Option(
      names = "--pool",
      paramLabel = "mean|stats|none",
      defaultValue = "mean",
      description =
          "Over time: the mean, mean and standard deviation, or a row per frame with start and"
              + " end. Default: ${DEFAULT-VALUE}.")
  private Embedder.Pool pool;

  @Option(
      names = "--trim",
      description =
          "Without the silence at both ends (20 dB); times count from what is left. A fine-tuned"
              + " model hears recordings as in its training in any case.")
  private boolean trim;

  @Option(
      names = "--raw",
      description =
          "Take the samples as they are, without bringing each recording to mean 0 and variance 1."
              + " A preprocessor_config.json beside the configuration, or a fairseq checkpoint"
              + " without one, may say so, too.")
  private boolean raw;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The table: .npz for NumPy, .csv, or .parquet.")
  private Path out;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Recordings, or folders of recordings.")
  private List<Path> paths;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    if ((model == null) == (weights == null) || model != null && config != null) {
      throw new SerlabException(
          "Say where the network is: by --model DIR, or by --weights FILE and --config FILE.");
    }
    Map<Path, String> recordings = Recordings.of(paths, List.of(out));
    PrintWriter err = command.commandLine().getErr();
    EmbeddingTable.Result result;
    try (EmbeddingModel opened =
            model != null ? EmbeddingModel.open(model) : EmbeddingModel.open(weights, config);
        RecordingsLine line = new RecordingsLine(err, System.console() != null)) {
      int chosen = layer == null ? opened.layers() : layer;
      boolean standardise = opened.standardised() && !raw;
      result =
          new EmbeddingTable(opened, chosen, pool, trim, standardise).write(recordings, out, line);
    }
    PrintWriter print = command.commandLine().getOut();
    print.printf(
        "%s: %d rows of %d features from %d recordings%s%s.%n",
        out,
        result.rows(),
        result.columns(),
        result.embedded(),
        result.found() == 0 ? "" : ", " + result.found() + " of them done by an earlier run",
        result.failed() == 0 ? "" : "; " + result.failed() + " files gave none");
    print.flush();
    return result.failed() == 0 ? 0 : 1;
  }
}
