package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class IntervalTest {
  /** With two values t has one degree of freedom: a Cauchy quantile, tan(pi (q - 1/2)). */
  @Test
  void studentOfTwoValuesIsCauchy() {
    Interval interval = Interval.student(new double[] {1, 3}, 0.9);
    double half = Math.tan(Math.PI * (0.95 - 0.5));
    assertThat(interval.low()).isCloseTo(2 - half, within(1e-9));
    assertThat(interval.high()).isCloseTo(2 + half, within(1e-9));
  }

  @Test
  void studentOfFiveSessions() {
    Interval interval = Interval.student(new double[] {65.3, 78.9, 71.1, 73.9, 69.3}, 0.95);
    assertThat(interval.low()).isCloseTo(65.4, within(0.05));
    assertThat(interval.high()).isCloseTo(78.0, within(0.05));
    assertThat(interval.contains(68.8)).isTrue();
  }

  @Test
  void oneValueHasNoInterval() {
    assertThat(Interval.student(new double[] {3}, 0.95).low()).isNaN();
    assertThat(Interval.student(new double[0], 0.95).high()).isNaN();
  }

  /** The score test inverted: at Wilson's limits it has exactly the level's z. */
  @Property(tries = 200)
  void wilsonInvertsTheScoreTest(
      @ForAll @IntRange(min = 1, max = 500) int n,
      @ForAll @DoubleRange(min = 0, max = 1) double p) {
    Interval interval = Interval.wilson(p * n, n, 0.95);
    for (double limit : new double[] {interval.low(), interval.high()}) {
      double squared = (p - limit) * (p - limit) * n;
      double z = 1.959963984540054;
      assertThat(squared).isCloseTo(z * z * limit * (1 - limit), within(1e-9));
    }
  }

  @Test
  void clopperPearsonOfNoneAndAll() {
    Interval none = Interval.clopperPearson(0, 20, 0.95);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(1 - Math.pow(0.025, 1 / 20.0), within(1e-9));
    Interval all = Interval.clopperPearson(20, 20, 0.95);
    assertThat(all.low()).isCloseTo(Math.pow(0.025, 1 / 20.0), within(1e-9));
    assertThat(all.high()).isEqualTo(1);
  }

  @Property(tries = 30)
  void clopperPearsonCoversAtLeastItsLevel(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
    BinomialDistribution right = new BinomialDistribution(null, n, p);
    double covered = 0;
    for (int k = 0; k <= n; k++) {
      covered += Interval.clopperPearson(k, n, 0.9).contains(p) ? right.probability(k) : 0;
    }
    assertThat(covered).isGreaterThanOrEqualTo(0.9 - 1e-9);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new Interval(0, 1, 95)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Interval.wilson(5, 4, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Interval.clopperPearson(0, 0, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
