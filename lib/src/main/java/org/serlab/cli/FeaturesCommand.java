package org.serlab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.serlab.SerlabException;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.FeatureStore;
import org.serlab.feature.opensmile.OpenSmileSet;
import org.serlab.feature.table.Comparison;
import org.serlab.feature.table.FeatureFile;
import org.serlab.feature.table.FeatureRow;
import org.serlab.feature.table.Recordings;
import org.serlab.feature.table.TableExtraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code features}: what is computed from recordings, as a table. */
@Command(
    name = "features",
    description = {
      "Writes the features of recordings as a table: first the file's name, then the features with"
          + " openSMILE's names in openSMILE's order. What was extracted once is kept in the user's"
          + " cache.",
      "Takes WAV and FLAC of any rate (sets that are defined at 16 kHz are computed at that rate)"
          + " and length. A file that cannot be read is reported, the others are still written, and"
          + " the exit code is 1."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  environment/serlab features --set egemapsv02 --out f.csv recordings",
      "  environment/serlab features --set is10 --segments 200ms --out f.parquet a.wav b.flac",
      "  environment/serlab features --set emobase --lld --trim --out f.npz recordings",
      "  environment/serlab features --set kaldi13 --out mfcc.npz recordings",
      "  environment/serlab features --set egemapsv02 --compare openSMILE.csv recordings"
    })
final class FeaturesCommand implements Callable<Integer> {
  private static final Pattern LENGTH = Pattern.compile("([0-9]*\\.?[0-9]+) *(ms|s)");

  @Option(
      names = "--set",
      paramLabel = "NAME",
      required = true,
      description =
          "The features: egemapsv02, emobase, emobase2010 or is10, one row per recording; a preset"
              + " such as kaldi13, kaldiHires40, fbank80, librosaMel or tera, one row per frame; or"
              + " file:PATH for an extractor of one's own, which is run.")
  private String set;

  @Option(
      names = "--lld",
      description = "The set's low-level descriptors instead, one row per 10 ms, with start, end.")
  private boolean lld;

  @Option(
      names = "--segments",
      paramLabel = "LENGTH",
      description =
          "A row for each consecutive piece of this length, such as 200ms, with start and end.")
  private String segments;

  @Option(
      names = "--trim",
      description = "Without the silence at both ends (20 dB); times count from what is left.")
  private boolean trim;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table: .csv, .parquet, or .npz for NumPy.")
  private Path out;

  @Option(
      names = "--compare",
      paramLabel = "THEIRS.csv",
      description =
          "Prints how far openSMILE's own output for the same recordings agrees. Give openSMILE"
              + " 16 kHz recordings: it does not resample.")
  private Path theirs;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Recordings, or folders of recordings.")
  private List<Path> paths;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    if (out == null && theirs == null) {
      throw new SerlabException("Say with --out where the table shall go, or compare one.");
    }
    List<Path> tables = Stream.of(out, theirs).filter(Objects::nonNull).toList();
    Map<Path, String> recordings = Recordings.of(paths, tables);
    if (recordings.isEmpty()) {
      throw new SerlabException("There are no recordings in " + paths.get(0) + ".");
    }
    TableExtraction extraction =
        new TableExtraction(FeatureStore.ofUser(), FeatureExtractors.of(options()));
    List<Consumer<FeatureRow>> sinks = new ArrayList<>();
    Comparison comparison =
        theirs == null ? null : new Comparison(theirs, extraction.head(), recordings.size());
    if (comparison != null) {
      sinks.add(comparison::add);
    }
    PrintWriter err = command.commandLine().getErr();
    try (FeatureFile file = out == null ? null : FeatureFile.create(out, extraction.head());
        RecordingsLine line = new RecordingsLine(err, System.console() != null)) {
      if (file != null) {
        sinks.add(file::write);
      }
      extraction.run(recordings, row -> sinks.forEach(sink -> sink.accept(row)), line);
      if (file != null) {
        file.finish();
      }
    }
    report(extraction, comparison);
    return extraction.failed() == 0 ? 0 : 1;
  }

  private void report(TableExtraction extraction, Comparison comparison) {
    PrintWriter print = command.commandLine().getOut();
    if (!extraction.resampling().isEmpty()) {
      print.println(extraction.resampling());
    }
    if (out != null) {
      print.printf(
          "%s: %d rows of %d features from %d recordings%s.%n",
          out,
          extraction.rows(),
          extraction.head().names().size(),
          extraction.extracted(),
          extraction.failed() == 0 ? "" : "; " + extraction.failed() + " files gave none");
    }
    if (comparison != null) {
      print.println(comparison.report());
    }
    print.flush();
  }

  /** What the options say as an extractor's options. */
  private Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>();
    OpenSmileSet openSmile =
        Arrays.stream(OpenSmileSet.values())
            .filter(one -> one.kind().equalsIgnoreCase(set))
            .findFirst()
            .orElse(null);
    if (openSmile == null && (lld || segments != null)) {
      throw new SerlabException(
          "--lld and --segments are for openSMILE's sets (%s), not for %s."
              .formatted(
                  String.join(
                      ", ", Arrays.stream(OpenSmileSet.values()).map(OpenSmileSet::kind).toList()),
                  set));
    }
    if (lld && segments != null) {
      throw new SerlabException("--lld and --segments exclude each other: take one of them.");
    }
    options.put("kind", openSmile == null ? set : lld ? openSmile.contourKind() : openSmile.kind());
    if (segments != null) {
      options.put("pieceSeconds", seconds());
    }
    if (trim) {
      options.put("trim", true);
    }
    return options;
  }

  private double seconds() {
    Matcher matcher = LENGTH.matcher(segments);
    if (!matcher.matches()) {
      throw new SerlabException(
          "--segments takes a length such as 200ms or 0.2s, not %s.".formatted(segments));
    }
    double number = Double.parseDouble(matcher.group(1));
    return matcher.group(2).equals("ms") ? number / 1000 : number;
  }
}
