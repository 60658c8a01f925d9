package org.serlab.audio;

import java.util.Arrays;

/**
 * A mono recording.
 *
 * @param samples amplitudes, full scale is -1 to 1; not copied, so treat the array as read-only
 * @param sampleRate samples per second, in Hz, positive
 */
public record Waveform(float[] samples, int sampleRate) {
  /** Checks the rate. */
  public Waveform {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sample rate must be positive, not " + sampleRate);
    }
  }

  /** Number of samples. */
  public int length() {
    return samples.length;
  }

  /** Duration in seconds. */
  public double seconds() {
    return samples.length / (double) sampleRate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Waveform that
        && sampleRate == that.sampleRate
        && Arrays.equals(samples, that.samples);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples) + sampleRate;
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "Waveform[%.3f s at %d Hz]", seconds(), sampleRate);
  }
}
