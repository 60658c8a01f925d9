package org.serlab.feature;

import java.util.Map;
import org.serlab.audio.AudioException;
import org.serlab.audio.Waveform;

/**
 * Kind {@code waveform}: the recording itself, for networks that begin with the waveform. One row,
 * a column per sample. What they see of it, such as a random stretch in training, is theirs.
 *
 * <p>Options and defaults: sampleRate 16000 (Hz), trim false (whether the silence at both ends is
 * cut off), standardise false, seconds 0 (all of the recording).
 */
final class WaveformSamples implements FeatureExtractor {
  static final String KIND = "waveform";
  private static final int VERSION = 1;

  private final Preparation preparation;
  private final Map<String, Object> options;

  WaveformSamples(Map<String, Object> given) {
    Options reader = new Options(KIND, VERSION, given);
    preparation = new Preparation(reader);
    options = reader.spelt();
  }

  @Override
  public Matrix extract(Waveform waveform) {
    if (waveform.length() == 0) {
      throw new AudioException("The recording is empty.");
    }
    return Matrix.vector(preparation.prepare(waveform).samples());
  }

  @Override
  public Map<String, Object> options() {
    return options;
  }
}
