package org.serlab.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.Serlab;
import org.serlab.Sha256;
import org.serlab.audio.DigestMemory;

/** Digests of what a corpus holds, remembered below the user's cache. */
final class ContentDigests {
  private ContentDigests() {}

  /**
   * @param utterances of one corpus
   * @return SHA-256 over ids and digests of decoded samples, in the order of the ids
   */
  static String of(Collection<Utterance> utterances) {
    Map<Path, String> digests = of(utterances.stream().map(Utterance::audio).toList());
    Sha256 sha = new Sha256();
    utterances.stream()
        .sorted(Comparator.comparing(Utterance::corpus).thenComparing(Utterance::id))
        .forEach(
            utterance ->
                sha.add(
                    "%s/%s %s\n"
                        .formatted(
                            utterance.corpus(), utterance.id(), digests.get(utterance.audio()))));
    return sha.hex();
  }

  /**
   * @param files recordings
   * @return per file the digest of its decoded samples
   * @throws org.serlab.audio.AudioException if one is damaged
   */
  static Map<Path, String> of(List<Path> files) {
    DigestMemory memory = new DigestMemory(Serlab.cache().resolve("digests"));
    List<String> digests = files.parallelStream().map(memory::of).toList();
    memory.save();
    Map<Path, String> byFile = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      byFile.put(files.get(i), digests.get(i));
    }
    return byFile;
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
}
