package org.serlab.corpus.download;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.serlab.SerlabException;

/**
 * Unpacks zip and tar.gz archives of strangers. Nothing is written outside the folder, no link is
 * made, nothing is overwritten, and bytes and entries are bounded whatever the archive says of
 * itself.
 */
public final class Archive {
  private static final int LONGEST_LINK = 4096;
  private static final int MOST_HEADER_BYTES = 1 << 20;

  private final Path archive;
  private final Path folder;
  private final int strip;
  private final Pattern only;
  private final Bounds bounds;
  private final Progress progress;
  private final List<String> links = new ArrayList<>();
  private long files;
  private long entries;
  private long bytes;

  /**
   * What an archive may hold.
   *
   * @param entries most entries
   * @param bytes most bytes, unpacked
   */
  record Bounds(long entries, long bytes) {
    /**
     * Speech never packs to a hundredth: what claims so is a bomb. 64 MiB are allowed in any case.
     */
    static Bounds of(long packed) {
      return new Bounds(1_000_000, (64L << 20) + 100 * packed);
    }
  }

  /**
   * @param files files written
   * @param bytes their bytes
   * @param links entries that were links and were left out
   */
  public record Unpacked(long files, long bytes, List<String> links) {}

  /** The archive is not what its owner made: another copy may be. */
  static final class Damaged extends SerlabException {
    private static final long serialVersionUID = 1L;

    Damaged(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private Archive(
      Path archive, Path folder, int strip, Pattern only, Bounds bounds, Progress progress) {
    this.archive = archive;
    this.folder = folder.toAbsolutePath().normalize();
    this.strip = strip;
    this.only = only;
    this.bounds = bounds;
    this.progress = progress;
  }

  /**
   * @param archive a zip, tar.gz or tar file
   * @param folder an existing folder into which it is unpacked
   * @param strip leading folders of its paths that are left away
   * @param only what is unpacked, a regular expression over the stripped paths; empty for all
   * @param progress hears how it goes
   * @return what was written
   * @throws SerlabException if it is damaged or dangerous; then what was written so far remains and
   *     the folder should be thrown away
   */
  public static Unpacked unpack(
      Path archive, Path folder, int strip, String only, Progress progress) {
    try {
      return unpack(archive, folder, strip, only, Bounds.of(Files.size(archive)), progress);
    } catch (IOException e) {
      throw new SerlabException("Cannot read %s: %s.".formatted(archive, Reason.of(e)), e);
    }
  }

  static Unpacked unpack(
      Path archive, Path folder, int strip, String only, Bounds bounds, Progress progress) {
    return new Archive(
            archive,
            folder,
            strip,
            only.isEmpty() ? Pattern.compile(".*", Pattern.DOTALL) : Pattern.compile(only),
            bounds,
            progress)
        .unpack();
  }

  private Unpacked unpack() {
    try {
      byte[] start = start();
      if (startsWith(start, 0, "PK")) {
        zip();
      } else if (startsWith(start, 0, "\u001f\u008b")) {
        try (InputStream in = open();
            InputStream plain = new GzipCompressorInputStream(in, true)) {
          tar(plain);
        }
      } else if (startsWith(start, 257, "ustar")) {
        try (InputStream in = open()) {
          tar(in);
        }
      } else {
        throw noArchive(start);
      }
    } catch (IOException e) {
      throw new Damaged(
          "%s is damaged or incomplete (%s); get it again.".formatted(archive, Reason.of(e)), e);
    }
    return new Unpacked(files, bytes, links);
  }

  private void zip() throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      long claimed = 0;
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        count();
        path(entry.getName());
        claimed += Math.max(0, entry.getSize());
        if (claimed > bounds.bytes()) {
          throw tooMuch();
        }
      }
      checkRoom(claimed);
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        if (entry.isUnixSymlink()) {
          try (InputStream in = zip.getInputStream(entry)) {
            String target = new String(in.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
            leaveOut(entry.getName(), path(entry.getName()).getParent(), target);
          }
        } else if (!entry.isDirectory()) {
          Optional<Path> target = target(entry.getName());
          if (target.isPresent()) {
            unzip(zip, entry, target.get());
          }
        }
      }
    }
  }

  private void unzip(ZipFile zip, ZipArchiveEntry entry, Path target) throws IOException {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw new SerlabException(
          archive + " is locked with a password; unpack it by hand into " + folder + ".");
    }
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
      write(in, target);
    }
    if (sum.getValue() != entry.getCrc()) {
      throw new IOException(entry.getName() + " has another checksum than the archive says");
    }
  }

  private void tar(InputStream stream) throws IOException {
    Metered metered = new Metered(stream);
    TarArchiveInputStream tar = new TarArchiveInputStream(metered, "UTF-8");
    while (true) {
      metered.allow(MOST_HEADER_BYTES); // names of any length would fill the memory
      TarArchiveEntry entry = tar.getNextEntry();
      metered.allow(bounds.bytes());
      if (entry == null) {
        break;
      }
      count();
      Path path = path(entry.getName());
      if (entry.isSymbolicLink()) {
        leaveOut(entry.getName(), path.getParent(), entry.getLinkName());
      } else if (entry.isLink()) {
        leaveOut(entry.getName(), null, entry.getLinkName()); // from the archive's root
      } else if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
        throw refused("holds the device " + entry.getName());
      } else if (!entry.isDirectory()) {
        Optional<Path> target = target(entry.getName());
        if (target.isPresent()) {
          write(tar, target.get());
        }
      }
      tar.transferTo(OutputStream.nullOutputStream()); // what is not wanted counts as well
    }
    metered.transferTo(OutputStream.nullOutputStream()); // to the checksum at the end
  }

  private void count() {
    if (++entries > bounds.entries()) {
      throw refused("holds more than %,d entries".formatted(bounds.entries()));
    }
  }

  /** The path of an entry, which leads nowhere else than down. */
  private Path path(String name) {
    String path = name.replace('\\', '/');
    try {
      Path normal = Path.of(path).normalize();
      if (path.startsWith("/")
          || path.matches("[A-Za-z]:.*")
          || List.of(path.split("/")).contains("..")) {
        throw refused("holds the path " + name + ", which leads out of its folder");
      }
      return normal;
    } catch (InvalidPathException e) {
      throw new SerlabException(
          "%s holds a file name that this system cannot write (%s); set LC_ALL=C.UTF-8."
              .formatted(archive, e.getReason()),
          e);
    }
  }

  /** Where an entry goes; empty if it is not wanted. */
  private Optional<Path> target(String name) {
    Path path = path(name);
    if (path.getNameCount() <= strip || path.toString().isEmpty()) {
      return Optional.empty();
    }
    Path stripped = path.subpath(strip, path.getNameCount());
    if (!only.matcher(stripped.toString().replace('\\', '/')).matches()) {
      return Optional.empty();
    }
    Path target = folder.resolve(stripped).normalize();
    if (!target.startsWith(folder) || target.equals(folder)) {
      throw refused("holds the path " + name + ", which leads out of its folder");
    }
    return Optional.of(target);
  }

  /** Links are never made; one that leads out of the folder shows ill will. */
  private void leaveOut(String name, Path parent, String leadsTo) {
    String to = leadsTo.replace('\\', '/').replace('\0', '?');
    Path end = (parent == null ? Path.of(to) : parent.resolve(to)).normalize();
    if (end.isAbsolute() || end.startsWith("..") || to.matches("[A-Za-z]:.*")) {
      throw refused("holds the link " + name + ", which leads out of its folder");
    }
    links.add(name);
  }

  private void write(InputStream in, Path target) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = create(target)) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        bytes += length;
        if (bytes > bounds.bytes()) {
          throw tooMuch();
        }
        try {
          out.write(buffer, 0, length);
        } catch (IOException e) {
          throw cannotWrite(target, e);
        }
        progress.at("unpacking " + archive.getFileName(), bytes, -1);
      }
    }
    files++;
  }

  private OutputStream create(Path target) {
    try {
      Files.createDirectories(target.getParent());
      return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw refused("names " + folder.relativize(Path.of(e.getFile())) + " twice");
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  private void checkRoom(long needed) throws IOException {
    long free = folder.toFile().getUsableSpace();
    if (needed > free) {
      throw new SerlabException(
          "%s unpacks to %,d bytes and only %,d are free in %s; make room or choose another folder."
              .formatted(archive, needed, free, folder));
    }
  }

  private byte[] start() throws IOException {
    try (InputStream in = open()) {
      return in.readNBytes(512);
    }
  }

  private InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(archive));
  }

  private static boolean startsWith(byte[] start, int offset, String magic) {
    return new String(start, StandardCharsets.ISO_8859_1).startsWith(magic, offset);
  }

  private Damaged noArchive(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    boolean isPage = text.startsWith("<!doctype html") || text.startsWith("<html");
    return new Damaged(
        archive
            + (isPage
                ? " is a web page and no archive; its address may have changed, or needs a browser."
                : start.length == 0
                    ? " is empty; get it again."
                    : " is no zip, tar.gz or tar file."),
        null);
  }

  private SerlabException cannotWrite(Path target, IOException e) {
    return new SerlabException(
        "Cannot write %s: %s.".formatted(Reason.printable(target.toString()), Reason.of(e)), e);
  }

  private SerlabException tooMuch() {
    return refused("unpacks to more than %,d bytes".formatted(bounds.bytes()));
  }

  private SerlabException refused(String why) {
    return new SerlabException(
        "%s %s and is not unpacked; look at it by hand.".formatted(archive, Reason.printable(why)));
  }

  /** Counts what is read, so that no header and no entry can be endless. */
  private final class Metered extends FilterInputStream {
    private long left;
    private long total;

    Metered(InputStream in) {
      super(in);
    }

    void allow(long most) {
      left = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      left -= Math.max(0, read);
      total += Math.max(0, read);
      if (left < 0 || total > bounds.bytes()) {
        throw tooMuch();
      }
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      return Math.max(0, read(new byte[(int) Math.min(1 << 16, count)]));
    }
  }
}
