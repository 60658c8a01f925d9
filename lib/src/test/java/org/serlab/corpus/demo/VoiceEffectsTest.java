package org.serlab.corpus.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoiceEffectsTest {
  private static final int RATE = 16_000;

  @Test
  void aStepAboveOneRaisesTheFrequencyAndLeavesThePureTonePure() {
    double[] y =
        VoiceEffects.warp(sine(1000, 22_050, 22_050), 1.2 * 22_050 / RATE, 0, zeros(), RATE);
    assertThat(y.length).isEqualTo((int) (22_050 / (1.2 * 22_050 / RATE)));
    // what a tone of 1200 Hz does not explain is at least 60 dB below it
    assertThat(unexplained(y, 1200)).isLessThan(1e-3);
  }

  @Test
  void whatLiesAboveTheNewNyquistFrequencyIsGone() {
    double[] y = VoiceEffects.warp(sine(9500, 22_050, 22_050), 22_050.0 / RATE, 0, zeros(), RATE);
    assertThat(rms(y, 1000, y.length - 1000)).isLessThan(0.003);
  }

  @Test
  void tremorSwingsThePitchByItsDepthAboutSixTimesASecond() {
    double[] phase = VoiceEffects.tremorPhase(4 * RATE, RATE, new Random(3));
    double[] y = VoiceEffects.warp(sine(400, RATE, 4 * RATE), 1, 0.04, phase, RATE);
    double lowest = 1e9;
    double highest = 0;
    double last = -1;
    for (int n = 1000; n < y.length - 1000; n++) {
      if (y[n - 1] < 0 && y[n] >= 0) {
        double crossing = n - y[n] / (y[n] - y[n - 1]);
        if (last > 0) {
          lowest = Math.min(lowest, RATE / (crossing - last));
          highest = Math.max(highest, RATE / (crossing - last));
        }
        last = crossing;
      }
    }
    // the rate of the tremor is drawn anew every tenth of a second, from 0.7 to 1.3 of the mean,
    // and the swing goes with it
    assertThat(highest).isBetween(400 * 1.04, 400 * 1.053);
    assertThat(lowest).isBetween(400 * 0.947, 400 * 0.96);
    double turns = phase[phase.length - 1] - phase[0];
    assertThat(turns / (2 * Math.PI) / 4).isCloseTo(6, within(0.7));
  }

  @Test
  void tiltLeavesLowFrequenciesAndRaisesHighOnes() {
    for (double decibels : new double[] {-6, 0, 6}) {
      double[] low = sine(50, RATE, RATE);
      double[] high = sine(7000, RATE, RATE);
      double before = rms(high, 4000, 12_000);
      VoiceEffects.tilt(low, decibels, 1000, RATE);
      VoiceEffects.tilt(high, decibels, 1000, RATE);
      assertThat(decibels(rms(low, 4000, 12_000) / Math.sqrt(0.5))).isCloseTo(0, within(0.1));
      assertThat(decibels(rms(high, 4000, 12_000) / before)).isCloseTo(decibels, within(0.1));
    }
  }

  @Test
  void breathHasTheLevelAskedForAndIsSilentWhereTheSpeechIs() {
    double[] x = sine(200, RATE, RATE);
    Arrays.fill(x, 8000, 16_000, 0);
    double[] y = x.clone();
    VoiceEffects.breathe(y, -20, RATE, new Random(5));
    double[] breath = new double[x.length];
    for (int n = 0; n < x.length; n++) {
      breath[n] = y[n] - x[n];
    }
    assertThat(decibels(rms(breath, 0, RATE) / rms(x, 0, RATE))).isCloseTo(-20, within(0.01));
    assertThat(rms(breath, 12_000, 16_000)).isLessThan(1e-4);
  }

  @Test
  void aRecordingHasItsLevelItsPausesAndNeverClips() {
    double[] speech = sine(200, RATE, RATE);
    double[] y = VoiceEffects.record(speech, -25, -65, 1600, 3200, new Random(1));
    assertThat(y).hasSize(1600 + RATE + 3200);
    assertThat(decibels(rms(y, 1600, 1600 + RATE))).isCloseTo(-25, within(0.05));
    assertThat(decibels(rms(y, 0, 1600))).isCloseTo(-65, within(0.5));
    double[] loud = VoiceEffects.record(speech, 6, -65, 10, 10, new Random(1));
    assertThat(Arrays.stream(loud).map(Math::abs).max().getAsDouble())
        .isCloseTo(0.98, within(1e-9));
  }

  @Test
  void trimKeepsTheSpeech() {
    double[] x = new double[1000];
    x[300] = 0.5;
    x[700] = -0.2;
    x[800] = 0.001;
    assertThat(VoiceEffects.trim(x)).hasSize(401).startsWith(0.5).endsWith(-0.2);
  }

  private static double[] zeros() {
    return new double[] {0};
  }

  private static double[] sine(double hertz, int rate, int length) {
    double[] x = new double[length];
    for (int n = 0; n < length; n++) {
      x[n] = Math.sin(2 * Math.PI * hertz * n / rate);
    }
    return x;
  }

  /** Relative amplitude of what remains of the middle of y beside its part of one frequency. */
  private static double unexplained(double[] y, double hertz) {
    int from = 1000;
    int to = y.length - 1000;
    double w = 2 * Math.PI * hertz / RATE;
    double cc = 0;
    double cs = 0;
    double ss = 0;
    double yc = 0;
    double ys = 0;
    for (int n = from; n < to; n++) {
      double c = Math.cos(w * n);
      double s = Math.sin(w * n);
      cc += c * c;
      cs += c * s;
      ss += s * s;
      yc += y[n] * c;
      ys += y[n] * s;
    }
    double determinant = cc * ss - cs * cs;
    double a = (yc * ss - ys * cs) / determinant;
    double b = (ys * cc - yc * cs) / determinant;
    double[] rest = new double[y.length];
    for (int n = from; n < to; n++) {
      rest[n] = y[n] - a * Math.cos(w * n) - b * Math.sin(w * n);
    }
    return rms(rest, from, to) / rms(y, from, to);
  }

  private static double rms(double[] x, int from, int to) {
    double sum = 0;
    for (int n = from; n < to; n++) {
      sum += x[n] * x[n];
    }
    return Math.sqrt(sum / (to - from));
  }

  private static double decibels(double ratio) {
    return 20 * Math.log10(ratio);
  }
}
