package org.serlab.corpus;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.serlab.audio.Waveform;

/** Made speech-like recordings, and what people do to recordings. */
final class Voices {
  static final int RATE = 16_000;

  private Voices() {}

  /** Syllables: harmonics of a moving pitch under moving formants, with pauses and some breath. */
  static Waveform speech(long seed, double seconds) {
    Random random = new Random(seed);
    float[] samples = new float[(int) (seconds * RATE)];
    double pitch = 100 + 120 * random.nextDouble();
    double phase = 0;
    int t = 0;
    while (t < samples.length) {
      int length = (int) (RATE * (0.1 + 0.15 * random.nextDouble()));
      double first = 300 + 600 * random.nextDouble();
      double second = 900 + 1600 * random.nextDouble();
      double glide = 0.8 + 0.4 * random.nextDouble();
      double loud = 0.3 + 0.7 * random.nextDouble();
      for (int i = 0; i < length && t < samples.length; i++, t++) {
        double f0 = pitch * (1 + (glide - 1) * i / length);
        phase += 2 * Math.PI * f0 / RATE;
        double value = 0;
        for (int harmonic = 1; harmonic * f0 < 3800; harmonic++) {
          double frequency = harmonic * f0;
          double weight =
              1 / (1 + Math.pow((frequency - first) / 90, 2))
                  + 0.5 / (1 + Math.pow((frequency - second) / 140, 2));
          value += weight * Math.sin(harmonic * phase);
        }
        double envelope = Math.sin(Math.PI * i / length);
        samples[t] = (float) (0.1 * loud * envelope * value + 0.0005 * random.nextGaussian());
      }
      t += (int) (RATE * 0.05 * random.nextDouble());
    }
    return new Waveform(samples, RATE);
  }

  static Waveform change(Waveform waveform, DoubleUnaryOperator sample) {
    float[] samples = waveform.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) sample.applyAsDouble(samples[i]);
    }
    return new Waveform(samples, waveform.sampleRate());
  }

  static Waveform trimmed(Waveform waveform) {
    return waveform.crop(waveform.length() / 10 + 1, waveform.length() - waveform.length() / 8);
  }

  static Waveform quieter(Waveform waveform) {
    return change(waveform, x -> 0.2 * x);
  }

  static Waveform telephone(Waveform waveform) {
    return waveform.resample(8000).resample(waveform.sampleRate());
  }

  static Waveform eightBits(Waveform waveform) {
    return change(waveform, x -> Math.round(x * 128) / 128.0);
  }

  static Waveform noisy(Waveform waveform, long seed) {
    Random random = new Random(seed);
    double power = 0;
    for (float x : waveform.samples()) {
      power += x * x;
    }
    double level = 0.1 * Math.sqrt(power / waveform.length());
    return change(waveform, x -> x + level * random.nextGaussian());
  }
}
