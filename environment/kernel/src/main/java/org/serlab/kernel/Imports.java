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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.serlab.Serlab;

/**
 * What every notebook finds imported: {@code imports.jsh} from the start, and of the library each
 * package when a class of it is first named. An import takes JShell some hundredths of a second,
 * and the library has many packages.
 */
final class Imports {
  /** What serves the launcher's commands is nothing for notebooks. */
  static final Set<String> LEFT_OUT = Set.of("org.serlab.cli", "org.serlab.corpus.download");

  private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");

  /** Per class its package, as long as that is not imported. */
  private final Map<String, String> packages = new HashMap<>();

  private final Consumer<String> evaluate;

  /**
   * Imports what is imported from the start.
   *
   * @param evaluate runs an import
   */
  Imports(Consumer<String> evaluate) {
    this.evaluate = evaluate;
    try (InputStream fixed = Imports.class.getResourceAsStream("imports.jsh")) {
      new String(fixed.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(evaluate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String name : classes()) {
      int end = name.lastIndexOf('.');
      if (!LEFT_OUT.contains(name.substring(0, end))) {
        packages.put(name.substring(end + 1), name.substring(0, end));
      }
    }
  }

  /** Imports the packages of all classes that are named in this code. */
  void named(String code) {
    for (Matcher name = NAME.matcher(code); !packages.isEmpty() && name.find(); ) {
      String room = packages.get(name.group());
      if (room != null) {
        add(room);
      }
    }
  }

  /** Imports all packages, for completion. */
  void all() {
    Set.copyOf(packages.values()).forEach(this::add);
  }

  private void add(String room) {
    packages.values().removeIf(room::equals);
    evaluate.accept("import " + room + ".*;");
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
