package org.serlab.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;

/**
 * Digests of decoded recordings, remembered below the user's cache by path, size and time of last
 * change, so that only new or changed files are decoded. One file per folder of recordings, written
 * whole and moved into place: two processes may do so at once.
 */
final class ContentDigests {
  private ContentDigests() {}

  /**
   * @param utterances of one corpus
   * @return SHA-256 over ids and digests of decoded samples, in the order of the ids
   */
  static String of(Collection<Utterance> utterances) {
    Map<Path, String> digests = of(utterances.stream().map(Utterance::audio).toList());
    MessageDigest sha = sha256();
    utterances.stream()
        .sorted(Comparator.comparing(Utterance::corpus).thenComparing(Utterance::id))
        .forEach(
            utterance ->
                sha.update(
                    "%s/%s %s\n"
                        .formatted(
                            utterance.corpus(), utterance.id(), digests.get(utterance.audio()))
                        .getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(sha.digest());
  }

  /**
   * @param files recordings
   * @return per file the digest of its decoded samples
   * @throws org.serlab.audio.AudioException if one is damaged
   */
  static Map<Path, String> of(List<Path> files) {
    Map<Path, List<Path>> folders = new TreeMap<>();
    files.forEach(
        file -> folders.computeIfAbsent(file.getParent(), f -> new ArrayList<>()).add(file));
    Map<Path, String> digests = new LinkedHashMap<>();
    folders.forEach((folder, inside) -> digests.putAll(of(folder, inside)));
    return digests;
  }

  private static Map<Path, String> of(Path folder, List<Path> files) {
    Path memory =
        Serlab.cache()
            .resolve("digests")
            .resolve(hash(folder.toAbsolutePath().toString()).substring(0, 32) + ".tsv");
    Map<String, String> remembered = remembered(memory);
    Map<Path, String> stamps = new LinkedHashMap<>();
    files.forEach(file -> stamps.put(file, stamp(file)));
    List<Path> fresh =
        files.stream().filter(file -> !remembered.containsKey(stamps.get(file))).toList();
    Map<Path, String> digests = new HashMap<>();
    fresh.parallelStream()
        .map(file -> Map.entry(file, AudioFile.digest(file)))
        .toList()
        .forEach(entry -> digests.put(entry.getKey(), entry.getValue()));
    for (Path file : files) {
      digests.computeIfAbsent(file, f -> remembered.get(stamps.get(f)));
    }
    if (!fresh.isEmpty()) {
      fresh.forEach(file -> remembered.put(stamps.get(file), digests.get(file)));
      remember(memory, remembered);
    }
    return digests;
  }

  /** Name, size and time of last change: what tells that a file is still the same. */
  private static String stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s\t%d\t%d"
          .formatted(
              file.getFileName(),
              attributes.size(),
              attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS));
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  private static Map<String, String> remembered(Path memory) {
    Map<String, String> remembered = new TreeMap<>();
    try {
      if (Files.isRegularFile(memory)) {
        for (String line : Files.readAllLines(memory)) {
          int tab = line.lastIndexOf('\t');
          if (tab > 0 && line.length() - tab == 65) {
            remembered.put(line.substring(0, tab), line.substring(tab + 1));
          }
        }
      }
    } catch (IOException e) {
      return new TreeMap<>(); // a memory that cannot be read is made again
    }
    return remembered;
  }

  private static void remember(Path memory, Map<String, String> digests) {
    List<String> lines = new ArrayList<>();
    digests.forEach((stamp, digest) -> lines.add(stamp + "\t" + digest));
    write(memory, lines);
  }

  /** Writes a file of the cache whole; where that fails it is computed again next time. */
  static void write(Path memory, List<String> lines) {
    try {
      Files.createDirectories(memory.getParent());
      Path temporary = Files.createTempFile(memory.getParent(), "new", ".tmp");
      Files.write(temporary, lines);
      Files.move(temporary, memory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // The cache only saves time.
    }
  }

  static String hash(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
