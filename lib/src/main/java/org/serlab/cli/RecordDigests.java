package org.serlab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.serlab.Sha256;

/**
 * The list of committed records with their SHA-256, {@code SHA256SUMS} in their folder: by it
 * {@code check} names a record that was changed, even where no table shows the change. {@code
 * sha256sum -c} reads it, too.
 */
public final class RecordDigests {
  private static final String NAME = "SHA256SUMS";

  private RecordDigests() {}

  /**
   * Writes the list; to be called whenever committed records change.
   *
   * @param records the folder of the committed records
   */
  public static void write(Path records) {
    StringBuilder lines = new StringBuilder();
    compute(records).forEach((name, digest) -> lines.append(digest + "  " + name + "\n"));
    try {
      Files.writeString(records.resolve(NAME), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param records the folder of the committed records
   * @return a sentence for each file that was changed, added or removed since the list was written
   */
  public static List<String> verify(Path records) {
    List<String> found = new ArrayList<>();
    if (!Files.isDirectory(records)) {
      return found;
    }
    Map<String, String> listed = new TreeMap<>();
    if (Files.exists(records.resolve(NAME))) {
      try {
        for (String line : Files.readAllLines(records.resolve(NAME))) {
          String[] parts = line.split(" {2}", 2);
          listed.put(parts[parts.length - 1], parts[0]);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Map<String, String> there = compute(records);
    there.forEach(
        (name, digest) -> {
          if (!listed.containsKey(name)) {
            found.add("record %s is not listed in %s".formatted(name, NAME));
          } else if (!listed.get(name).equals(digest)) {
            found.add("record %s has been changed".formatted(name));
          }
        });
    listed.keySet().stream()
        .filter(name -> !there.containsKey(name))
        .forEach(name -> found.add("record %s is missing".formatted(name)));
    return found;
  }

  private static Map<String, String> compute(Path records) {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(records)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = records.relativize(file).toString().replace('\\', '/');
        if (!name.equals(NAME)) {
          digests.put(name, Sha256.of(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digests;
  }
}
