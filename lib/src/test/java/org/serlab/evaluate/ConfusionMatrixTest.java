package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.serlab.evaluate.ConfusionMatrix.Over;

class ConfusionMatrixTest {
  /** Rows = truth: class 0 found 3 of 4, class 1 found 1 of 2, class 2 never occurs. */
  private static final ConfusionMatrix SMALL =
      ConfusionMatrix.ofCounts(new long[][] {{3, 0, 1}, {1, 1, 0}, {0, 0, 0}});

  @Test
  void countsAClassThatOnlyIsPredictedInNoRecall() {
    assertThat(SMALL.unweightedAccuracy()).isEqualTo((3.0 / 4 + 1.0 / 2) / 2);
    assertThat(SMALL.macroRecall(Over.UNION)).isEqualTo((3.0 / 4 + 1.0 / 2) / 3);
    assertThat(SMALL.weightedAccuracy()).isEqualTo(4.0 / 6);
  }

  @Test
  void averagesF1InThreeWays() {
    double first = 2 * 3.0 / (4 + 4);
    double second = 2 * 1.0 / (2 + 1);
    assertThat(SMALL.macroF1(Over.TRUTH)).isEqualTo((first + second) / 2);
    assertThat(SMALL.macroF1(Over.ALL)).isEqualTo((first + second) / 3);
    assertThat(SMALL.weightedF1()).isCloseTo((4 * first + 2 * second) / 6, within(1e-15));
  }

  @Test
  void isUndefinedWithoutUtterances() {
    ConfusionMatrix empty = ConfusionMatrix.of(3, new int[0], new int[0]);
    assertThat(empty.unweightedAccuracy()).isNaN();
    assertThat(empty.weightedAccuracy()).isNaN();
    assertThat(empty.macroF1(Over.ALL)).isNaN();
    assertThat(empty.weightedF1()).isNaN();
    assertThat(empty.matthews()).isNaN();
    assertThat(empty.kappa()).isNaN();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> ConfusionMatrix.of(2, new int[] {0}, new int[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConfusionMatrix.of(2, new int[] {0}, new int[] {2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConfusionMatrix.ofCounts(new long[][] {{1, 2}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void doesNotDependOnTheOrderOfTheClasses(@ForAll("labels") int[] truth) {
    int[] predicted = shifted(truth);
    ConfusionMatrix matrix = ConfusionMatrix.of(4, truth, predicted);
    ConfusionMatrix mirrored = ConfusionMatrix.of(4, mirrored(truth), mirrored(predicted));
    assertThat(mirrored.unweightedAccuracy()).isCloseTo(matrix.unweightedAccuracy(), within(1e-14));
    assertThat(mirrored.weightedF1()).isCloseTo(matrix.weightedF1(), within(1e-14));
    assertThat(mirrored.matthews()).isCloseTo(matrix.matthews(), within(1e-14));
    assertThat(matrix.weightedAccuracy()).isEqualTo(matrix.microF1());
  }

  @Property(tries = 100)
  void isOneForPerfectPredictions(@ForAll("labels") int[] truth) {
    ConfusionMatrix matrix = ConfusionMatrix.of(4, truth, truth);
    assertThat(matrix.unweightedAccuracy()).isEqualTo(1);
    assertThat(matrix.macroF1(Over.UNION)).isEqualTo(1);
    boolean constant = Arrays.stream(truth).distinct().count() == 1;
    assertThat(matrix.matthews()).isCloseTo(constant ? 0 : 1, within(1e-15));
    if (constant) {
      assertThat(matrix.kappa()).isNaN();
    } else {
      assertThat(matrix.kappa()).isEqualTo(1);
    }
  }

  @Property(tries = 100)
  void isChanceForOneGuess(@ForAll("labels") int[] truth) {
    ConfusionMatrix matrix = ConfusionMatrix.of(4, truth, new int[truth.length]);
    long present = Arrays.stream(truth).distinct().count();
    boolean guessed = Arrays.stream(truth).anyMatch(label -> label == 0);
    assertThat(matrix.unweightedAccuracy()).isEqualTo(guessed ? 1.0 / present : 0);
    assertThat(matrix.matthews()).isZero();
  }

  @Provide
  Arbitrary<int[]> labels() {
    return Arbitraries.integers().between(0, 3).array(int[].class).ofMinSize(1).ofMaxSize(40);
  }

  private static int[] shifted(int[] labels) {
    int[] shifted = labels.clone();
    for (int i = 0; i < shifted.length; i += 3) {
      shifted[i] = (shifted[i] + i) % 4;
    }
    return shifted;
  }

  private static int[] mirrored(int[] labels) {
    return Arrays.stream(labels).map(label -> 3 - label).toArray();
  }
}
