package org.serlab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Manifest;
import org.serlab.corpus.Manifests;
import org.serlab.corpus.demo.DemoCorpus;
import org.serlab.corpus.download.CorpusDownload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code data get}: brings corpora here, or says how to ask for them. */
@Command(
    name = "get",
    description =
        "Downloads corpora, unpacks them and counts what came; if it broke off, the same command"
            + " continues. Of a corpus that must be asked for it says how.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  environment/serlab data get emodb",
      "  environment/serlab data get emodb ravdess nemo",
      "  environment/serlab data get ravdess --to /data/speech",
      "  environment/serlab data get esd --from ESD.zip"
    })
final class DataGetCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "CORPUS", description = "Names, such as emodb.")
  private List<String> names;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Folder in which its folder shall appear (default: the user's cache).")
  private Path to;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Do not download: unpack this archive, which its owner sent.")
  private Path from;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (from != null && names.size() > 1) {
      throw new SerlabException("--from unpacks the archive of one corpus: name one.");
    }
    // A name that is none is told before hours of downloading.
    List<Manifest> manifests = names.stream().map(Manifests::of).toList();
    manifests.forEach(this::get);
    return 0;
  }

  private void get(Manifest manifest) {
    if (manifest.name().equals(DemoCorpus.NAME)) {
      Path folder = (to == null ? Serlab.build().resolve("corpora") : to).resolve(DemoCorpus.NAME);
      boolean isNew = DemoCorpus.make(folder);
      say(
          "The demo corpus %s %s."
              .formatted(isNew ? "was made in" : "is there already in", folder));
      return;
    }
    Path corpora = to == null ? Serlab.cache().resolve("corpora") : to;
    if (from == null && manifest.access().sources().isEmpty()) {
      say(CorpusDownload.howToAsk(manifest, corpora));
      return;
    }
    Corpus corpus;
    try (ProgressLine progress =
        new ProgressLine(spec.commandLine().getErr(), System.console() != null)) {
      corpus =
          from == null
              ? CorpusDownload.get(manifest, corpora, progress)
              : CorpusDownload.unpack(manifest, from, corpora, progress);
    }
    say(
        "%s is in %s: %d utterances%s."
            .formatted(
                manifest.title(),
                corpora.toAbsolutePath().normalize().resolve(manifest.name()),
                corpus.utterances().size(),
                manifest.published().map(count -> " of " + count + " published").orElse("")));
    if (!manifest.rights().licence().isEmpty()) {
      say("Licence: %s. %s".formatted(manifest.rights().licence(), manifest.rights().terms()));
    }
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text.strip());
  }
}
