package org.serlab.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.serlab.AtomicFile;
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.feature.Matrix;
import org.serlab.feature.Npz;

/**
 * Embeddings that wait in a folder, a file each, until their table is whole. The folder belongs to
 * one task; what another one left there is deleted. Recordings that are embedded together count as
 * done together, since what shares a batch must always be the same.
 */
final class EmbeddingParts {
  private static final String ARRAY = "embedding";

  private final Path folder;

  /**
   * Opens the folder, emptied if it is of another task.
   *
   * @param folder is made if need be
   * @param task all that decides the embeddings, a line each
   */
  EmbeddingParts(Path folder, List<String> task) {
    this.folder = folder;
    Path note = folder.resolve("task");
    String digest = Sha256.of(String.join("\n", task));
    try {
      if (!Files.exists(note) || !Files.readString(note).equals(digest)) {
        delete();
        AtomicFile.write(note, digest);
      }
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + note + ": " + e.getMessage() + ".", e);
    }
  }

  private Path part(int number) {
    return folder.resolve(number + ".npz");
  }

  private Path mark(int chunk) {
    return folder.resolve("done-" + chunk);
  }

  /**
   * Whether all of a chunk's recordings that give an embedding have theirs here.
   *
   * @param members numbers of the chunk's recordings: who shares it may change with what reads
   */
  boolean isDone(int chunk, List<Integer> members) {
    Path mark = mark(chunk);
    try {
      return Files.exists(mark) && Files.readString(mark).equals(members.toString());
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + mark + ": " + e.getMessage() + ".", e);
    }
  }

  /** Says that they have. */
  void done(int chunk, List<Integer> members) {
    AtomicFile.write(mark(chunk), members.toString());
  }

  /** Whether a recording's embedding is here. */
  boolean has(int number) {
    return Files.exists(part(number));
  }

  /** Keeps a recording's embedding. */
  void keep(int number, Matrix embedding) {
    Path unfinished = folder.resolve(number + ".unfinished");
    Npz.write(unfinished, Map.of(ARRAY, embedding));
    try {
      Files.move(unfinished, part(number), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SerlabException("Cannot write " + part(number) + ": " + e.getMessage() + ".", e);
    }
  }

  /** Forgets what an earlier run had kept of a recording. */
  void drop(int number) {
    try {
      Files.deleteIfExists(part(number));
    } catch (IOException e) {
      throw new SerlabException("Cannot delete " + part(number) + ": " + e.getMessage() + ".", e);
    }
  }

  /** A recording's embedding; empty if it is not here. */
  Optional<Matrix> get(int number) {
    if (!has(number)) {
      return Optional.empty();
    }
    Npz.Array kept = Npz.read(part(number)).get(ARRAY);
    return Optional.of(new Matrix(kept.shape()[0], kept.shape()[1], kept.floats()));
  }

  /** Deletes the folder. */
  void delete() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new SerlabException("Cannot clear " + folder + ": " + e.getMessage() + ".", e);
    }
  }
}
