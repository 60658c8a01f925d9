package org.serlab.feature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Matrices on disk by key, one file each, written beside their place and moved there. A file that
 * is not whole (after a power cut) is as good as none. Where nothing can be written, nothing is
 * kept. Safe for several threads and processes.
 */
final class FeatureCache {
  private static final int MAGIC = 0x53455246; // SERF
  private static final int HEAD = 5 * Integer.BYTES;

  /** What a killed process left unfinished is swept away after this time. */
  private static final Duration STALE = Duration.ofDays(1);

  private final Path folder;
  private boolean swept;

  FeatureCache(Path folder) {
    this.folder = folder;
  }

  /** By kind, so that one can be deleted; then spread, since some systems dislike large folders. */
  private Path place(String kind, String key) {
    return folder
        .resolve(kind.replaceAll("[^A-Za-z0-9-]", "_"))
        .resolve(key.substring(0, 2))
        .resolve(key);
  }

  Optional<Matrix> find(String kind, String key) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(place(kind, key));
    } catch (IOException e) {
      return Optional.empty();
    }
    if (bytes.length < HEAD) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int magic = buffer.getInt();
    int rows = buffer.getInt();
    int columns = buffer.getInt();
    long checksum = buffer.getLong();
    if (magic != MAGIC
        || bytes.length != HEAD + (long) Float.BYTES * rows * columns
        || checksum != checksum(buffer.slice())) {
      return Optional.empty();
    }
    float[] values = new float[rows * columns];
    buffer.asFloatBuffer().get(values);
    return Optional.of(new Matrix(rows, columns, values));
  }

  void keep(String kind, String key, Matrix matrix) {
    long size = HEAD + (long) Float.BYTES * matrix.values().length;
    if (size > Integer.MAX_VALUE - 8) {
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(HEAD);
    buffer.asFloatBuffer().put(matrix.values());
    buffer.putInt(0, MAGIC).putInt(4, matrix.rows()).putInt(8, matrix.columns());
    buffer.putLong(12, checksum(buffer.slice()));
    Path place = place(kind, key);
    Path part = unfinished().resolve(UUID.randomUUID().toString());
    try {
      sweep();
      Files.createDirectories(place.getParent());
      Files.write(part, buffer.array());
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(part); // the cache only saves time
    }
  }

  private static long checksum(ByteBuffer values) {
    CRC32C checksum = new CRC32C();
    checksum.update(values);
    return checksum.getValue();
  }

  private Path unfinished() {
    return folder.resolve("unfinished");
  }

  private synchronized void sweep() throws IOException {
    if (swept) {
      return;
    }
    swept = true;
    Files.createDirectories(unfinished());
    Instant stale = Instant.now().minus(STALE);
    try (Stream<Path> parts = Files.list(unfinished())) {
      for (Path part : (Iterable<Path>) parts::iterator) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(stale)) {
          discard(part);
        }
      }
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // swept away later
    }
  }
}
