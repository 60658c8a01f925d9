package org.serlab.feature;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.SourceFile;
import org.serlab.audio.AudioException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.AudioInfo;
import org.serlab.audio.DigestMemory;
import org.serlab.audio.Waveform;

/**
 * Features of recordings, computed once: kept on disk under a key of what decides them, the decoded
 * content of the recording (with its rate and sample format) and all options of the extractor with
 * its version. A recording that was moved or re-encoded without loss is found again; one that has
 * changed is not. What is kept equals what is computed to the last bit.
 *
 * <pre>{@code
 * FeatureStore.ofUser().extract(files, FeatureExtractors.of(Map.of("kind", "emobase")), listener);
 * }</pre>
 *
 * <p>Nothing is kept of extractors in a file of one's own: what they call may change without their
 * options showing it. Safe for several threads and processes, and whenever a process is killed.
 */
public final class FeatureStore {
  private final FeatureCache cache;
  private final DigestMemory digests;

  /**
   * @param folder holds the features; it is made when needed and may be deleted at any time
   */
  public FeatureStore(Path folder) {
    this(folder, new DigestMemory(folder.resolve("digests")));
  }

  private FeatureStore(Path folder, DigestMemory digests) {
    cache = new FeatureCache(folder);
    this.digests = digests;
  }

  /** The store below the {@linkplain Serlab#cache() user's cache}. */
  public static FeatureStore ofUser() {
    Path cache = Serlab.cache();
    return new FeatureStore(
        cache.resolve("features"), new DigestMemory(cache.resolve("digests"))); // as corpora do
  }

  /** Hears of an extraction, always from the thread that asked for it. */
  public interface Listener {
    /**
     * The features of the next recording, in the order of the files.
     *
     * @param file the recording
     * @param features its features
     */
    void extracted(Path file, Matrix features);

    /**
     * A recording that gives no features, in the order of the files; the others follow.
     *
     * @param file the recording
     * @param fault one sentence that names the file and says why
     */
    void failed(Path file, SerlabException fault);

    /**
     * After each recording.
     *
     * @param done recordings extracted or failed
     * @param total recordings in all
     * @param secondsLeft what the rest may take by the size of the files; NaN if nothing can be
     *     said
     */
    default void progress(int done, int total, double secondsLeft) {}
  }

  /**
   * Extracts with all cores, see {@link #extract(List, FeatureExtractor, int, Listener)}.
   *
   * @param files recordings
   * @param extractor gives their features
   * @param listener hears of each
   */
  public void extract(List<Path> files, FeatureExtractor extractor, Listener listener) {
    extract(files, extractor, Runtime.getRuntime().availableProcessors(), listener);
  }

  /**
   * Extracts or looks up the features of recordings, some at a time: memory does not depend on
   * their number.
   *
   * @param files recordings
   * @param extractor gives their features
   * @param threads how many are extracted at the same time
   * @param listener hears of each; what it throws ends the extraction and comes out here
   * @throws SerlabException if the calling thread is interrupted
   */
  public void extract(
      List<Path> files, FeatureExtractor extractor, int threads, Listener listener) {
    try (Extraction extraction =
        new Extraction(files, file -> features(file, extractor), threads, listener)) {
      extraction.run();
    } finally {
      digests.save();
    }
  }

  /** The features of one recording. */
  private Matrix features(Path file, FeatureExtractor extractor) {
    Map<String, Object> options = extractor.options();
    if (SourceFile.isNamedBy(options.get("kind"))) {
      return extract(extractor, file, AudioFile.read(file));
    }
    AudioInfo info = AudioFile.info(file);
    Waveform[] decoded = {null}; // stays so if the digest is remembered
    String digest =
        digests.of(
            file,
            f -> {
              AudioFile.Digested both = AudioFile.readDigested(f);
              decoded[0] = both.waveform();
              return both.digest();
            });
    String kind = String.valueOf(options.get("kind"));
    String key = key(options, info, digest);
    Optional<Matrix> kept = cache.find(kind, key);
    if (kept.isPresent()) {
      return kept.get();
    }
    Matrix features =
        extract(extractor, file, decoded[0] == null ? AudioFile.read(file) : decoded[0]);
    cache.keep(kind, key, features);
    return features;
  }

  private static Matrix extract(FeatureExtractor extractor, Path file, Waveform waveform) {
    try {
      return extractor.extract(waveform);
    } catch (SerlabException e) {
      throw new AudioException(file + ": " + e.getMessage(), e); // it does not know the file
    }
  }

  /** The digest of the samples says nothing of how they are to be read: that joins it here. */
  private static String key(Map<String, Object> options, AudioInfo info, String digest) {
    String text =
        "%s\n%s\n%d Hz, %d channels, %d bits, %s"
            .formatted(
                new TreeMap<>(options),
                digest,
                info.sampleRate(),
                info.channels(),
                info.bits(),
                info.floatingPoint() ? "floating point" : "integers");
    return Sha256.of(text);
  }
}
