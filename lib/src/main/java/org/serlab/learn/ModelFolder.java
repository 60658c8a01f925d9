package org.serlab.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.serlab.SerlabException;
import org.serlab.Sha256;

/** Reading and writing of model folders. */
final class ModelFolder {
  private static final String CARD = "README.md";

  private ModelFolder() {}

  /** The description, after a check that the other files are those it was written with. */
  static ModelDescription read(Path folder) {
    ModelDescription description = ModelDescription.read(folder);
    Path own = folder.toAbsolutePath().normalize(); // what lies in "." would have no parent
    for (Map.Entry<String, String> file : description.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Path parent = path.toAbsolutePath().normalize().getParent();
      if (!own.equals(parent) || !Files.isRegularFile(path)) {
        throw new SerlabException("The model folder " + folder + " lacks " + file.getKey() + ".");
      }
      if (!digest(path).equals(file.getValue())) {
        throw new SerlabException(path + " is damaged or of another model: make the model again.");
      }
    }
    return description;
  }

  /** Writes beside the folder first, so that there is never half a model. */
  static void write(Path target, ModelDescription description, Classifier classifier) {
    Path folder = target.toAbsolutePath().normalize();
    if (Files.exists(folder) && !holdsNothingElse(folder)) {
      throw new SerlabException(
          folder + " holds something else than a model: name another folder.");
    }
    Path part = folder.resolveSibling("." + folder.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(part);
      classifier.save(part);
      Map<String, String> digests = new TreeMap<>();
      for (Path file : files(part)) {
        digests.put(file.getFileName().toString(), digest(file));
      }
      ModelDescription whole = description.withFiles(digests);
      Files.writeString(part.resolve(CARD), ModelCard.of(whole));
      Files.writeString(part.resolve(ModelDescription.FILE), whole.toJson());
      delete(folder);
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new SerlabException(
          "Cannot write the model folder " + folder + ": " + e.getMessage() + ".", e);
    } finally {
      try {
        delete(part);
      } catch (IOException e) {
        // What is left over is hidden and harms nobody.
      }
    }
  }

  /** Whether it may be replaced: a folder that is empty or holds a model's files alone. */
  private static boolean holdsNothingElse(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        return false;
      }
      Set<String> names = new TreeSet<>();
      files(folder).forEach(file -> names.add(file.getFileName().toString()));
      if (names.remove(ModelDescription.FILE)) {
        names.removeAll(ModelDescription.read(folder).files().keySet());
      }
      names.remove(CARD);
      return names.isEmpty();
    } catch (IOException | SerlabException e) {
      return false;
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static String digest(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }
}
