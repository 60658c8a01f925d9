package org.serlab.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.feature.Wavelet;
import org.serlab.feature.WaveletDenoiser;
import org.serlab.feature.WaveletTransform;

class NoiseTest {
  private static Waveform tone() {
    float[] samples = new float[16000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 220 * i / 16000.0));
    }
    return new Waveform(samples, 16000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-10, 0, 10, 40})
  void hasTheRatioAskedFor(double decibels) {
    Waveform noisy = Noise.white(tone(), decibels, 1);
    assertThat(Noise.ratio(tone(), noisy)).isCloseTo(decibels, within(0.2));
    assertThat(noisy).isEqualTo(Noise.white(tone(), decibels, 1));
    assertThat(noisy).isNotEqualTo(Noise.white(tone(), decibels, 2));
  }

  @Test
  void nothingAddedIsInfinitelyClean() {
    assertThat(Noise.ratio(tone(), tone())).isInfinite().isPositive();
    assertThatThrownBy(() -> Noise.ratio(tone(), tone().crop(0, 100)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDenoiserTakesItOffATone() {
    Waveform noisy = Noise.white(tone(), 0, 1);
    WaveletTransform transform =
        new WaveletTransform(Wavelet.of("db5"), WaveletTransform.Mode.SYMMETRIC);
    Waveform soft = new WaveletDenoiser(transform, 6, true).denoise(noisy);
    Waveform hard = new WaveletDenoiser(transform, 6, false).denoise(noisy);
    assertThat(soft.length()).isEqualTo(noisy.length());
    // Drawing what is kept towards 0 costs a tone some of its level.
    assertThat(Noise.ratio(tone(), soft)).isGreaterThan(2);
    assertThat(Noise.ratio(tone(), hard)).isGreaterThan(Noise.ratio(tone(), soft) + 2);
  }
}
