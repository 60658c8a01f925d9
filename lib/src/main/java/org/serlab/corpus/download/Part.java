package org.serlab.corpus.download;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.serlab.SerlabException;

/**
 * What has arrived of a file, and beside it which version of it that is: so that a later process
 * continues it, and never with bytes of another version. One process at a time has it.
 */
final class Part implements AutoCloseable {
  private final Path file;
  private final Path note;
  private final FileChannel channel;
  private Version version;

  /**
   * Which version of a file a server gives.
   *
   * @param source address it was asked for
   * @param etag strong entity tag, or empty
   * @param modified date of the last change as the server writes it, or empty
   * @param total bytes in all; -1 if not said
   */
  record Version(String source, String etag, String modified, long total) {
    static Version of(URI source, HttpURLConnection answer, long total) {
      String etag = answer.getHeaderField("ETag");
      String modified = answer.getHeaderField("Last-Modified");
      return new Version(
          source.toString(),
          // a weak tag promises the same meaning, not the same bytes (RFC 9110, 8.8.1)
          etag == null || etag.startsWith("W/") ? "" : etag,
          modified == null ? "" : modified,
          total);
    }

    /** What If-Range takes: empty if the server gave nothing to tell versions apart. */
    String validator() {
      return etag.isEmpty() ? modified : etag;
    }
  }

  /**
   * @param file the file to be; the part lies beside it as {@code .part}
   * @throws SerlabException if another process is getting it
   */
  Part(Path file) throws IOException {
    this.file = file.resolveSibling(file.getFileName() + ".part");
    this.note = file.resolveSibling(file.getFileName() + ".part.properties");
    this.channel = FileChannel.open(this.file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Lock.hold(channel, file.getFileName().toString());
    version = read();
  }

  private Version read() throws IOException {
    Properties known = new Properties();
    if (Files.isRegularFile(note)) {
      try (var in = Files.newBufferedReader(note)) {
        known.load(in);
      } catch (IllegalArgumentException e) {
        known.clear(); // damaged: as good as none
      }
    }
    String total = known.getProperty("total", "-1");
    return new Version(
        known.getProperty("source", ""),
        known.getProperty("etag", ""),
        known.getProperty("modified", ""),
        total.matches("[0-9]{1,18}") ? Long.parseLong(total) : -1);
  }

  Path file() {
    return file;
  }

  Version version() {
    return version;
  }

  long size() throws IOException {
    return channel.size();
  }

  boolean isComplete() throws IOException {
    return version.total > 0 && channel.size() == version.total;
  }

  /** Forgets what has arrived and begins this version. */
  void restart(Version version) throws IOException {
    channel.truncate(0); // first: an empty part is right for every version
    this.version = version;
    Properties known = new Properties();
    known.setProperty("source", version.source);
    known.setProperty("etag", version.etag);
    known.setProperty("modified", version.modified);
    known.setProperty("total", String.valueOf(version.total));
    Path fresh = note.resolveSibling(note.getFileName() + ".new");
    try (var out = Files.newBufferedWriter(fresh)) {
      known.store(out, null);
    }
    Files.move(fresh, note, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  void append(byte[] bytes, int length) throws IOException {
    channel.position(channel.size());
    var buffer = java.nio.ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Turns the part into the file. */
  void finish(Path target) throws IOException {
    channel.force(true);
    Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(note);
  }

  /** Releases it; what has arrived stays. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
