package org.serlab.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.serlab.Serlab;

/** What every notebook finds imported: {@code imports.jsh}, and all rooms of the library. */
final class Imports {
  /** What serves the launcher's commands is nothing for notebooks. */
  static final Set<String> LEFT_OUT = Set.of("org.serlab.cli", "org.serlab.corpus.download");

  private Imports() {}

  /** The imports, one in each line. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    try (InputStream fixed = Imports.class.getResourceAsStream("imports.jsh")) {
      lines.addAll(new String(fixed.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    classes().stream()
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .distinct()
        .filter(room -> !LEFT_OUT.contains(room))
        .forEach(room -> lines.add("import " + room + ".*;"));
    return lines;
  }

  /** The names of all classes of the library that are not nested, in order. */
  static List<String> classes() {
    try {
      Path place =
          Path.of(Serlab.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        return classes(place);
      }
      try (FileSystem archive = FileSystems.newFileSystem(place)) {
        return classes(archive.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> classes(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("org/serlab"))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(name -> !name.endsWith(".package-info"))
          .sorted()
          .toList();
    }
  }
}
