package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final double[] X = {1, 2, 3, 4};

  @Test
  void orthogonalSeriesHaveNone() {
    double[] even = {1, -1, -1, 1};
    assertThat(Correlation.pearson(X, even)).isZero();
    assertThat(Correlation.spearman(X, even)).isZero();
    assertThat(Correlation.kendall(X, even)).isZero();
    assertThat(Correlation.p(0, 4)).isCloseTo(1, within(1e-12));
  }

  @Test
  void orderIsEnoughForRanks() {
    double[] curved = {0.1, 0.2, 7, 100};
    assertThat(Correlation.spearman(X, curved)).isCloseTo(1, within(1e-15));
    assertThat(Correlation.kendall(X, curved)).isEqualTo(1);
    assertThat(Correlation.pearson(X, curved)).isLessThan(0.9);
  }

  @Test
  void concordanceSeesShiftAndScale() {
    double[] shifted = {2, 3, 4, 5};
    assertThat(Correlation.pearson(X, shifted)).isCloseTo(1, within(1e-15));
    // population variance 1.25, shift 1
    assertThat(Correlation.concordance(X, shifted)).isCloseTo(2.5 / 3.5, within(1e-15));
    assertThat(Correlation.meanAbsoluteError(X, shifted)).isEqualTo(1);
    assertThat(Correlation.rootMeanSquaredError(X, shifted)).isEqualTo(1);
  }

  @Test
  void aConstantSeriesHasNoCorrelation() {
    double[] constant = {0.1, 0.1, 0.1, 0.1};
    assertThat(Correlation.pearson(X, constant)).isNaN();
    assertThat(Correlation.spearman(constant, X)).isNaN();
    assertThat(Correlation.kendall(X, constant)).isNaN();
  }

  @Test
  void minusZeroTiesWithZero() {
    double[] signed = {-0.0, 0.0, 1, 2};
    double[] plain = {0.0, 0.0, 1, 2};
    assertThat(Correlation.kendall(X, signed)).isEqualTo(Correlation.kendall(X, plain));
    assertThat(Correlation.spearman(X, signed)).isEqualTo(Correlation.spearman(X, plain));
  }

  @Test
  void effectSizesByHand() {
    double[] y = {0, 1, 2, 3};
    // 10 pairs above, 3 level, 3 below; the pooled variance is 5/3
    assertThat(EffectSize.cliffsDelta(X, y)).isEqualTo(7 / 16.0);
    assertThat(EffectSize.cohensD(X, y)).isCloseTo(1 / Math.sqrt(5 / 3.0), within(1e-15));
    assertThat(EffectSize.cohensDz(new double[] {1, 2, 3})).isEqualTo(2);
    assertThat(EffectSize.cohensDz(new double[] {2, 2})).isNaN();
  }

  /** Scipy's p is 0 too; of a correlation one rounding away from -1 it were 1e-8. */
  @Test
  void oppositeRanksAreExactlyOpposite() {
    double spearman =
        Correlation.spearman(
            new double[] {1, 2, 3, 4, 5, 6, 7, 8}, new double[] {8, 7, 6, 5, 4, 3, 2, 1});
    assertThat(spearman).isEqualTo(-1);
    assertThat(Correlation.p(spearman, 8)).isZero();
  }
}
