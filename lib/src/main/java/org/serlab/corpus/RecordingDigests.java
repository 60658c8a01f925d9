package org.serlab.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.serlab.SerlabException;

/**
 * The sidecar of a manifest, {@code NAME.sha256}: per published recording the digests of its
 * decoded samples, as published and as a 16 kHz copy. Text; lines of {@code # variants A B}, which
 * names the columns, and {@code id digest-A digest-B} with {@code -} where a digest is not known.
 * Digests are the first 128 bits of SHA-256, in hexadecimal digits.
 */
final class RecordingDigests {
  static final int DIGITS = 32;
  private static final String HEAD = "# variants ";

  private final List<String> variants;
  private final Map<String, String[]> digests;

  private RecordingDigests(List<String> variants, Map<String, String[]> digests) {
    this.variants = variants;
    this.digests = digests;
  }

  /** The digests beside a manifest; none if there is no such file. */
  static RecordingDigests of(Manifest manifest) {
    Optional<Path> file = manifest.digestFile().filter(Files::isRegularFile);
    return file.isPresent() ? read(file.get()) : new RecordingDigests(List.of(), Map.of());
  }

  static RecordingDigests read(Path file) {
    List<String> variants = List.of();
    Map<String, String[]> digests = new LinkedHashMap<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(file)) {
        number++;
        if (line.startsWith(HEAD)) {
          variants = List.of(line.substring(HEAD.length()).strip().split("\\s*,\\s*"));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          String[] words = line.strip().split("\\s+");
          if (words.length != 1 + variants.size()) {
            throw new SerlabException(
                "%s, line %d, does not hold an id and %d digests; take the file from the project."
                    .formatted(file, number, variants.size()));
          }
          digests.put(words[0], List.of(words).subList(1, words.length).toArray(String[]::new));
        }
      }
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
    return new RecordingDigests(variants, digests);
  }

  /** Ids of all published recordings, whether their digests are known or not. */
  Set<String> ids() {
    return digests.keySet();
  }

  /** Whether any digest of a recording is known. */
  boolean knows(String id) {
    for (String digest : digests.getOrDefault(id, new String[0])) {
      if (!digest.equals("-")) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param id of a recording
   * @param sha256 of its decoded samples
   * @return the name of the variant that has this digest, such as {@code the published original}
   */
  Optional<String> variant(String id, String sha256) {
    String[] known = digests.getOrDefault(id, new String[0]);
    for (int i = 0; i < known.length; i++) {
      if (sha256.startsWith(known[i])) {
        return Optional.of(variants.get(i));
      }
    }
    return Optional.empty();
  }

  /** Names of the variants, in the order of the columns. */
  List<String> variants() {
    return variants;
  }
}
