package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogarithmTest {
  private static double worst(double[] numbers) {
    double worst = 0;
    for (double x : numbers) {
      double expected = StrictMath.log(x); // within one unit in the last place itself
      double error = Math.abs(Logarithm.ln(x) - expected) / Math.ulp(expected);
      worst = Math.max(worst, error);
    }
    return worst;
  }

  @Test
  void equalsTheLogarithmToTheLastPlaces() {
    Random random = new Random(1);
    int count = 200_000;
    double[] wide = new double[count];
    double[] nearOne = new double[count];
    double[] middle = new double[count];
    for (int i = 0; i < count; i++) {
      wide[i] = (1 + random.nextDouble()) * StrictMath.pow(2, random.nextInt(-1022, 1024));
      nearOne[i] = 1 + (random.nextDouble() - 0.5) * StrictMath.pow(2, -random.nextInt(0, 52));
      middle[i] = 0.3 + 2.5 * random.nextDouble();
    }
    assertThat(worst(wide)).isLessThanOrEqualTo(1);
    assertThat(worst(nearOne)).isLessThanOrEqualTo(2);
    assertThat(worst(middle)).isLessThanOrEqualTo(2);
  }

  /** Where StrictMath itself is in doubt: 30 digits of ln 2 and ln 10. */
  @Test
  void equalsKnownValues() {
    assertThat(Logarithm.ln(2))
        .isEqualTo(new BigDecimal("0.693147180559945309417232121458").doubleValue());
    assertThat(Logarithm.ln(10))
        .isEqualTo(new BigDecimal("2.302585092994045684017991454684").doubleValue());
    assertThat(Logarithm.ln(1)).isZero();
    assertThat(Logarithm.decibels(1e-10)).isCloseTo(-100, within(1e-13));
    assertThat(Logarithm.decibels(2)).isCloseTo(3.010299956639812, within(1e-15));
  }

  @Test
  void isDefinedEverywhere() {
    for (double x :
        new double[] {
          0, -0.0, -1, Double.POSITIVE_INFINITY, Double.MIN_VALUE, Double.MIN_NORMAL / 3
        }) {
      assertThat(Double.compare(Logarithm.ln(x), StrictMath.log(x))).isZero();
    }
    assertThat(Logarithm.ln(Double.NaN)).isNaN();
    assertThat(Logarithm.ln(Double.MIN_NORMAL)).isEqualTo(StrictMath.log(Double.MIN_NORMAL));
    assertThat(Logarithm.ln(Double.MAX_VALUE)).isEqualTo(StrictMath.log(Double.MAX_VALUE));
  }

  @Test
  void neverFallsWhereItsArgumentRises() {
    for (int i = 0; i < 2000; i++) {
      double x = Math.nextUp(0.6875 + i * 0.6875 / 2000);
      assertThat(Logarithm.ln(Math.nextUp(x))).isGreaterThanOrEqualTo(Logarithm.ln(x) - 1e-16);
    }
  }
}
