package org.serlab.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.serlab.Serlab;
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

/** {@code data get}: brings a corpus here, or says how to ask for it. */
@Command(
    name = "get",
    description =
        "Downloads a corpus, unpacks it and counts what came; if it broke off, the same command"
            + " continues. Of a corpus that must be asked for it says how.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  environment/serlab data get emodb",
      "  environment/serlab data get ravdess --to /data/speech",
      "  environment/serlab data get esd --from ESD.zip"
    })
final class DataGetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CORPUS", description = "Its name, such as emodb.")
  private String name;

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
    Manifest manifest = Manifests.of(name);
    if (manifest.name().equals(DemoCorpus.NAME)) {
      Path folder = (to == null ? Serlab.build().resolve("corpora") : to).resolve(DemoCorpus.NAME);
      boolean isNew = DemoCorpus.make(folder);
      say(
          "The demo corpus %s %s."
              .formatted(isNew ? "was made in" : "is there already in", folder));
      return 0;
    }
    Path corpora = to == null ? Serlab.cache().resolve("corpora") : to;
    if (from == null && manifest.access().sources().isEmpty()) {
      say(CorpusDownload.howToAsk(manifest, corpora));
      return 0;
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
    return 0;
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text.strip());
  }
}
