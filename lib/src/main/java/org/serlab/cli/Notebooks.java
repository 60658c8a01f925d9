package org.serlab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.corpus.Corpora;

/** The committed notebooks and copies of them. */
final class Notebooks {
  private Notebooks() {}

  /** Folder of the committed notebooks. */
  static Path folder() {
    return Serlab.home().resolve("notebooks");
  }

  /** All committed notebooks, in the order of their numbers. */
  static List<Path> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    } catch (IOException e) {
      throw new SerlabException("The notebooks cannot be listed: " + e.getMessage() + ".", e);
    }
  }

  /**
   * @param names names such as {@code 10-att-res}, {@code 10-att-res.ipynb} or {@code 10}; empty
   *     for all
   * @return the notebooks of these names
   */
  static List<Path> named(List<String> names) {
    List<Path> all = all();
    if (names.isEmpty()) {
      return all;
    }
    return names.stream().map(name -> one(all, name)).toList();
  }

  private static Path one(List<Path> all, String name) {
    String wanted = Path.of(name).getFileName().toString().replaceFirst("\\.ipynb$", "");
    return all.stream()
        .filter(file -> name(file).equals(wanted) || name(file).startsWith(wanted + "-"))
        .findFirst()
        .orElseThrow(
            () ->
                new SerlabException(
                    "There is no notebook %s; there are %s."
                        .formatted(name, all.stream().map(Notebooks::name).toList())));
  }

  /** A notebook's name without its ending. */
  static String name(Path notebook) {
    return notebook.getFileName().toString().replaceFirst("\\.ipynb$", "");
  }

  /** Names of the corpora that are here, with how much of each. */
  static List<String> corporaFound() {
    return Corpora.found().stream()
        .map(found -> found.manifest().name() + " in " + found.folder().getParent())
        .toList();
  }

  /**
   * Copies notebooks below {@code build/notebooks}, but keeps copies that somebody has worked on. A
   * copy that is as it was made follows its notebook.
   */
  static Path workingCopies() {
    return workingCopies(all(), Serlab.build().resolve("notebooks"));
  }

  static Path workingCopies(List<Path> notebooks, Path target) {
    try {
      Files.createDirectories(target.resolve(".as-copied"));
      for (Path notebook : notebooks) {
        Path copy = target.resolve(notebook.getFileName());
        Path digest = target.resolve(".as-copied").resolve(name(notebook) + ".sha256");
        boolean untouched =
            Files.exists(digest)
                && Files.exists(copy)
                && Files.readString(digest).equals(Sha256.of(copy));
        if (untouched || !Files.exists(copy)) {
          Files.copy(notebook, copy, StandardCopyOption.REPLACE_EXISTING);
          Files.writeString(digest, Sha256.of(copy));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target;
  }
}
