package org.serlab.feature.opensmile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearPredictionTest {
  @Test
  void findsTheFilterThatMadeASignal() {
    Random random = new Random(3);
    float[] x = new float[20_000];
    for (int i = 2; i < x.length; i++) {
      x[i] = (float) (1.2 * x[i - 1] - 0.8 * x[i - 2] + 0.01 * random.nextGaussian());
    }
    float[] a = new LinearPrediction(8).compute(x);
    assertThat(a[0]).isEqualTo(1);
    assertThat(a[1]).isCloseTo(-1.2f, within(0.03f));
    assertThat(a[2]).isCloseTo(0.8f, within(0.03f));
    for (int i = 3; i <= 8; i++) {
      assertThat(a[i]).as("a[%d]", i).isCloseTo(0, within(0.03f));
    }
  }

  @Test
  void silenceHasNoCoefficientsAndEvenlySpreadLineSpectralFrequencies() {
    float[] a = new LinearPrediction(8).compute(new float[400]);
    assertThat(a).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0);
    float[] frequencies = new float[8];
    new LineSpectralPairs().compute(a, frequencies);
    for (int i = 0; i < 8; i++) {
      assertThat((double) frequencies[i]).isCloseTo((i + 1) * Math.PI / 9, within(1e-3));
    }
  }

  @Test
  void lineSpectralFrequenciesAreTheRootsOfBothPolynomials() {
    float[] a = {1, -0.9f, 0.5f, -0.2f, 0.3f, -0.1f, 0.2f, 0.05f, 0.1f};
    float[] frequencies = new float[8];
    new LineSpectralPairs().compute(a, frequencies);
    assertThat(frequencies).isSorted();
    for (int i = 0; i < 8; i++) {
      // P(z) = A(z) + z^-9 A(1/z) has the roots 0, 2, 4, 6; Q with minus the others.
      int sign = i % 2 == 0 ? 1 : -1;
      double re = 0;
      double im = 0;
      for (int k = 0; k <= 9; k++) {
        double own = k <= 8 ? a[k] : 0;
        double mirrored = k >= 1 ? a[9 - k] : 0;
        re += (own + sign * mirrored) * Math.cos(k * frequencies[i]);
        im -= (own + sign * mirrored) * Math.sin(k * frequencies[i]);
      }
      assertThat(Math.hypot(re, im)).as("frequency %d", i).isLessThan(5e-3);
    }
  }

  @Test
  void rootsAreThoseThePolynomialWasMadeOf() {
    double[][] wanted = {{0.3, 0.9}, {-0.5, 0.7}, {0.95, 0.1}, {-0.99, 0.05}, {0.6, 0}};
    double[] c = {1};
    for (double[] root : wanted) {
      c =
          root[1] == 0
              ? times(c, 1, -root[0])
              : times(c, 1, -2 * root[0], root[0] * root[0] + root[1] * root[1]);
    }
    PolynomialRoots roots = new PolynomialRoots(11);
    roots.solve(c);
    assertThat(roots.count()).isEqualTo(9);
    for (double[] root : wanted) {
      for (int sign : new int[] {1, -1}) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < roots.count(); i++) {
          nearest =
              Math.min(
                  nearest,
                  Math.hypot(roots.real(i) - root[0], roots.imaginary(i) - sign * root[1]));
        }
        assertThat(nearest).isLessThan(1e-11);
      }
    }
  }

  @Test
  void rootsOfManyPolynomialsSolveThem() {
    Random random = new Random(11);
    PolynomialRoots roots = new PolynomialRoots(11);
    for (int trial = 0; trial < 500; trial++) {
      double[] c = new double[12];
      c[0] = 1;
      for (int k = 1; k < 12; k++) {
        c[k] = 2 * random.nextGaussian();
      }
      roots.solve(c);
      double sum = 0;
      for (int i = 0; i < roots.count(); i++) {
        sum += roots.real(i);
      }
      assertThat(sum).as("sum of the roots").isCloseTo(-c[1], within(1e-9));
    }
  }

  @Test
  void rootsAtZeroAreLeftOut() {
    PolynomialRoots roots = new PolynomialRoots(11);
    roots.solve(new double[] {1, 0, -0.25, 0, 0});
    assertThat(roots.count()).isEqualTo(2);
    assertThat(Math.abs(roots.real(0))).isCloseTo(0.5, within(1e-12));
    roots.solve(new double[12]);
    assertThat(roots.count()).isZero();
  }

  private static double[] times(double[] a, double... b) {
    double[] product = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        product[i + j] += a[i] * b[j];
      }
    }
    return product;
  }
}
