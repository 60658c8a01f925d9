package org.serlab.corpus.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an ear hears first, measured roughly.
 *
 * @param pitch median over voiced frames, in semitones above 100 Hz (autocorrelation)
 * @param level of the whole recording, in dB of full scale
 * @param tilt power of the first difference relative to the power, in dB: more is brighter
 * @param seconds duration
 */
record Prosody(double pitch, double level, double tilt, double seconds) {
  private static final int RATE = DemoCorpus.SAMPLE_RATE;

  static Prosody of(Path wav) {
    try {
      ByteBuffer pcm = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
      double[] x = new double[(pcm.capacity() - 44) / 2];
      double power = 0;
      double difference = 0;
      for (int n = 0; n < x.length; n++) {
        x[n] = pcm.getShort(44 + 2 * n) / 32768.0;
        power += x[n] * x[n];
        difference += n == 0 ? 0 : (x[n] - x[n - 1]) * (x[n] - x[n - 1]);
      }
      return new Prosody(
          12 * Math.log(pitch(x) / 100) / Math.log(2),
          10 * Math.log10(power / x.length),
          10 * Math.log10(difference / power),
          x.length / (double) RATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double pitch(double[] x) {
    List<Double> voiced = new ArrayList<>();
    int window = 640;
    for (int start = 0; start + 2 * window < x.length; start += 320) {
      double best = 0;
      int lag = 0;
      for (int k = RATE / 450; k <= RATE / 65; k++) {
        double product = 0;
        double left = 1e-3;
        double right = 1e-3;
        for (int n = start; n < start + window; n++) {
          product += x[n] * x[n + k];
          left += x[n] * x[n];
          right += x[n + k] * x[n + k];
        }
        // a small preference for short lags avoids octave errors
        double similarity = product / Math.sqrt(left * right) - 0.0004 * k;
        if (similarity > best) {
          best = similarity;
          lag = k;
        }
      }
      if (best > 0.7) {
        voiced.add(RATE / (double) lag);
      }
    }
    voiced.sort(null);
    return voiced.get(voiced.size() / 2);
  }

  static Prosody mean(List<Prosody> list) {
    return new Prosody(
        list.stream().mapToDouble(Prosody::pitch).average().orElseThrow(),
        list.stream().mapToDouble(Prosody::level).average().orElseThrow(),
        list.stream().mapToDouble(Prosody::tilt).average().orElseThrow(),
        list.stream().mapToDouble(Prosody::seconds).average().orElseThrow());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "pitch %.1f st, level %.1f dB, tilt %.1f dB, %.2f s",
        pitch,
        level,
        tilt,
        seconds);
  }
}
