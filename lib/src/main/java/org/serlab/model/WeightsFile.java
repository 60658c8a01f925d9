package org.serlab.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.nn.HyperParameters;

/**
 * Weights from an earlier training, with which a network begins. A condition names the file by
 * {@code weights} and identifies its content by {@code weightsDigest}, so that it means the same
 * weights on every machine. A relative path is looked for in the {@linkplain Serlab#home()
 * checkout}, then in {@code weights} of the {@linkplain Serlab#cache() user's cache}.
 *
 * @param name the path as the condition has it
 * @param digest SHA-256 in hexadecimal; empty if the file was not there when the condition was made
 */
public record WeightsFile(String name, String digest) {
  /** Hyper-parameter that names the file. */
  public static final String WEIGHTS = "weights";

  /** Its value where a network begins from scratch. */
  public static final String NONE = "none";

  /** Hyper-parameter that holds the file's digest. */
  public static final String DIGEST = "weightsDigest";

  private static final Map<String, String> DIGESTS = new ConcurrentHashMap<>();

  /**
   * @param settings of a network
   * @return the file they name; empty if they name none
   */
  public static Optional<WeightsFile> of(HyperParameters settings) {
    String name = settings.text(WEIGHTS);
    return name.equals(NONE)
        ? Optional.empty()
        : Optional.of(new WeightsFile(name, settings.text(DIGEST)));
  }

  /**
   * The digest to go with settings: the one they hold, else that of the file they name, else, where
   * the file is not here, an empty one, which no record of a finished trial has.
   *
   * @param given settings of a network, perhaps without the digest
   * @return empty if they name no file
   */
  public static Optional<String> digest(Map<String, Object> given) {
    Object name = given.getOrDefault(WEIGHTS, NONE);
    if (name.equals(NONE)) {
      return Optional.empty();
    }
    if (given.get(DIGEST) instanceof String digest && !digest.isEmpty()) {
      return Optional.of(digest);
    }
    return Optional.of(find(String.valueOf(name)).map(WeightsFile::digestOf).orElse(""));
  }

  /**
   * @param names files that hold the same weights, each enough
   * @return the first that is here, or the first of all where none is
   */
  public static String anyOf(List<String> names) {
    return names.stream().filter(name -> find(name).isPresent()).findFirst().orElse(names.get(0));
  }

  /**
   * A file beside the weights that settings name, such as their configuration.
   *
   * @param given settings of a network
   * @param other the other file's name
   * @return empty if they name no weights, or either file is not here
   */
  public static Optional<Path> beside(Map<String, Object> given, String other) {
    Object name = given.getOrDefault(WEIGHTS, NONE);
    return name.equals(NONE)
        ? Optional.empty()
        : find(String.valueOf(name))
            .map(file -> file.resolveSibling(other))
            .filter(Files::isRegularFile);
  }

  /**
   * @return where the file lies
   * @throws SerlabException if it is not here, or is another file than the condition's
   */
  public Path verified() {
    Path file =
        find(name)
            .orElseThrow(
                () ->
                    new SerlabException(
                        "There are no weights %s: put the file into %s."
                            .formatted(name, Serlab.cache().resolve("weights"))));
    if (!digest.equals(digestOf(file))) {
      throw new SerlabException(
          "%s is not the file of weights that this condition was made with: its SHA-256 is %s, not %s."
              .formatted(file, digestOf(file), digest.isEmpty() ? "unknown" : digest));
    }
    return file;
  }

  private static Optional<Path> find(String name) {
    for (Path folder : new Path[] {Serlab.home(), Serlab.cache().resolve("weights")}) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** SHA-256 of a file, read once as long as it does not change. */
  private static String digestOf(Path file) {
    try {
      String version = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
      String known = DIGESTS.get(version);
      if (known == null) {
        known = Sha256.of(file);
        DIGESTS.put(version, known);
      }
      return known;
    } catch (IOException e) {
      throw new SerlabException("Cannot read the weights " + file + ": " + e.getMessage(), e);
    }
  }
}
