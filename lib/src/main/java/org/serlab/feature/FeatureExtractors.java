package org.serlab.feature;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.serlab.SerlabException;

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
              LogMelSpectrogram.KIND, LogMelSpectrogram::new,
              LogPowerSpectrogram.KIND, LogPowerSpectrogram::new));

  private FeatureExtractors() {}

  /**
   * @param options what {@link FeatureExtractor#options()} gave, or a condition's features: {@code
   *     kind} and any options that differ from the kind's defaults
   * @return the extractor
   * @throws SerlabException if there is no such kind or option
   */
  public static FeatureExtractor of(Map<String, Object> options) {
    Object kind = options.get("kind");
    Function<Map<String, Object>, FeatureExtractor> maker =
        kind instanceof String name ? KINDS.get(name) : null;
    if (maker == null) {
      throw new SerlabException(
          "There are no features of kind %s; known are %s."
              .formatted(kind, String.join(", ", KINDS.keySet())));
    }
    return maker.apply(options);
  }
}
