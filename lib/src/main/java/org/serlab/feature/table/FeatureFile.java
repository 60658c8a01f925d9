package org.serlab.feature.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.serlab.SerlabException;

/**
 * A table of features on its way into a file, row by row, so that it may be larger than memory. The
 * file is there whole or not at all: rows go into another one beside it, which {@link #finish()}
 * moves into its place and {@link #close()} without it deletes.
 */
public final class FeatureFile implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final TableFormat.RowWriter writer;
  private boolean closed;

  private FeatureFile(Path file, Path part, TableFormat.RowWriter writer) {
    this.file = file;
    this.part = part;
    this.writer = writer;
  }

  /**
   * @param file ends in {@code .csv}, {@code .parquet} or {@code .npz}
   * @param head its columns
   * @throws SerlabException if the name ends otherwise or the file cannot be written
   */
  public static FeatureFile create(Path file, TableHead head) {
    TableFormat format = TableFormat.of(file);
    Path target = file.toAbsolutePath();
    Path part =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.createDirectories(target.getParent());
      part.toFile().deleteOnExit(); // as when the process is interrupted
      return new FeatureFile(file, part, format.writer(part, head));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /**
   * @param row the next row
   * @throws SerlabException if it cannot be written
   */
  public void write(FeatureRow row) {
    try {
      writer.write(row);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /**
   * To be called after the last row.
   *
   * @throws SerlabException if the file cannot be written
   */
  public void finish() {
    try {
      closed = true;
      writer.close();
      Files.move(part, file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static SerlabException cannotWrite(Path file, IOException e) {
    return new SerlabException("Cannot write " + file + ": " + e.getMessage() + ".", e);
  }

  @Override
  public void close() {
    try {
      if (!closed) {
        closed = true;
        writer.close();
      }
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // A left-over part harms nobody, and the fault that matters is already on its way.
    }
  }
}
