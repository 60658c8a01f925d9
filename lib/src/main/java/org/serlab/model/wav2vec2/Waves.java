package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A batch of waveforms, 16 kHz, standardised where the model wants it.
 *
 * @param samples (B, L), shorter ones filled up with zeros at the end
 * @param lengths samples per utterance; empty to treat all of them, zeros included, as speech. The
 *     group-norm variant was trained without, and with them still lets padding into its statistics:
 *     give it utterances of one length.
 */
public record Waves(NDArray samples, Optional<int[]> lengths) {
  /** All of one length. */
  public static Waves ofOneLength(NDArray samples) {
    return new Waves(samples, Optional.empty());
  }

  /**
   * Fills up with zeros what is shorter than the longest; says the lengths if they differ.
   *
   * @param manager owner of the array
   * @param waves at least one
   */
  public static Waves padded(NDManager manager, List<float[]> waves) {
    int longest = waves.stream().mapToInt(wave -> wave.length).max().orElseThrow();
    float[] samples = new float[Math.multiplyExact(waves.size(), longest)];
    int[] lengths = new int[waves.size()];
    boolean differ = false;
    for (int b = 0; b < lengths.length; b++) {
      lengths[b] = waves.get(b).length;
      System.arraycopy(waves.get(b), 0, samples, b * longest, lengths[b]);
      differ |= lengths[b] < longest;
    }
    return new Waves(
        manager.create(samples, new Shape(lengths.length, longest)),
        differ ? Optional.of(lengths) : Optional.empty());
  }

  /**
   * Mean 0 and variance 1, as Hugging Face does it: {@code (x - mean) / sqrt(variance + 1e-7)}.
   *
   * @param samples a waveform, which is left as it is
   */
  public static float[] standardised(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    double mean = sum / samples.length;
    double squares = 0;
    for (float sample : samples) {
      squares += (sample - mean) * (sample - mean);
    }
    double deviation = Math.sqrt(squares / samples.length + 1e-7);
    float[] standardised = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      standardised[i] = (float) ((samples[i] - mean) / deviation);
    }
    return standardised;
  }

  /** B, number of utterances. */
  int size() {
    return Math.toIntExact(samples.getShape().get(0));
  }
}
