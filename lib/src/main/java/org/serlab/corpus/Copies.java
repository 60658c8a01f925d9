package org.serlab.corpus;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.serlab.Serlab;
import org.serlab.Sha256;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;

/**
 * Finds recordings that are there twice: equal (the same decoded samples) or nearly so, that is
 * re-encoded, cut at the ends, made louder or softer, with a little noise, or turned upside down.
 * The same sentence said again by the same speaker is no copy.
 *
 * <p>Each recording's {@linkplain Fingerprint log-mel spectrogram} is correlated with every other's
 * at all shifts. What is alike there is decided by the waveforms themselves: two takes of a
 * sentence, however alike, do not correlate sample by sample (at most 0.40 among the sentences of
 * Emo-DB, nEMO and RAVDESS, 0.93 among the digits of FSDD, most of which last under half a second),
 * and copies do (0.95 to 1; 0.65 to 1 where the ends are cut and the rate is changed or the level
 * was very low). Copies at another speed or pitch are not found. What is as like itself a quarter
 * of its length later, such as a steady tone, is no copy for being like another, unless all samples
 * are equal.
 */
public final class Copies {
  /** Raised when a change alters what is found, so that remembered results are not used. */
  private static final int VERSION = 2;

  private static final double COARSE = 0.6;
  private static final double FINE = 0.75;
  private static final double WAVEFORM = 0.65;

  /** Single short words are alike: see FSDD above. */
  private static final double BRIEF_FINE = 0.87;

  private static final double BRIEF_WAVEFORM = 0.955;

  /** Share of a pair's correlation that a recording may have with itself later on. */
  private static final double SELF = 0.9;

  private static final int HIGHEST_RATE = 16000;

  private final List<Utterance> utterances;
  private final Map<String, SoftReference<float[]>> signals = new ConcurrentHashMap<>();
  private Fingerprint[] fingerprints;

  private Copies(List<Utterance> utterances) {
    this.utterances = utterances;
  }

  /**
   * Two recordings of one sound.
   *
   * @param first the one whose id comes first
   * @param second the other
   * @param correlation of their waveforms, 0 to 1; exactly 1 if all samples are equal
   */
  public record Copy(Utterance first, Utterance second, double correlation) {
    /** Whether all samples are equal. */
    public boolean isEqual() {
      return correlation == 1;
    }
  }

  /**
   * @param utterances of one corpus or several
   * @return all pairs of copies among them, ordered. Remembered below the user's cache under the
   *     content of all recordings, so that only the first call takes time
   * @throws org.serlab.audio.AudioException if a recording is damaged
   */
  public static List<Copy> among(Collection<Utterance> utterances) {
    List<Utterance> ordered = ordered(utterances);
    Path memory =
        Serlab.cache()
            .resolve("copies")
            .resolve(Sha256.of(VERSION + ContentDigests.of(ordered)) + ".tsv");
    return recall(memory, ordered)
        .orElseGet(
            () -> {
              List<Copy> copies = compute(ordered);
              remember(memory, copies);
              return copies;
            });
  }

  private static List<Utterance> ordered(Collection<Utterance> utterances) {
    return utterances.stream()
        .sorted(Comparator.comparing(Utterance::corpus).thenComparing(Utterance::id))
        .toList();
  }

  /** The same, without remembering. */
  static List<Copy> compute(Collection<Utterance> utterances) {
    List<Utterance> ordered = ordered(utterances);
    return new Copies(ordered)
        .find(ContentDigests.of(ordered.stream().map(Utterance::audio).toList()));
  }

  private List<Copy> find(Map<Path, String> digests) {
    Map<String, List<Integer>> sameSamples = new LinkedHashMap<>();
    for (int i = 0; i < utterances.size(); i++) {
      sameSamples
          .computeIfAbsent(digests.get(utterances.get(i).audio()), d -> new ArrayList<>())
          .add(i);
    }
    List<Copy> copies = new ArrayList<>();
    List<List<Integer>> sounds = List.copyOf(sameSamples.values());
    for (List<Integer> equal : sounds) {
      pairs(equal, equal, 1, copies);
    }
    fingerprints =
        sounds.parallelStream()
            .map(equal -> new Fingerprint(AudioFile.read(utterances.get(equal.get(0)).audio())))
            .toArray(Fingerprint[]::new);
    List<double[]> found =
        IntStream.range(0, sounds.size())
            .parallel()
            .boxed()
            .flatMap(i -> IntStream.range(0, i).boxed().flatMap(j -> compare(sounds, i, j)))
            .toList();
    for (double[] match : found) {
      pairs(sounds.get((int) match[0]), sounds.get((int) match[1]), match[2], copies);
    }
    copies.sort(
        Comparator.comparing((Copy copy) -> name(copy.first()))
            .thenComparing(copy -> name(copy.second())));
    return copies;
  }

  private void pairs(List<Integer> a, List<Integer> b, double correlation, List<Copy> copies) {
    for (int i : a) {
      for (int j : b) {
        if (a != b || i < j) {
          copies.add(
              new Copy(
                  utterances.get(Math.min(i, j)), utterances.get(Math.max(i, j)), correlation));
        }
      }
    }
  }

  private Stream<double[]> compare(List<List<Integer>> sounds, int i, int j) {
    Fingerprint a = fingerprints[i];
    Fingerprint b = fingerprints[j];
    Fingerprint.Match match = Fingerprint.coarse(a, b);
    if (match.correlation() < COARSE) {
      return Stream.empty();
    }
    boolean brief = a.isBrief() || b.isBrief();
    match = Fingerprint.fine(a, b, match);
    if (match.correlation() < (brief ? BRIEF_FINE : FINE)) {
      return Stream.empty();
    }
    int rate = Math.min(HIGHEST_RATE, Math.max(a.sampleRate, b.sampleRate));
    int hop = rate / Fingerprint.FRAME_RATE;
    float[] x = signal(utterances.get(sounds.get(i).get(0)), a, rate);
    float[] y = signal(utterances.get(sounds.get(j).get(0)), b, rate);
    double correlation = Correlation.peak(x, y, match.shift() * hop, hop);
    return correlation < (brief ? BRIEF_WAVEFORM : WAVEFORM)
            || Correlation.peak(x, x, x.length / 4, hop) > SELF * correlation
        ? Stream.empty()
        // Equal samples alone are 1.
        : Stream.of(new double[] {i, j, Math.min(correlation, 0.9999)});
  }

  /** The active stretch, emphasised by x[t] - 0.5 x[t - 1] so that hum does not decide. */
  private float[] signal(Utterance utterance, Fingerprint fingerprint, int rate) {
    String key = rate + " " + utterance.audio();
    SoftReference<float[]> kept = signals.get(key);
    float[] signal = kept == null ? null : kept.get();
    if (signal == null) {
      Waveform waveform = AudioFile.read(utterance.audio()).resample(rate);
      int hop = rate / Fingerprint.FRAME_RATE;
      int start = Math.min(waveform.length() - 1, fingerprint.first * hop);
      int end = Math.min(waveform.length(), (fingerprint.last + 4) * hop);
      float[] samples = waveform.samples();
      signal = new float[end - start];
      for (int t = start; t < end; t++) {
        signal[t - start] = samples[t] - (t == 0 ? 0 : 0.5f * samples[t - 1]);
      }
      signals.put(key, new SoftReference<>(signal));
    }
    return signal;
  }

  private static Optional<List<Copy>> recall(Path memory, List<Utterance> utterances) {
    if (!Files.isRegularFile(memory)) {
      return Optional.empty();
    }
    Map<String, Utterance> byName = new HashMap<>();
    utterances.forEach(utterance -> byName.put(name(utterance), utterance));
    List<Copy> copies = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(memory)) {
        String[] cells = line.split("\t");
        Utterance first = byName.get(cells[0]);
        Utterance second = byName.get(cells[1]);
        if (first == null || second == null) {
          return Optional.empty();
        }
        copies.add(new Copy(first, second, Double.parseDouble(cells[2])));
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // a memory that cannot be read is made again
    }
    return Optional.of(copies);
  }

  private static void remember(Path memory, List<Copy> copies) {
    ContentDigests.write(
        memory,
        copies.stream()
            .map(
                copy ->
                    String.format(
                        Locale.ROOT,
                        "%s\t%s\t%.4f",
                        name(copy.first()),
                        name(copy.second()),
                        copy.correlation()))
            .toList());
  }

  private static String name(Utterance utterance) {
    return utterance.corpus() + "/" + utterance.id();
  }
}
