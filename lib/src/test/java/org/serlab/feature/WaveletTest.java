package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;

class WaveletTest {
  /** Daubechies' own closed form for four taps. */
  @Test
  void db2HasItsClosedForm() {
    double root = Math.sqrt(3);
    double[] expected = {1 + root, 3 + root, 3 - root, 1 - root};
    for (int k = 0; k < 4; k++) {
      assertThat(Wavelet.of("db2").synthesisLow()[k])
          .isCloseTo(expected[k] / (4 * Math.sqrt(2)), within(4e-16));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"haar", "db3", "db5", "db11", "db20", "sym2", "sym5", "sym8", "sym20"})
  void isOrthonormalAndHasVanishingMoments(String name) {
    Wavelet wavelet = Wavelet.of(name);
    double[] low = wavelet.synthesisLow();
    int moments = low.length / 2;
    for (int shift = 0; shift < moments; shift++) {
      double product = 0;
      for (int k = 2 * shift; k < low.length; k++) {
        product += low[k] * low[k - 2 * shift];
      }
      assertThat(product).isCloseTo(shift == 0 ? 1 : 0, within(1e-15));
    }
    for (int power = 0; power < Math.min(moments, 5); power++) {
      double moment = 0;
      for (int k = 0; k < low.length; k++) {
        moment += Math.pow(k / (double) low.length, power) * wavelet.synthesisHigh()[k];
      }
      assertThat(moment).isCloseTo(0, within(1e-14));
    }
  }

  @ParameterizedTest
  @EnumSource(WaveletTransform.Mode.class)
  void theInverseGivesTheSignalBack(WaveletTransform.Mode mode) {
    WaveletTransform transform = new WaveletTransform(Wavelet.of("db5"), mode);
    for (int length : new int[] {1, 2, 9, 100, 1001}) {
      double[] signal = new Random(length).doubles(length, -1, 1).toArray();
      double[] back = transform.compose(transform.decompose(signal, 6));
      assertThat(back.length).isBetween(length, length + 1);
      for (int i = 0; i < length; i++) {
        assertThat(back[i]).isCloseTo(signal[i], within(1e-13));
      }
    }
  }

  /** White noise on a slow sine: what is left of the noise is a small part. */
  @Test
  void denoises() {
    int length = 4096;
    Random random = new Random(3);
    double[] clean = new double[length];
    double[] noisy = new double[length];
    for (int i = 0; i < length; i++) {
      clean[i] = Math.sin(2 * Math.PI * i / 512);
      noisy[i] = clean[i] + 0.2 * random.nextGaussian();
    }
    WaveletDenoiser.Denoised denoised =
        new WaveletDenoiser(
                new WaveletTransform(Wavelet.of("db5"), WaveletTransform.Mode.SYMMETRIC), 6, true)
            .denoise(noisy);
    assertThat(denoised.sigma()).isCloseTo(0.2, within(0.02));
    double error = 0;
    for (int i = 0; i < length; i++) {
      error += Math.pow(denoised.samples()[i] - clean[i], 2) / length;
    }
    assertThat(Math.sqrt(error)).isLessThan(0.06);
  }

  @ParameterizedTest
  @ValueSource(strings = {"db0", "db21", "sym1", "coif2", "", "5", "db", "db05"})
  void unknownWaveletsAreNamed(String name) {
    assertThatThrownBy(() -> Wavelet.of(name))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("no wavelet called " + name);
  }
}
