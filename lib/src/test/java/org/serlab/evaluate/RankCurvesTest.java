package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankCurvesTest {
  /** The definition: pairs in the right order, ties counted half. */
  @Property(tries = 200)
  void countsPairs(@ForAll @Size(min = 2, max = 30) int[] raw) {
    double[] score = Arrays.stream(raw).mapToDouble(value -> Math.floorMod(value, 7)).toArray();
    boolean[] positive = new boolean[raw.length];
    positive[0] = true;
    for (int i = 2; i < raw.length; i++) {
      positive[i] = raw[i] % 2 == 0;
    }
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < raw.length; i++) {
      for (int j = 0; j < raw.length; j++) {
        if (positive[i] && !positive[j]) {
          right += (1 + Math.signum(score[i] - score[j])) / 2;
          pairs++;
        }
      }
    }
    double area = RankCurves.rocAuc(positive, score);
    assertThat(area).isCloseTo(right / pairs, within(1e-14));
    double[] negated = Arrays.stream(score).map(value -> -value).toArray();
    assertThat(RankCurves.rocAuc(positive, negated)).isCloseTo(1 - area, within(1e-14));
  }

  @Property(tries = 50)
  void averagePrecisionOfOneScoreIsTheShareOfPositives(
      @ForAll @IntRange(min = 1, max = 9) int positives) {
    boolean[] positive = new boolean[10];
    Arrays.fill(positive, 0, positives, true);
    assertThat(RankCurves.averagePrecision(positive, new double[10]))
        .isCloseTo(positives / 10.0, within(1e-15));
  }

  @Test
  void isUndefinedWithoutBothClasses() {
    assertThat(RankCurves.rocAuc(new boolean[3], new double[3])).isNaN();
    double[][] probabilities = {{.5, .3, .2}, {.2, .6, .2}};
    assertThat(RankCurves.rocAucOneVersusRest(new int[] {0, 1}, probabilities)).isNaN();
  }

  @Test
  void minusZeroTiesWithZero() {
    assertThat(RankCurves.ranks(new double[] {0.0, -0.0, 1})).containsExactly(1.5, 1.5, 3);
    assertThat(RankCurves.rocAuc(new boolean[] {true, false}, new double[] {-0.0, 0.0}))
        .isEqualTo(0.5);
  }
}
