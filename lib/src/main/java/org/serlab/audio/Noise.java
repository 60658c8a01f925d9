package org.serlab.audio;

import java.util.Random;

/** Noise on recordings: how to add some, and how much there is. */
public final class Noise {
  private Noise() {}

  /**
   * Adds white Gaussian noise, so strong that the recording's power over that of the noise is the
   * ratio asked for (within what chance leaves: 0.1 dB in a second of speech).
   *
   * @param clean a recording
   * @param decibels signal-to-noise ratio in dB
   * @param seed decides the noise
   * @return the sum; it may go beyond full scale
   */
  public static Waveform white(Waveform clean, double decibels, long seed) {
    double deviation = Math.sqrt(power(clean.samples()) / StrictMath.pow(10, decibels / 10));
    Random random = new Random(seed);
    float[] noisy = new float[clean.length()];
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = (float) (clean.samples()[i] + deviation * random.nextGaussian());
    }
    return new Waveform(noisy, clean.sampleRate());
  }

  /**
   * How close a recording is to a clean one: 10 log10 of the clean one's power over that of the
   * difference.
   *
   * @param clean what it should be
   * @param other as long as that
   * @return signal-to-noise ratio in dB, infinite where nothing differs
   */
  public static double ratio(Waveform clean, Waveform other) {
    if (other.length() != clean.length() || other.sampleRate() != clean.sampleRate()) {
      throw new IllegalArgumentException(clean + " and " + other + " cannot be compared");
    }
    float[] difference = new float[clean.length()];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = other.samples()[i] - clean.samples()[i];
    }
    return 10 * StrictMath.log10(power(clean.samples()) / power(difference));
  }

  private static double power(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return sum / samples.length;
  }
}
