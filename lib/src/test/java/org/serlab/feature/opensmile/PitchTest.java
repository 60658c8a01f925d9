package org.serlab.feature.opensmile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.audio.Waveform;
import org.serlab.feature.Matrix;

/** Pitch, jitter, shimmer and harmonics of signals that have known ones. */
class PitchTest {
  private static final int RATE = 16000;

  @ParameterizedTest
  @ValueSource(doubles = {110, 130, 165, 220})
  void harmonicTonesHaveTheirPitch(double pitch) {
    Waveform tone = Tones.harmonic(pitch, 0.8, RATE);
    for (OpenSmileSet set : OpenSmileSet.values()) {
      Matrix contours = set.contours(tone);
      int column =
          switch (set) {
            case EGEMAPSV02 -> set.contourNames().indexOf("F0semitoneFrom27.5Hz_sma3nz");
            case EMOBASE -> set.contourNames().indexOf("F0_sma");
            default -> set.contourNames().indexOf("F0final_sma");
          };
      for (int row = 15; row < contours.rows() - 15; row++) {
        double value = contours.get(row, column);
        double hertz = set == OpenSmileSet.EGEMAPSV02 ? 27.5 * Math.pow(2, value / 12) : value;
        assertThat(hertz).as("%s, row %d", set, row).isCloseTo(pitch, within(0.02 * pitch));
      }
    }
  }

  @Test
  void noiseHasNoPitchInEgemapsAndEmobase() {
    Waveform noise = Tones.noise(1, RATE, 2);
    assertThat(functional(OpenSmileSet.EGEMAPSV02, noise, "VoicedSegmentsPerSec")).isZero();
    assertThat(functional(OpenSmileSet.EMOBASE, noise, "F0_sma_max")).isZero();
  }

  @Test
  void jitterIsTheMeanDifferenceOfSuccessivePeriods() {
    // Periods of 80 and 84 samples in turn: 4 of 82.
    Waveform pulses = pulses(80, 84, 1, 1);
    JitterShimmer jitter = walk(pulses, RATE / 82f);
    assertThat(jitter.jitter()).isCloseTo(4 / 82f, within(0.002f));
    // The differences themselves do not differ.
    assertThat(jitter.jitterOfJitter()).isCloseTo(0, within(0.004f));
    assertThat(jitter.shimmer()).isCloseTo(0, within(0.01f));
  }

  @Test
  void shimmerIsTheMeanDifferenceOfSuccessiveHeights() {
    Waveform pulses = pulses(80, 80, 1, 0.8);
    JitterShimmer jitter = walk(pulses, RATE / 80f);
    assertThat(jitter.jitter()).isCloseTo(0, within(0.001f));
    assertThat(jitter.shimmer()).isCloseTo(0.2f / 0.9f, within(0.01f));
  }

  @Test
  void unvoicedFramesHaveNeither() {
    Waveform pulses = pulses(80, 84, 1, 0.8);
    JitterShimmer jitter = walk(pulses, RATE / 82f);
    jitter.next(160 * 50, 0);
    assertThat(jitter.jitter()).isZero();
    assertThat(jitter.jitterOfJitter()).isZero();
    assertThat(jitter.shimmer()).isZero();
  }

  /** The state after 40 frames. */
  private static JitterShimmer walk(Waveform waveform, float pitch) {
    FrameGrid grid = FrameGrid.of(0.060, RATE);
    JitterShimmer jitter = new JitterShimmer(new Samples(waveform), grid, 0.1, 0.5);
    for (int frame = 0; frame < 40; frame++) {
      jitter.next(frame * grid.step(), pitch);
    }
    return jitter;
  }

  /** Smooth pulses, at distances and with heights that take turns; the first at sample 20. */
  private static Waveform pulses(int first, int second, double height, double otherHeight) {
    float[] samples = new float[RATE];
    int at = 20;
    for (int pulse = 0; at < samples.length; pulse++) {
      for (int i = Math.max(0, at - 20); i < Math.min(samples.length, at + 20); i++) {
        double shape = Math.exp(-0.5 * (i - at) * (i - at) / 16.0);
        samples[i] += (float) (0.5 * shape * (pulse % 2 == 0 ? height : otherHeight));
      }
      at += pulse % 2 == 0 ? first : second;
    }
    return new Waveform(samples, RATE);
  }

  @Test
  void harmonicsHaveTheirLevels() {
    // Amplitudes 1 / k: twice the pitch lies 6.02 dB below it, three times 9.54 dB.
    FrameGrid grid = FrameGrid.of(0.060, RATE);
    FrameSpectrum spectrum = new FrameSpectrum(grid, Windows.gauss(grid.length(), 0.4), true, 0);
    spectrum.compute(new Samples(Tones.harmonic(187.5, 0.2, RATE)), 3); // on a bin
    Harmonics harmonics = new Harmonics(grid);
    harmonics.compute(spectrum.magnitude(), 187.5f);
    assertThat(harmonics.level(0)).isZero();
    assertThat(harmonics.level(1)).isCloseTo(-6.02f, within(0.1f));
    assertThat(harmonics.level(2)).isCloseTo(-9.54f, within(0.1f));
    assertThat(harmonics.strongestNear(187.5f * 5.05f)).isEqualTo(4);
    assertThat(harmonics.strongestNear(0)).isEqualTo(-1); // no such formant
    assertThat(Harmonics.difference(0, -500)).isEqualTo(201);
  }

  @Test
  void aPureToneIsMoreHarmonicThanANoisyOne() {
    Waveform tone = Tones.harmonic(150, 0.8, RATE);
    Waveform noise = Tones.noise(0.8, RATE, 4);
    float[] mixed = tone.samples().clone();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = 0.8f * mixed[i] + 0.3f * noise.samples()[i];
    }
    String name = "HNRdBACF_sma3nz_amean";
    float clean = functional(OpenSmileSet.EGEMAPSV02, tone, name);
    float dirty = functional(OpenSmileSet.EGEMAPSV02, new Waveform(mixed, RATE), name);
    assertThat(clean).isGreaterThan(dirty + 1);
  }

  @Test
  void theViterbiSearchDecidesEveryFrameOnceAndInOrder() {
    Waveform babble = Tones.babble(2, RATE, 9);
    EgemapsContours contours = new EgemapsDescriptors(RATE).compute(new Samples(babble), false);
    assertThat(contours.frames()).isEqualTo((32000 - 960) / 160 + 1);
    assertThat(contours.decidedBeforeEnd).isBetween(contours.frames() - 40, contours.frames() - 1);
    int voiced = 0;
    for (int frame = 0; frame < contours.frames(); frame++) {
      if (contours.voiced(frame)) {
        voiced++;
        double time = (frame * 160 + 480) / (double) RATE;
        double pitch = 140 + 40 * Math.sin(2 * Math.PI * 0.7 * time);
        double semitones = 12 * Math.log(pitch / 27.5) / Math.log(2);
        assertThat((double) contours.semitones[frame]).isCloseTo(semitones, within(0.6));
      }
    }
    assertThat(voiced).isBetween(contours.frames() / 3, contours.frames() * 3 / 4);
  }

  private static float functional(OpenSmileSet set, Waveform waveform, String name) {
    return set.functionals(waveform)[set.names().indexOf(name)];
  }
}
