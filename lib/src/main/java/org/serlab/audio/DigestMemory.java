package org.serlab.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.serlab.AtomicFile;
import org.serlab.SerlabException;
import org.serlab.Sha256;

/**
 * Digests of decoded recordings, remembered by path, size and times of last change, so that only
 * new or changed files are decoded. One file per folder of recordings, written whole and moved into
 * place: several processes may do so at once, and what one of them forgets of another's is decoded
 * again. Safe for several threads.
 */
public final class DigestMemory {
  private static final int HEXADECIMALS = 64;

  /** A file changed more recently than this may change again without its times showing it. */
  private static final long UNSETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path memory;
  private final Map<Path, Folder> folders = new ConcurrentHashMap<>();

  /**
   * @param memory the folder in which digests are remembered; it is made when needed
   */
  public DigestMemory(Path memory) {
    this.memory = memory;
  }

  /**
   * @param file a recording
   * @return its {@linkplain AudioFile#digest digest}, which may be remembered
   * @throws AudioException if it is not remembered and damaged
   */
  public String of(Path file) {
    return of(file, AudioFile::digest);
  }

  /**
   * @param file a recording
   * @param decoding gives its digest; called only if that is not remembered
   * @return its digest
   * @throws AudioException if it is not remembered and damaged
   */
  public String of(Path file, Function<Path, String> decoding) {
    Path absolute = file.toAbsolutePath().normalize();
    String name = String.valueOf(absolute.getFileName());
    String stamp = stamp(absolute, name); // before decoding, so that a later change shows
    if (stamp == null) {
      return decoding.apply(file);
    }
    Folder folder = folders.computeIfAbsent(absolute.getParent(), this::open);
    String remembered = folder.known.get(name);
    if (remembered != null && remembered.startsWith(stamp)) {
      return remembered.substring(stamp.length());
    }
    String digest = decoding.apply(file);
    folder.fresh.put(name, stamp + digest);
    folder.known.put(name, stamp + digest);
    return digest;
  }

  /** Remembers what was found out; where that fails, files are decoded again next time. */
  public void save() {
    for (Folder folder : folders.values()) {
      Map<String, String> fresh = Map.copyOf(folder.fresh);
      if (!fresh.isEmpty()) {
        Map<String, String> all = new TreeMap<>(read(folder.memory)); // with others' meanwhile
        all.putAll(fresh);
        StringBuilder lines = new StringBuilder();
        all.forEach((name, entry) -> lines.append(name).append(entry).append('\n'));
        try {
          AtomicFile.write(folder.memory, lines.toString());
          folder.fresh.entrySet().removeAll(fresh.entrySet());
        } catch (SerlabException e) {
          // The memory only saves time.
        }
      }
    }
  }

  /** By name, the stamp and the digest of each file of a folder. */
  private record Folder(Path memory, Map<String, String> known, Map<String, String> fresh) {}

  private Folder open(Path folder) {
    Path file = memory.resolve(Sha256.of(folder.toString()).substring(0, 32) + ".tsv");
    return new Folder(file, new ConcurrentHashMap<>(read(file)), new ConcurrentHashMap<>());
  }

  private static Map<String, String> read(Path memory) {
    Map<String, String> known = new TreeMap<>();
    try {
      if (Files.isRegularFile(memory)) {
        for (String line : Files.readAllLines(memory)) {
          int name = line.indexOf('\t');
          if (name > 0 && line.length() - line.lastIndexOf('\t') == 1 + HEXADECIMALS) {
            known.put(line.substring(0, name), line.substring(name));
          }
        }
      }
    } catch (IOException e) {
      return new TreeMap<>(); // a memory that cannot be read is made again
    }
    return known;
  }

  /**
   * What tells that a file is still the same, between tabs: size, time of the last change of its
   * content and (which nothing can set back) of its entry in the file system. Null if nothing can
   * be told.
   */
  private static String stamp(Path file, String name) {
    try {
      Map<String, Object> attributes =
          Files.readAttributes(file, "unix:size,lastModifiedTime,ctime");
      long changed = nanos(attributes.get("ctime"));
      long age = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - changed;
      if (age < UNSETTLED_NANOS || name.indexOf('\t') >= 0 || name.indexOf('\n') >= 0) {
        return null;
      }
      return "\t%d\t%d\t%d\t"
          .formatted(
              (Long) attributes.get("size"), nanos(attributes.get("lastModifiedTime")), changed);
    } catch (IOException | UnsupportedOperationException e) {
      return null; // who decodes it says what is wrong with it
    }
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }
}
