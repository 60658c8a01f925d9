package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTransformTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 16, 25, 32, 60, 64, 100, 127, 128, 256, 400, 512, 1024})
  void equalsItsDefinition(int n) {
    Random random = new Random(n);
    double[] frame = random.doubles(n, -1, 1).toArray();
    FourierTransform transform = new FourierTransform(n);
    double[] re = new double[transform.bins()];
    double[] im = new double[transform.bins()];
    double[] power = new double[transform.bins()];
    transform.transform(frame, re, im);
    transform.power(frame, power);
    for (int k = 0; k < re.length; k++) {
      double expectedRe = 0;
      double expectedIm = 0;
      for (int t = 0; t < n; t++) {
        double angle = 2 * Math.PI * ((long) k * t % n) / n;
        expectedRe += frame[t] * StrictMath.cos(angle);
        expectedIm -= frame[t] * StrictMath.sin(angle);
      }
      assertThat(re[k]).isCloseTo(expectedRe, within(1e-12 * n));
      assertThat(im[k]).isCloseTo(expectedIm, within(1e-12 * n));
      assertThat(power[k])
          .isCloseTo(expectedRe * expectedRe + expectedIm * expectedIm, within(1e-11 * n));
    }
  }

  @Test
  void leavesItsInputAlone() {
    double[] frame = {1, 2, 3, 4, 5, 6, 7, 8};
    new FourierTransform(8).power(frame, new double[5]);
    assertThat(frame).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }
}
