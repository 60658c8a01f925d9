package org.serlab.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.serlab.Serlab;
import org.serlab.SerlabException;

/**
 * The corpora on this machine. A corpus is a folder of its name in one of the {@linkplain
 * Serlab#dataFolders() data folders}, or a folder there with a manifest of its own.
 */
public final class Corpora {
  private Corpora() {}

  /**
   * A corpus's folder.
   *
   * @param manifest what is known of it
   * @param folder where it lies
   */
  public record Found(Manifest manifest, Path folder) {}

  /**
   * The corpora in the data folders, in alphabetical order. If a name is there twice, the first
   * data folder has it.
   */
  public static List<Found> found() {
    Map<String, Manifest> published = new LinkedHashMap<>();
    Manifests.published().forEach(manifest -> published.put(manifest.name(), manifest));
    Map<String, Found> found = new LinkedHashMap<>();
    for (Path data : Serlab.dataFolders()) {
      for (Path folder : folders(data)) {
        Manifests.inside(folder)
            .or(() -> Optional.ofNullable(published.get(name(folder))))
            .ifPresent(manifest -> found.putIfAbsent(manifest.name(), new Found(manifest, folder)));
      }
    }
    return found.values().stream()
        .sorted((a, b) -> a.manifest().name().compareTo(b.manifest().name()))
        .toList();
  }

  private static String name(Path folder) {
    return folder.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private static List<Path> folders(Path data) {
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> children = Files.list(data)) {
      children.filter(Files::isDirectory).filter(Files::isReadable).sorted().forEach(folders::add);
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + data + ": " + e.getMessage() + ".", e);
    }
    return folders;
  }

  /**
   * @param name of a corpus or of a subset
   * @return whether it can be opened
   */
  public static boolean has(String name) {
    return find(name).isPresent();
  }

  /**
   * @param name of a corpus ({@code emodb}) or of a subset ({@code emodb-4})
   * @return the corpus as far as it is here
   * @throws SerlabException if it is not here, with how to get it
   */
  public static Corpus open(String name) {
    Found found = find(name).orElseThrow(() -> absent(name));
    return CorpusLoader.load(found.manifest(), found.folder()).subset(name);
  }

  /**
   * @param name of a corpus or of a subset
   * @param folder where the corpus lies
   * @return the corpus as far as it is there
   */
  public static Corpus open(String name, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SerlabException(
          "%s is not a folder; name the one that holds %s.".formatted(folder, name));
    }
    Manifest manifest =
        Manifests.inside(folder)
            .filter(own -> own.name().equals(name) || own.subsets().containsKey(name))
            .orElseGet(() -> Manifests.of(name));
    return CorpusLoader.load(manifest, folder).subset(name);
  }

  /**
   * @param manifest of a corpus
   * @param folder where the corpus lies
   * @return the corpus as far as it is there
   */
  public static Corpus open(Manifest manifest, Path folder) {
    return CorpusLoader.load(manifest, folder);
  }

  private static Optional<Found> find(String name) {
    return found().stream()
        .filter(
            found ->
                found.manifest().name().equals(name)
                    || found.manifest().subsets().containsKey(name))
        .findFirst();
  }

  private static SerlabException absent(String name) {
    Manifest manifest = Manifests.of(name);
    String corpus = manifest.name();
    String mend =
        manifest.access().kind().equals("open")
            ? "'environment/serlab data get %s' fetches it".formatted(corpus)
            : "'environment/serlab data get %s' says how to ask for it".formatted(corpus);
    return new SerlabException(
        "The corpus %s is not here: %s, or name the folder that holds a folder '%s' with --data or"
                .formatted(corpus, mend, corpus)
            + " SERLAB_DATA.");
  }
}
