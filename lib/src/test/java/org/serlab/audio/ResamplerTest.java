package org.serlab.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  private static final int SECONDS = 8;

  /**
   * A sine that glides from 0 Hz to the input's Nyquist frequency in eight seconds: its level in 20
   * ms of output is that of the input below 0.9 of the lower Nyquist frequency, and at most -80 dB
   * above 1.01 of it.
   */
  @ParameterizedTest
  @CsvSource({"48000,16000", "44100,16000", "24000,16000", "8000,16000", "16000,11025"})
  void sweptSine(int in, int out) {
    double top = in / 2.0;
    float[] sweep = new float[SECONDS * in];
    for (int n = 0; n < sweep.length; n++) {
      double t = n / (double) in;
      sweep[n] = (float) (0.5 * Math.sin(Math.PI * top / SECONDS * t * t));
    }
    float[] output = new Waveform(sweep, in).resample(out).samples();
    double nyquist = Math.min(in, out) / 2.0;
    int half = out / 100;
    double ripple = 0;
    double stop = Double.NEGATIVE_INFINITY;
    int measured = 0;
    for (int centre = half; centre < output.length - half; centre += half) {
      double frequency = top / SECONDS * centre / out;
      double sum = 0;
      for (int k = centre - half; k < centre + half; k++) {
        sum += (double) output[k] * output[k];
      }
      double level = 10 * Math.log10(sum / (2 * half) / 0.125);
      double glide = 0.02 * top / SECONDS; // within the 20 ms
      if (frequency > 500 && frequency < 0.9 * nyquist - glide) {
        ripple = Math.max(ripple, Math.abs(level));
        measured++;
      } else if (frequency > 1.01 * nyquist + glide && frequency < 0.98 * top) {
        stop = Math.max(stop, level);
        measured++;
      }
    }
    System.out.printf("sweep %d to %d Hz: %.3f dB, stop band %.0f dB%n", in, out, ripple, stop);
    assertThat(ripple).as("passband ripple in dB").isLessThan(0.1);
    assertThat(stop).as("stop band in dB").isLessThanOrEqualTo(-80);
    assertThat(measured).isGreaterThan(300);
  }

  /** Rates without a small common ratio use a table that is interpolated. */
  @ParameterizedTest
  @CsvSource({"44101,16000", "16000,15999", "11025,16000", "96000,16000", "16000,48000"})
  void keepsASineInPlace(int in, int out) {
    float[] sine = new float[in];
    for (int n = 0; n < in; n++) {
      sine[n] = (float) Math.sin(2 * Math.PI * 1000 * n / in + 0.5);
    }
    float[] output = new Waveform(sine, in).resample(out).samples();
    assertThat(output).hasSize(out);
    for (int k = out / 10; k < out * 9 / 10; k++) {
      double expected = Math.sin(2 * Math.PI * 1000 * k / out + 0.5);
      assertThat((double) output[k]).isCloseTo(expected, within(2e-5));
    }
  }

  @Test
  void lengthIsRoundedUp() {
    assertThat(new Waveform(new float[1], 48000).resample(16000).length()).isEqualTo(1);
    assertThat(new Waveform(new float[3], 48000).resample(16000).length()).isEqualTo(1);
    assertThat(new Waveform(new float[4], 48000).resample(16000).length()).isEqualTo(2);
    assertThat(new Waveform(new float[1], 8000).resample(16000).length()).isEqualTo(2);
    Waveform same = new Waveform(new float[7], 16000);
    assertThat(same.resample(16000)).isSameAs(same);
  }

  /** The same bits on every machine: the number was computed once and must never change. */
  @Test
  void givesTheSameBitsEverywhere() {
    float[] noise = new float[20_000];
    double[] values = Recordings.noise(noise.length, 3);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) values[i];
    }
    int digest = 0;
    for (int in : new int[] {48000, 44100, 24000, 8000, 44101}) {
      digest = 31 * digest + Arrays.hashCode(new Waveform(noise, in).resample(16000).samples());
    }
    assertThat(digest).isEqualTo(1540300647);
  }
}
