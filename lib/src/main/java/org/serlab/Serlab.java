package org.serlab;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where things lie: the checkout, the build folder, the user's cache, the folders with corpora. */
public final class Serlab {
  private Serlab() {}

  /**
   * The checkout: system property {@code serlab.home}, else environment variable {@code
   * SERLAB_HOME}, else the working folder.
   */
  public static Path home() {
    String home = System.getProperty("serlab.home", System.getenv("SERLAB_HOME"));
    return Path.of(home == null ? "" : home).toAbsolutePath().normalize();
  }

  /** Version of this library, such as {@code 0.1.0}. */
  public static String version() {
    try (InputStream stream = Serlab.class.getResourceAsStream("version.txt")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that is made: {@code build/} of the checkout. */
  public static Path build() {
    return home().resolve("build");
  }

  /** The user-wide cache: {@code $XDG_CACHE_HOME/serlab}, by default {@code ~/.cache/serlab}. */
  public static Path cache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("serlab");
  }

  /**
   * Folders in which corpora are looked for, in this order: those of {@code SERLAB_DATA} (system
   * property {@code serlab.data} first; several are separated as on a class path), then {@code
   * corpora} of the cache, which {@code data get} fills, then {@code build/corpora}, which holds
   * the demo corpus.
   */
  public static List<Path> dataFolders() {
    List<Path> folders = new ArrayList<>();
    String data = System.getProperty("serlab.data", System.getenv("SERLAB_DATA"));
    if (data != null) {
      for (String folder : data.split(File.pathSeparator)) {
        if (!folder.isBlank()) {
          folders.add(Path.of(folder).toAbsolutePath().normalize());
        }
      }
    }
    folders.add(cache().resolve("corpora"));
    folders.add(build().resolve("corpora"));
    return folders;
  }
}
