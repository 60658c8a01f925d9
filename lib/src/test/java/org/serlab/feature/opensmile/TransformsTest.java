package org.serlab.feature.opensmile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.feature.FourierTransform;

class TransformsTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256, 512, 1024, 2048, 4096})
  void theFourierTransformIsThatInDoublePrecisionButForRounding(int length) {
    float[] x = new float[length];
    double[] wide = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) random.nextGaussian();
      wide[i] = x[i];
    }
    double[] re = new double[length / 2 + 1];
    double[] im = new double[length / 2 + 1];
    new FourierTransform(length).transform(wide, re, im);
    new SinglePrecisionFourier(length).transform(x);
    double tolerance = 1e-6 * Math.sqrt(length) * 4;
    assertThat((double) x[0]).isCloseTo(re[0], within(tolerance));
    assertThat((double) x[1]).isCloseTo(re[length / 2], within(tolerance));
    for (int k = 1; k < length / 2; k++) {
      assertThat((double) x[2 * k]).as("real %d", k).isCloseTo(re[k], within(tolerance));
      assertThat((double) x[2 * k + 1]).as("imaginary %d", k).isCloseTo(im[k], within(tolerance));
    }
  }

  @Test
  void onlyPowersOfTwoFrom64AreTransformed() {
    assertThatThrownBy(() -> new SinglePrecisionFourier(96))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SinglePrecisionFourier(32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lagsAreCosineSums() {
    int n = 256;
    float[] v = new float[n + 1];
    for (int k = 0; k <= n; k++) {
      v[k] = (float) random.nextDouble();
    }
    float[] g = new float[n + 1];
    new LagTransform(n + 1).transform(v, g);
    for (int t = 0; t <= n; t++) {
      double sum = (v[0] + (t % 2 == 0 ? 1 : -1) * v[n]) / 2.0;
      for (int k = 1; k < n; k++) {
        sum += v[k] * Math.cos(Math.PI * k * t / n);
      }
      assertThat((double) g[t]).as("lag %d", t).isCloseTo(sum, within(1e-4));
    }
  }

  @Test
  void logarithmsAreThoseOfTheStandardLibrary() {
    for (int i = 0; i < 100_000; i++) {
      float x = Float.intBitsToFloat(random.nextInt(0x7f800000));
      assertThat(FloatLogarithm.ln(x)).as("ln %s", x).isEqualTo((float) StrictMath.log(x));
    }
    assertThat(FloatLogarithm.ln(1)).isZero();
    assertThat(FloatLogarithm.ln(0)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(FloatLogarithm.ln(-1)).isNaN();
  }

  @Test
  void aBandLimitedFrameOfASineIsThatSine() {
    FrameGrid grid = FrameGrid.of(0.032, 16000); // as long as its transform
    double hertz = 1000; // a whole number of periods in the frame
    float[] spectrum = new float[grid.transform()];
    for (int i = 0; i < spectrum.length; i++) {
      spectrum[i] = (float) Math.sin(2 * Math.PI * hertz * i / 16000);
    }
    new SinglePrecisionFourier(grid.transform()).transform(spectrum);
    float[] samples = new BandLimitedFrame(grid, 16000).compute(spectrum);
    assertThat(samples).hasSize(352); // 32 ms at 11 kHz
    for (int i = 0; i < samples.length; i++) {
      double expected = Math.sin(2 * Math.PI * hertz * i / 11000);
      assertThat((double) samples[i]).as("sample %d", i).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void aNaturalSplineGoesThroughItsKnotsAndKeepsStraightLines() {
    double[] knots = {0, 1, 1.5, 3, 4};
    double[] points = {0, 0.25, 1, 1.2, 1.5, 2.9, 4};
    NaturalSpline spline = new NaturalSpline(knots, points);
    float[] result = new float[points.length];
    double[] line = new double[knots.length];
    for (int k = 0; k < knots.length; k++) {
      line[k] = 2 - 3 * knots[k];
    }
    spline.evaluate(line, result);
    for (int i = 0; i < points.length; i++) {
      assertThat((double) result[i]).isCloseTo(2 - 3 * points[i], within(1e-5));
    }
    spline.evaluate(new double[] {1, -2, 5, 0, 3}, result);
    assertThat(result[0]).isEqualTo(1);
    assertThat(result[2]).isEqualTo(-2);
    assertThat(result[4]).isEqualTo(5);
    assertThat(result[6]).isEqualTo(3);
  }

  @Test
  void aSplineIsContinuousInItsSecondDerivative() {
    double[] knots = {0, 1, 2, 3, 4, 5};
    double h = 1e-3;
    double[] points = {2 - 2 * h, 2 - h, 2, 2 + h, 2 + 2 * h};
    float[] result = new float[points.length];
    double[] values = {0, 1000, -1000, 3000, 500, 0};
    new NaturalSpline(knots, points).evaluate(values, result);
    double before = (result[0] - 2.0 * result[1] + result[2]) / (h * h);
    double after = (result[2] - 2.0 * result[3] + result[4]) / (h * h);
    assertThat(before).isCloseTo(after, within(Math.abs(after) * 0.05 + 200));
  }
}
