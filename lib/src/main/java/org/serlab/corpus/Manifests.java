package org.serlab.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.serlab.Serlab;
import org.serlab.SerlabException;

/**
 * Finds manifests: {@code *.yaml} in {@code data-manifests}, and {@code manifest.yaml} or {@code
 * NAME.yaml} in a corpus's own folder.
 */
public final class Manifests {
  private Manifests() {}

  /** The folder with the manifests of the published corpora. */
  public static Path folder() {
    return Serlab.home().resolve("data-manifests");
  }

  /** The manifests of {@link #folder()}, by name. */
  public static List<Manifest> published() {
    List<Manifest> manifests = new ArrayList<>();
    if (Files.isDirectory(folder())) {
      try (Stream<Path> files = Files.list(folder())) {
        files
            .filter(file -> file.getFileName().toString().endsWith(".yaml"))
            .sorted()
            .map(Manifests::read)
            .forEach(manifests::add);
      } catch (IOException e) {
        throw new SerlabException("Cannot read " + folder() + ": " + e.getMessage() + ".", e);
      }
    }
    manifests.sort(Comparator.comparing(Manifest::name));
    return manifests;
  }

  /**
   * @param name of a corpus or of a subset of one
   * @return the manifest that knows it, from {@link #folder()} or a corpus folder found
   * @throws SerlabException if none does
   */
  public static Manifest of(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new SerlabException(
                    "There is no corpus '%s'; known are %s, and any folder with a manifest.yaml in"
                            .formatted(name, String.join(", ", names()))
                        + " a data folder."));
  }

  /**
   * @param name of a corpus or of a subset of one
   * @return the manifest that knows it
   */
  public static Optional<Manifest> find(String name) {
    return all().stream()
        .filter(manifest -> manifest.name().equals(name) || manifest.subsets().containsKey(name))
        .findFirst();
  }

  /** Those of corpora found first (a folder's own manifest is nearer), then the published ones. */
  public static List<Manifest> all() {
    List<Manifest> manifests = new ArrayList<>();
    Corpora.found().forEach(found -> manifests.add(found.manifest()));
    for (Manifest manifest : published()) {
      if (manifests.stream().noneMatch(known -> known.name().equals(manifest.name()))) {
        manifests.add(manifest);
      }
    }
    return manifests;
  }

  private static List<String> names() {
    return all().stream().map(Manifest::name).sorted().toList();
  }

  /**
   * @param file a YAML file
   * @return the manifest
   * @throws SerlabException that names the file, the key and the mend
   */
  public static Manifest read(Path file) {
    return ManifestReader.read(file);
  }

  /**
   * @param folder a corpus's folder
   * @return the manifest inside it, if there is one
   */
  public static Optional<Manifest> inside(Path folder) {
    for (String file : List.of("manifest.yaml", folder.getFileName() + ".yaml")) {
      if (Files.isRegularFile(folder.resolve(file))) {
        return Optional.of(read(folder.resolve(file)));
      }
    }
    return Optional.empty();
  }
}
