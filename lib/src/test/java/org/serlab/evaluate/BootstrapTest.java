package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final double[] VALUES = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
  private static final ToDoubleFunction<int[]> MEAN =
      at -> Arrays.stream(at).mapToDouble(i -> VALUES[i]).average().orElse(Double.NaN);

  /** The bootstrap's standard error of a mean has a closed form: s_n / sqrt(n). */
  @Test
  void standardErrorOfTheMean() {
    Bootstrap bootstrap = Bootstrap.of(VALUES.length, MEAN, 20_000, 1);
    double expected = Math.sqrt(StatUtils.populationVariance(VALUES) / VALUES.length);
    assertThat(bootstrap.standardError()).isCloseTo(expected, within(0.02 * expected));
    assertThat(bootstrap.estimate()).isCloseTo(52 / 12.0, within(1e-14));
  }

  @Test
  void aSeedFixesTheDraws() {
    Bootstrap first = Bootstrap.of(VALUES.length, MEAN, 500, 7);
    assertThat(Bootstrap.of(VALUES.length, MEAN, 500, 7).resampled()).isEqualTo(first.resampled());
    assertThat(Bootstrap.of(VALUES.length, MEAN, 500, 8).resampled())
        .isNotEqualTo(first.resampled());
  }

  /** All 27 resamples of three units: the percentile limits interpolate between sorted means. */
  @Test
  void interpolatesBetweenSortedValues() {
    int[][] all = new int[27][];
    Arrays.setAll(all, i -> new int[] {i / 9, i / 3 % 3, i % 3});
    double[] units = {0, 3, 6};
    Bootstrap bootstrap =
        Bootstrap.of(3, at -> Arrays.stream(at).mapToDouble(i -> units[i]).sum() / 3, all);
    // sorted: 0, 1 x3, 2 x6, 3 x7, 4 x6, 5 x3, 6; position 26 * 0.025 = 0.65
    Interval interval = bootstrap.percentile(0.95);
    assertThat(interval.low()).isCloseTo(0.65, within(1e-12));
    assertThat(interval.high()).isCloseTo(5.35, within(1e-12));
    assertThat(bootstrap.biasCorrection()).isCloseTo(0, within(1e-12));
    assertThat(bootstrap.acceleration()).isCloseTo(0, within(1e-12));
    Interval corrected = bootstrap.bca(0.95);
    assertThat(corrected.low()).isCloseTo(0.65, within(1e-9));
    assertThat(corrected.high()).isCloseTo(5.35, within(1e-9));
  }

  @Test
  void undefinedResamples() {
    int[][] rows = {{0, 0}, {0, 1}, {1, 1}};
    ToDoubleFunction<int[]> needsTheFirst =
        at -> Arrays.stream(at).anyMatch(i -> i == 0) ? at[at.length - 1] : Double.NaN;
    assertThat(Bootstrap.of(2, needsTheFirst, rows).percentile(0.9).low()).isNaN();
    assertThat(Bootstrap.of(2, needsTheFirst, 100, 1).percentile(0.9).low()).isZero();
    assertThat(Bootstrap.of(2, at -> Double.NaN, 100, 1).percentile(0.9).low()).isNaN();
    assertThat(Bootstrap.of(2, at -> 4.0, 100, 1).bca(0.9).low()).isNaN();
  }

  @Test
  void pCountsTheFarSide() {
    int[][] rows = new int[99][1];
    for (int b = 0; b < rows.length; b++) {
      rows[b][0] = b < 4 ? 0 : 1;
    }
    double[] units = {-1, 2};
    Bootstrap bootstrap = Bootstrap.of(2, at -> units[at[0]], rows);
    assertThat(bootstrap.twoSidedP()).isEqualTo(2 * 5 / 100.0);
    assertThat(Bootstrap.of(2, at -> 0, rows).twoSidedP()).isEqualTo(1);
  }
}
