package org.serlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are there whole or not at all, whenever the process is killed. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content to an open file. */
  @FunctionalInterface
  public interface Content {
    /**
     * @param channel open for writing, at position 0
     */
    void write(FileChannel channel) throws IOException;
  }

  /**
   * Writes a temporary file beside the target, forces it to the disk, and renames it. Readers see
   * the old content or the new one, never a part. Missing folders are made.
   *
   * @param file the target
   * @param content writes what it shall hold
   * @throws SerlabException if the file cannot be written
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path temporary = null;
    try {
      Files.createDirectories(target.getParent());
      // Not createTempFile, whose files only their owner can read.
      String name = "." + target.getFileName() + "." + UUID.randomUUID() + ".part";
      temporary = target.resolveSibling(name);
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        content.write(channel);
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
        folder.force(true); // so that the rename itself survives a power cut
      }
    } catch (IOException e) {
      String reason =
          e instanceof ClosedByInterruptException ? "it was interrupted" : e.getMessage();
      throw new SerlabException("Cannot write " + file + ": " + reason + ".", e);
    } finally {
      discard(temporary);
    }
  }

  /**
   * Writes a text file (UTF-8).
   *
   * @param file the target
   * @param text what it shall hold
   * @throws SerlabException if the file cannot be written
   */
  public static void write(Path file, String text) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    write(
        file,
        channel -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  private static void discard(Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // A left-over temporary file harms nobody, and the fault that matters is already on its way.
    }
  }
}
