package org.serlab.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.serlab.SerlabException;
import org.serlab.SourceFile;
import org.serlab.feature.opensmile.OpenSmileSet;

/**
 * Makes extractors from their options, for example
 *
 * <pre>{@code
 * FeatureExtractors.of(Map.of("kind", "log-mel", "bands", 40)).extract(waveform)
 * }</pre>
 */
public final class FeatureExtractors {
  private static final Map<String, Function<Map<String, Object>, FeatureExtractor>> KINDS =
      new TreeMap<>(
          Map.of(
              LogMelSequence.KIND, LogMelSequence::new,
              LogMelSpectrogram.KIND, LogMelSpectrogram::new,
              LogPowerSpectrogram.KIND, LogPowerSpectrogram::new,
              LogFilterbank.KIND, LogFilterbank::new,
              Mfcc.KIND, Mfcc::new,
              MfccStatistics.KIND, MfccStatistics::new,
              WaveformSamples.KIND, WaveformSamples::new));

  static {
    for (FeatureKind kind :
        ServiceLoader.load(FeatureKind.class, FeatureKind.class.getClassLoader())) {
      KINDS.put(kind.name(), kind::of);
    }
    for (OpenSmileSet set : OpenSmileSet.values()) {
      KINDS.put(set.kind(), OpenSmileFunctionals.of(set));
      KINDS.put(set.contourKind(), OpenSmileContours.of(set));
    }
  }

  /**
   * Names for what the field's tools and papers use, each with its kind and the options that differ
   * from that kind's defaults.
   */
  private static final Map<String, Map<String, Object>> PRESETS =
      new TreeMap<>(
          Map.of(
              // Kaldi's mfcc_hires.conf: as many cepstra as bands, so nothing is thrown away.
              "kaldiHires40",
              Map.of("kind", Mfcc.KIND, "bands", 40, "coefficients", 40, "high", -400, "deltas", 0),
              // Kaldi's mfcc.conf.
              "kaldi13",
              Map.of("kind", Mfcc.KIND, "deltas", 0),
              "fbank80",
              Map.of("kind", LogFilterbank.KIND, "bands", 80),
              // What the published checkpoints of these pre-trained models take.
              "tera",
              Map.of("kind", LogMelSequence.KIND),
              "audioAlbert",
              Map.of("kind", LogMelSequence.KIND),
              "teraFbank240",
              Map.of(
                  "kind",
                  LogFilterbank.KIND,
                  "fullScale",
                  1,
                  "deltas",
                  2,
                  "deltasOfDeltas",
                  true,
                  "normalise",
                  "mean-deviation"),
              "npc",
              Map.of(
                  "kind",
                  LogFilterbank.KIND,
                  "fullScale",
                  1,
                  "window",
                  "hamming",
                  "normalise",
                  "mean-deviation"),
              // librosa.power_to_db(librosa.feature.melspectrogram(y, sr=16000)).
              "librosaMel",
              Map.ofEntries(
                  Map.entry("kind", LogMelSpectrogram.KIND),
                  Map.entry("frame", 2048),
                  Map.entry("hop", 512),
                  Map.entry("window", "hann periodic"),
                  Map.entry("edges", "centred-zeros"),
                  Map.entry("bands", 128),
                  Map.entry("low", 0),
                  Map.entry("scale", "slaney"),
                  Map.entry("norm", "area"),
                  Map.entry("topDecibels", 80))));

  private FeatureExtractors() {}

  /** Names of kinds and presets. */
  public static List<String> names() {
    return Stream.concat(KINDS.keySet().stream(), PRESETS.keySet().stream()).toList();
  }

  /**
   * @param options what {@link FeatureExtractor#options()} gave, or a condition's features: {@code
   *     kind} (or a preset's name as {@code kind}) and any options that differ from its defaults. A
   *     kind {@code file:PATH} is a {@link FeatureExtractor} in a file of one's own.
   * @return the extractor
   * @throws SerlabException if there is no such kind or option
   */
  public static FeatureExtractor of(Map<String, Object> options) {
    Object kind = options.get("kind");
    if (SourceFile.isNamedBy(kind)) {
      return new OwnFeatures(options);
    }
    if (kind instanceof String name && PRESETS.containsKey(name)) {
      Map<String, Object> merged = new LinkedHashMap<>(options);
      merged.putAll(PRESETS.get(name));
      merged.putAll(options);
      merged.put("kind", PRESETS.get(name).get("kind"));
      return of(merged);
    }
    Function<Map<String, Object>, FeatureExtractor> maker =
        kind instanceof String name ? KINDS.get(name) : null;
    if (maker == null) {
      throw new SerlabException(
          "There are no features of kind %s; known are %s."
              .formatted(kind, String.join(", ", names())));
    }
    return maker.apply(options);
  }
}
