package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SignFlipTest {
  @Property(tries = 100)
  void countsAllPatterns(@ForAll @Size(min = 1, max = 10) int[] raw) {
    double[] differences = Arrays.stream(raw).mapToDouble(value -> value % 50 / 8.0).toArray();
    double observed = Math.abs(Arrays.stream(differences).sum());
    int far = 0;
    for (int pattern = 0; pattern < 1 << raw.length; pattern++) {
      double sum = 0;
      for (int i = 0; i < raw.length; i++) {
        sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
      }
      far += Math.abs(sum) >= observed ? 1 : 0;
    }
    SignFlip test = SignFlip.of(differences);
    assertThat(test.p()).isEqualTo(Math.scalb((double) far, -raw.length));
    assertThat(test.exact()).isTrue();
  }

  @Property(tries = 24)
  void isSmallestWhereAllAgree(@ForAll @IntRange(min = 1, max = 24) int n) {
    double[] differences = new double[n];
    Arrays.setAll(differences, i -> 0.1 + i / 7.0);
    assertThat(SignFlip.of(differences).p()).isEqualTo(SignFlip.smallestP(n));
    assertThat(SignFlip.smallestP(n)).isEqualTo(2 / Math.pow(2, n));
  }

  /** Differences of one size: the exact McNemar test. */
  @Property(tries = 100)
  void equalsMcNemarOnCounts(
      @ForAll @IntRange(min = 0, max = 9) int better,
      @ForAll @IntRange(min = 0, max = 9) int worse) {
    double[] differences = new double[better + worse + 2];
    Arrays.fill(differences, 0, better, 0.1);
    Arrays.fill(differences, better, better + worse, -0.1);
    assertThat(SignFlip.of(differences).p())
        .isCloseTo(new McNemar(5, better, worse, 7).exactP(), within(1e-12));
  }

  /** A zero changes nothing, but takes 24 differences over the limit of enumeration. */
  @Test
  void drawsComeNearTheExactTest() {
    SplittableRandom random = new SplittableRandom(5);
    double[] differences = new double[SignFlip.ENUMERATED];
    Arrays.setAll(differences, i -> random.nextDouble() - 0.35);
    SignFlip exact = SignFlip.of(differences);
    SignFlip drawn = SignFlip.of(Arrays.copyOf(differences, differences.length + 1));
    assertThat(drawn.exact()).isFalse();
    double error = Math.sqrt(exact.p() * (1 - exact.p()) / SignFlip.DRAWS);
    assertThat(drawn.p()).isCloseTo(exact.p(), within(5 * error));
    assertThat(SignFlip.of(Arrays.copyOf(differences, differences.length + 1))).isEqualTo(drawn);
  }

  /** Of 2,000 tests without a difference about one in twenty may reject, not more. */
  @Test
  void keepsItsLevel() {
    SplittableRandom random = new SplittableRandom(11);
    int rejected = 0;
    for (int repeat = 0; repeat < 2000; repeat++) {
      double[] differences = new double[10];
      Arrays.setAll(differences, i -> random.nextDouble() - random.nextDouble());
      rejected += SignFlip.of(differences).p() <= 0.05 ? 1 : 0;
    }
    assertThat(rejected).isBetween(65, 135);
  }

  @Test
  void nothingIsUndefined() {
    assertThat(SignFlip.of(new double[0]).p()).isNaN();
    assertThat(SignFlip.of(new double[] {1, Double.NaN}).p()).isNaN();
    assertThat(SignFlip.of(new double[] {0, 0}).p()).isEqualTo(1);
  }
}
