package org.serlab.feature.opensmile;

import java.util.Random;
import org.serlab.audio.Waveform;

/** Synthetic recordings of which descriptors are known. */
final class Tones {
  private Tones() {}

  /** Harmonics k of a pitch up to 4 kHz with amplitude 1 / k, 16 bits. */
  static Waveform harmonic(double pitch, double seconds, int rate) {
    float[] samples = new float[(int) (seconds * rate)];
    for (int i = 0; i < samples.length; i++) {
      double sum = 0;
      for (int k = 1; k * pitch <= 4000; k++) {
        sum += Math.cos(2 * Math.PI * k * pitch * i / rate) / k;
      }
      samples[i] = round(0.15 * sum);
    }
    return new Waveform(samples, rate);
  }

  /** White noise, 16 bits. */
  static Waveform noise(double seconds, int rate, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[(int) (seconds * rate)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = round(0.1 * random.nextGaussian());
    }
    return new Waveform(samples, rate);
  }

  /** Speech-like: a gliding pitch, pauses and noise. */
  static Waveform babble(double seconds, int rate, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[(int) (seconds * rate)];
    double phase = 0;
    for (int i = 0; i < samples.length; i++) {
      double time = (double) i / rate;
      double pitch = 140 + 40 * Math.sin(2 * Math.PI * 0.7 * time);
      phase += pitch / rate;
      double voiced = Math.max(0, Math.sin(2 * Math.PI * 1.3 * time));
      double sum = 0.01 * random.nextGaussian();
      for (int k = 1; k <= 20; k++) {
        sum += 0.1 * voiced * Math.cos(2 * Math.PI * k * phase) / k;
      }
      samples[i] = round(sum);
    }
    return new Waveform(samples, rate);
  }

  private static float round(double value) {
    return Math.max(-32768, Math.min(32767, Math.round(value * 32768))) / 32768f;
  }
}
