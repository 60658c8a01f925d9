package org.serlab.feature;

import java.util.List;
import java.util.Map;
import org.serlab.audio.Waveform;

/**
 * Turns a recording into numbers. Deterministic to the last bit on every machine, without state,
 * safe for several threads. Reads any sample rate: an extractor defined at one rate resamples.
 */
public interface FeatureExtractor {
  /**
   * @param waveform a recording of any length and rate
   * @return its features; what rows and columns are is said by the extractor
   * @throws org.serlab.audio.AudioException if the recording is too short to give any
   */
  Matrix extract(Waveform waveform);

  /**
   * Everything that decides the values: {@code kind}, every option spelt out, {@code version}
   * (raised whenever a change alters numbers). {@link FeatureExtractors#of(Map)} makes the same
   * extractor from it; it is what a model folder, a condition and a cache key hold. Values are
   * strings, booleans, numbers and lists of them.
   */
  Map<String, Object> options();

  /** Names of the columns where they have any (functionals), else an empty list. */
  default List<String> columnNames() {
    return List.of();
  }

  /** Where in the recording the rows or columns lie. */
  default TimeAxis timeAxis() {
    return TimeAxis.NONE;
  }

  /** Whether extraction takes much longer than reading a recording, so that it pays to keep it. */
  default boolean isCostly() {
    return false;
  }
}
