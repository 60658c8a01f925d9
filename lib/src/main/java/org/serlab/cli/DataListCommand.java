package org.serlab.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.serlab.SerlabException;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Manifest;
import org.serlab.corpus.Manifests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code data list}: what corpora are known, and which are here. */
@Command(
    name = "list",
    description = "Lists the corpora that are known, and how much of each is here.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  environment/serlab data list"})
final class DataListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, Corpora.Found> found = new HashMap<>();
    Corpora.found().forEach(corpus -> found.put(corpus.manifest().name(), corpus));
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"corpus", "language", "published", "here", "folder or how to get it"});
    for (Manifest manifest : Manifests.all()) {
      Corpora.Found here = found.get(manifest.name());
      rows.add(
          new String[] {
            manifest.name(),
            String.join(", ", manifest.languages()),
            manifest.published().map(String::valueOf).orElse("?"),
            here == null ? "-" : count(here),
            here == null ? how(manifest) : here.folder().toString()
          });
    }
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(
            i == row.length - 1 ? row[i] : String.format("%-" + (widths[i] + 2) + "s", row[i]));
      }
      spec.commandLine().getOut().println(line);
    }
    return 0;
  }

  private static String count(Corpora.Found found) {
    try {
      Corpus corpus = Corpora.open(found.manifest().name(), found.folder());
      return corpus.utterances().size() + (found.manifest().simulated() ? " (simulated)" : "");
    } catch (SerlabException e) {
      return "0";
    }
  }

  private static String how(Manifest manifest) {
    return switch (manifest.access().kind()) {
      case "open" -> "environment/serlab data get " + manifest.name();
      case "form", "paid" -> "to be asked for: environment/serlab data get " + manifest.name();
      default -> "";
    };
  }
}
