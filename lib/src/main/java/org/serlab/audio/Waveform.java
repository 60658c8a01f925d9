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

  /**
   * A stretch of the recording.
   *
   * @param start first sample, from 0
   * @param end sample after the last; beyond the recording it means its end
   */
  public Waveform crop(int start, int end) {
    int last = Math.min(end, samples.length);
    if (start < 0 || start >= last) {
      throw new IllegalArgumentException(
          "samples " + start + " to " + end + " of " + samples.length);
    }
    return start == 0 && last == samples.length
        ? this
        : new Waveform(Arrays.copyOfRange(samples, start, last), sampleRate);
  }

  /**
   * The recording with zeros after its end, so that it is at least this long.
   *
   * @param length in samples
   */
  public Waveform pad(int length) {
    return length <= samples.length
        ? this
        : new Waveform(Arrays.copyOf(samples, length), sampleRate);
  }

  /**
   * The beginning of the recording, or all of it followed by zeros: exactly this long.
   *
   * @param length in samples
   */
  public Waveform fit(int length) {
    return length == samples.length
        ? this
        : new Waveform(Arrays.copyOf(samples, length), sampleRate);
  }

  /**
   * The recording with mean 0 and standard deviation 1 (of all its samples); a constant one becomes
   * zeros.
   */
  public Waveform standardise() {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    double mean = sum / samples.length;
    double squares = 0;
    for (float sample : samples) {
      squares += (sample - mean) * (sample - mean);
    }
    double deviation = Math.sqrt(squares / samples.length);
    double scale = deviation > 1e-9 ? 1 / deviation : 0;
    float[] standardised = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      standardised[i] = (float) ((samples[i] - mean) * scale);
    }
    return new Waveform(standardised, sampleRate);
  }

  /**
   * The recording at another rate, {@code ceil(length * rate / sampleRate)} samples, without delay:
   * flat up to 0.9 of the lower of the two Nyquist frequencies, -100 dB from 1.01 of it on.
   *
   * @param rate in Hz
   */
  public Waveform resample(int rate) {
    if (rate <= 0) {
      throw new IllegalArgumentException("sample rate must be positive, not " + rate);
    }
    return rate == sampleRate
        ? this
        : new Waveform(Resampler.of(sampleRate, rate).resample(samples), rate);
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
