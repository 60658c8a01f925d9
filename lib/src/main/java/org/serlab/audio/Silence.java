package org.serlab.audio;

/**
 * Silence at both ends of a recording. The rule is the one that reproduces the durations in Table 1
 * of the cross-language paper (those of librosa's {@code effects.trim} up to version 0.8.1): frames
 * of 128 ms every 32 ms (2048 and 512 samples at 16 kHz), centred, the signal mirrored at its ends
 * without repeating the end sample; kept is what lies from the first to the last frame whose root
 * mean square is above a number of decibels below that of the loudest.
 */
public final class Silence {
  private static final double FRAME_SECONDS = 0.128;
  private static final double HOP_SECONDS = 0.032;

  /** Below this mean square all frames count as equally loud (librosa's {@code amin}). */
  private static final double LEAST_POWER = 1e-10;

  private Silence() {}

  /**
   * A stretch of samples.
   *
   * @param start first sample
   * @param end sample after the last
   */
  public record Range(int start, int end) {}

  /**
   * @param waveform a recording
   * @param decibels how far below the loudest frame silence begins, positive; the papers' is 20
   * @return the stretch between the silences; all of it if it is silent throughout
   */
  public static Range voiced(Waveform waveform, double decibels) {
    int hop = Math.max(1, (int) Math.round(HOP_SECONDS * waveform.sampleRate()));
    int frame = Math.max(1, (int) Math.round(FRAME_SECONDS * waveform.sampleRate()));
    double[] power = power(waveform.samples(), frame, hop);
    double loudest = LEAST_POWER;
    for (double value : power) {
      loudest = Math.max(loudest, value);
    }
    double threshold = loudest * StrictMath.pow(10, -decibels / 10);
    int first = 0;
    while (first < power.length && Math.max(power[first], LEAST_POWER) <= threshold) {
      first++;
    }
    int last = power.length - 1;
    while (last > first && Math.max(power[last], LEAST_POWER) <= threshold) {
      last--;
    }
    int start = Math.min(first * hop, Math.max(0, waveform.length() - 1));
    return new Range(start, Math.min(waveform.length(), (last + 1) * hop));
  }

  /**
   * @param waveform a recording
   * @param decibels as in {@link #voiced}
   * @return the recording without the silence at its ends
   */
  public static Waveform trim(Waveform waveform, double decibels) {
    Range range = voiced(waveform, decibels);
    return waveform.crop(range.start(), range.end());
  }

  /** Mean square of each frame; frame i is centred on sample i * hop. */
  private static double[] power(float[] samples, int frame, int hop) {
    double[] power = new double[1 + samples.length / hop];
    for (int i = 0; i < power.length; i++) {
      double sum = 0;
      int start = i * hop - frame / 2;
      if (start >= 0 && start + frame <= samples.length) {
        for (int j = start; j < start + frame; j++) {
          sum += (double) samples[j] * samples[j];
        }
      } else {
        for (int j = start; j < start + frame; j++) {
          double sample = samples[mirror(j, samples.length)];
          sum += sample * sample;
        }
      }
      power[i] = sum / frame;
    }
    return power;
  }

  private static int mirror(int index, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int within = Math.floorMod(index, period);
    return within < length ? within : period - within;
  }
}
