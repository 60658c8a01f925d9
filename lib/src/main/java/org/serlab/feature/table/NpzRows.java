package org.serlab.feature.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.serlab.feature.Npz;

/**
 * For NumPy: arrays {@code file} (text, a name per row), {@code start} and {@code end} where there
 * are times (double precision), {@code features} (single precision, rows x features) and {@code
 * names} (text, a name per feature).
 *
 * <p>An array's length stands before its values and arrays stand one after the other, so rows are
 * collected in files of their own until all have come.
 */
final class NpzRows implements TableFormat.RowWriter {
  private final Path file;
  private final TableHead head;
  private final Values features;
  private final List<Values> times = new ArrayList<>();

  /** Names of recordings and how many rows each has: there may be many rows of each. */
  private final List<String> files = new ArrayList<>();

  private final List<Integer> counts = new ArrayList<>();
  private long rows;

  NpzRows(Path file, TableHead head) throws IOException {
    this.file = file;
    this.head = head;
    features = new Values(file, "features", 4 * head.names().size());
    if (head.timed()) {
      times.add(new Values(file, TableHead.START, 8));
      times.add(new Values(file, TableHead.END, 8));
    }
  }

  /** Values that wait in a file beside the target. */
  private static final class Values {
    private final String name;
    private final Path path;
    private final OutputStream out;
    private final ByteBuffer row;

    Values(Path file, String name, int bytes) throws IOException {
      this.name = name;
      path = file.resolveSibling(file.getFileName() + "." + name);
      path.toFile().deleteOnExit(); // as when the process is interrupted
      out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
      row = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    void write() throws IOException {
      out.write(row.array());
      row.clear();
    }

    void copy(ZipOutputStream zip, byte[] header) throws IOException {
      out.close();
      zip.putNextEntry(new ZipEntry(name + ".npy"));
      zip.write(header);
      Files.copy(path, zip);
      zip.closeEntry();
    }

    void delete() throws IOException {
      out.close();
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void write(FeatureRow row) throws IOException {
    int last = files.size() - 1;
    if (last >= 0 && files.get(last).equals(row.file())) {
      counts.set(last, counts.get(last) + 1);
    } else {
      files.add(row.file());
      counts.add(1);
    }
    for (float value : row.values()) {
      features.row.putFloat(value);
    }
    features.write();
    if (head.timed()) {
      times.get(0).row.putDouble(row.start());
      times.get(0).write();
      times.get(1).row.putDouble(row.end());
      times.get(1).write();
    }
    rows++;
  }

  @Override
  public void close() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      texts(zip, TableHead.FILE, files, counts);
      for (Values time : times) {
        time.copy(zip, Npz.header("<f8", rows));
      }
      features.copy(zip, Npz.header("<f4", rows, head.names().size()));
      texts(zip, "names", head.names(), head.names().stream().map(name -> 1).toList());
    } finally {
      features.delete();
      for (Values time : times) {
        time.delete();
      }
    }
  }

  private static void texts(
      ZipOutputStream zip, String name, List<String> texts, List<Integer> counts)
      throws IOException {
    int length = 1;
    long total = 0;
    for (int i = 0; i < texts.size(); i++) {
      length = Math.max(length, texts.get(i).codePointCount(0, texts.get(i).length()));
      total += counts.get(i);
    }
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    zip.write(Npz.header("<U" + length, total));
    for (int i = 0; i < texts.size(); i++) {
      ByteBuffer text = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
      texts.get(i).codePoints().forEach(text::putInt);
      for (int row = 0; row < counts.get(i); row++) {
        zip.write(text.array());
      }
    }
    zip.closeEntry();
  }
}
