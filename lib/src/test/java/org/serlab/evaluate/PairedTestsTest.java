package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Wilcoxon, paired t, McNemar, Friedman, Holm. */
class PairedTestsTest {
  @Property(tries = 60)
  void wilcoxonCountsAllPatterns(
      @ForAll @IntRange(min = 1, max = 10) int n,
      @ForAll @IntRange(min = 0, max = 1023) int signs) {
    double[] differences = new double[n];
    int plus = 0;
    for (int i = 0; i < n; i++) {
      boolean positive = (signs >> i & 1) == 1;
      differences[i] = positive ? i + 1 : -i - 1;
      plus += positive ? i + 1 : 0;
    }
    int atMost = 0;
    int atLeast = 0;
    for (int pattern = 0; pattern < 1 << n; pattern++) {
      int sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (pattern >> i & 1) * (i + 1);
      }
      atMost += sum <= plus ? 1 : 0;
      atLeast += sum >= plus ? 1 : 0;
    }
    Wilcoxon wilcoxon = new Wilcoxon(differences);
    double patterns = 1 << n;
    assertThat(wilcoxon.exact(Alternative.LESS).p()).isCloseTo(atMost / patterns, within(1e-14));
    assertThat(wilcoxon.exact(Alternative.GREATER).p())
        .isCloseTo(atLeast / patterns, within(1e-14));
    assertThat(wilcoxon.exact(Alternative.TWO_SIDED).p())
        .isCloseTo(Math.min(1, 2 * Math.min(atMost, atLeast) / patterns), within(1e-14));
  }

  @Test
  void wilcoxonOfNoDifferenceIsUndefined() {
    Wilcoxon zeros = new Wilcoxon(new double[4]);
    assertThat(zeros.exact(Alternative.TWO_SIDED).p()).isNaN();
    for (Wilcoxon.Zeros how : Wilcoxon.Zeros.values()) {
      assertThat(zeros.approximate(how, true).p()).isNaN();
    }
    assertThat(new Wilcoxon(new double[] {1, 1, 2}).exact(Alternative.LESS).p()).isNaN();
  }

  @Property(tries = 50)
  void correctedResampledTestShrinksT(
      @ForAll @Size(8) List<@DoubleRange(min = -1, max = 1) Double> values) {
    double[] differences = array(values);
    differences[0] += 3; // so that they are not all alike
    double plain = PairedT.test(differences, Alternative.TWO_SIDED).statistic();
    double corrected = PairedT.corrected(differences, 80, 20).statistic();
    assertThat(corrected).isCloseTo(plain * Math.sqrt(0.125 / (0.125 + 0.25)), within(1e-12));
  }

  @Test
  void pairedTOfTwoIsCauchy() {
    // mean 2, s = sqrt 2: t = 2, one degree of freedom
    TestResult test = PairedT.test(new double[] {1, 3}, Alternative.GREATER);
    assertThat(test.statistic()).isCloseTo(2, within(1e-15));
    assertThat(test.p()).isCloseTo(0.5 - Math.atan(2) / Math.PI, within(1e-12));
    assertThat(PairedT.test(new double[] {1}, Alternative.LESS).p()).isNaN();
    assertThat(PairedT.test(new double[3], Alternative.LESS).p()).isNaN();
  }

  @Test
  void mcNemarByHand() {
    McNemar test = new McNemar(10, 1, 5, 4);
    assertThat(test.exactP()).isCloseTo(2 * (1 + 6) / 64.0, within(1e-14));
    assertThat(test.chiSquared(false).statistic()).isEqualTo(16 / 6.0);
    assertThat(test.chiSquared(true).statistic()).isEqualTo(9 / 6.0);
    assertThat(new McNemar(10, 0, 0, 4).exactP()).isEqualTo(1);
  }

  /** With two methods Friedman's test is the sign test, McNemar's chi-squared. */
  @Property(tries = 50)
  void friedmanOfTwoMethods(
      @ForAll @IntRange(min = 0, max = 12) int first,
      @ForAll @IntRange(min = 1, max = 12) int second,
      @ForAll @IntRange(min = 0, max = 3) int ties) {
    double[][] scores = new double[first + second + ties][];
    Arrays.setAll(
        scores, i -> new double[] {i < first ? 1 : 0, i >= first && i < first + second ? 1 : 0});
    Friedman friedman = Friedman.of(scores);
    TestResult expected = new McNemar(0, first, second, 0).chiSquared(false);
    assertThat(friedman.chiSquared()).isCloseTo(expected.statistic(), within(1e-9));
    assertThat(friedman.p()).isCloseTo(expected.p(), within(1e-9));
  }

  @Property(tries = 100)
  void holmLiesBetweenPlainAndBonferroni(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) Double> list) {
    double[] p = array(list);
    double[] adjusted = Holm.adjust(p);
    for (int i = 0; i < p.length; i++) {
      assertThat(adjusted[i]).isBetween(p[i], Math.min(1, p.length * p[i]) + 1e-15);
      for (int j = 0; j < p.length; j++) {
        if (p[i] < p[j]) {
          assertThat(adjusted[i]).isLessThanOrEqualTo(adjusted[j]);
        }
      }
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void holmLeavesOutWhatWasNotTested() {
    assertThat(Holm.adjust(new double[] {0.02, Double.NaN, 0.03}))
        .containsExactly(0.04, Double.NaN, 0.04);
  }
}
