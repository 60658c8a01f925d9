package org.serlab.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.serlab.audio.Silence.Range;

class WaveformTest {
  private static final int RATE = 16000;

  /** Samples of one amplitude from one place to another, silence elsewhere. */
  private static Waveform burst(int length, int from, int to, float amplitude) {
    float[] samples = new float[length];
    for (int i = from; i < to; i++) {
      samples[i] = i % 2 == 0 ? amplitude : -amplitude;
    }
    return new Waveform(samples, RATE);
  }

  @Test
  void cropsAndPads() {
    Waveform waveform = new Waveform(new float[] {1, 2, 3, 4}, RATE);
    assertThat(waveform.crop(1, 3).samples()).containsExactly(2, 3);
    assertThat(waveform.crop(2, 100).samples()).containsExactly(3, 4);
    assertThat(waveform.crop(0, 4)).isSameAs(waveform);
    assertThat(waveform.pad(6).samples()).containsExactly(1, 2, 3, 4, 0, 0);
    assertThat(waveform.pad(2)).isSameAs(waveform);
    assertThat(waveform.fit(3).samples()).containsExactly(1, 2, 3);
    assertThat(waveform.fit(5).samples()).containsExactly(1, 2, 3, 4, 0);
    assertThatThrownBy(() -> waveform.crop(4, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> waveform.crop(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void standardises() {
    Waveform standard = new Waveform(new float[] {1, 3, 1, 3}, RATE).standardise();
    assertThat(standard.samples()).containsExactly(-1, 1, -1, 1);
    assertThat(new Waveform(new float[] {5, 5, 5}, RATE).standardise().samples())
        .containsExactly(0, 0, 0);
  }

  /**
   * A burst of full scale from sample 4096 to 8191. Frame i covers 512 i - 1024 to 512 i + 1023;
   * its power is the share of the burst in it, which is above 1/100 (-20 dB) if more than 20 of its
   * 2048 samples lie there: frames 7 (512 samples) to 17 (512 samples).
   */
  @Test
  void findsABurstByTheRule() {
    Waveform waveform = burst(16384, 4096, 8192, 1);
    assertThat(Silence.voiced(waveform, 20)).isEqualTo(new Range(7 * 512, 18 * 512));
    assertThat(Silence.trim(waveform, 20).length()).isEqualTo(11 * 512);
    // 40 samples more reach into frame 18; 20 are exactly at the threshold, which is not above.
    assertThat(Silence.voiced(burst(16384, 4096, 8192 + 21, 1), 20).end()).isEqualTo(19 * 512);
    assertThat(Silence.voiced(burst(16384, 4096, 8192 + 20, 1), 20).end()).isEqualTo(18 * 512);
  }

  @Test
  void mirrorsTheEnds() {
    // 520 samples at the end: the frame centred on the last hop sees them and their mirror image.
    Waveform waveform = burst(4096, 4096 - 520, 4096, 1);
    assertThat(Silence.voiced(waveform, 20).end()).isEqualTo(4096);
    Waveform beginning = burst(4096, 0, 100, 1);
    assertThat(Silence.voiced(beginning, 20)).isEqualTo(new Range(0, 1024 + 512));
  }

  @Test
  void keepsWhatIsSilentOrShort() {
    assertThat(Silence.voiced(burst(5000, 0, 0, 0), 20)).isEqualTo(new Range(0, 5000));
    assertThat(Silence.voiced(burst(1, 0, 1, 0.5f), 20)).isEqualTo(new Range(0, 1));
    assertThat(Silence.voiced(burst(700, 0, 700, 0.5f), 20)).isEqualTo(new Range(0, 700));
  }

  @Test
  void scalesTheRuleWithTheRate() {
    float[] samples = burst(49152, 12288, 24576, 1).samples();
    assertThat(Silence.voiced(new Waveform(samples, 48000), 20))
        .isEqualTo(new Range(7 * 1536, 18 * 1536));
  }

  @Test
  void measuresLevel() {
    Level square = Level.of(burst(16000, 0, 16000, 0.5f));
    assertThat(square.rms()).isCloseTo(-6.02, within(0.01));
    assertThat(square.peak()).isCloseTo(-6.02, within(0.01));
    assertThat(square.clipped()).isZero();
    Level silence = Level.of(new Waveform(new float[16000], RATE));
    assertThat(silence).isEqualTo(new Level(-100, -100, 0, 0));
    float[] clipped = new float[1000];
    for (int i = 100; i < 150; i++) {
      clipped[i] = i < 125 ? 32767 / 32768f : -1;
    }
    assertThat(Level.of(new Waveform(clipped, RATE)).clipped()).isCloseTo(0.05, within(1e-9));
    assertThat(Level.of(new Waveform(new float[] {0.3f}, RATE)).peak())
        .isCloseTo(-10.46, within(0.01));
  }

  /** Noise through a telephone's rate and back again has the telephone's bandwidth. */
  @Test
  void measuresBandwidth() {
    double[] noise = Recordings.noise(32000, 9);
    float[] samples = new float[noise.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) noise[i];
    }
    Waveform wide = new Waveform(samples, RATE);
    assertThat(Level.of(wide).bandwidth()).isEqualTo(8000);
    assertThat(Level.of(wide.resample(8000).resample(RATE)).bandwidth())
        .isCloseTo(4000, within(300.0));
    assertThat(Level.of(wide.resample(48000)).bandwidth()).isCloseTo(8000, within(300.0));
  }
}
