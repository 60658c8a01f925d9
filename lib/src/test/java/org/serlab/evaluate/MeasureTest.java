package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {
  private static final Answers THREE =
      Answers.of(
          2,
          List.of(
              new Answer("a", "x", 0, new double[] {1, 0}),
              new Answer("b", "x", 0, new double[] {0, 1}),
              new Answer("c", "x", 1, new double[] {0.5, 0.5})));

  @Test
  void measuresPredictions() {
    assertThat(Measure.UA.of(THREE)).isEqualTo(0.25);
    assertThat(Measure.WA.of(THREE)).isEqualTo(1 / 3.0);
    assertThat(Measure.recall(0, "anger").of(THREE)).isEqualTo(0.5);
    assertThat(Measure.MACRO_F1.of(THREE)).isEqualTo(0.25);
    assertThat(Measure.WEIGHTED_F1.of(THREE)).isCloseTo(1 / 3.0, within(1e-15));
    // gaps 0.5 (two sure, one right) and 0.5 (one even, wrong)
    assertThat(Measure.CALIBRATION_ERROR.of(THREE)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void equalProbabilitiesGiveTheFirstClass() {
    assertThat(new Answer("c", "x", 1, new double[] {0.5, 0.5}).predicted()).isZero();
  }

  @Test
  void aStoredZeroIsLessThanHalfItsLastDigit() {
    double sure = -Math.log(0.99995);
    assertThat(Measure.LOG_LOSS.of(THREE))
        .isCloseTo((sure - Math.log(0.00005) - Math.log(0.5)) / 3, within(1e-12));
  }

  @Test
  void formatsWithUnits() {
    assertThat(Measure.UA.format(0.6128)).isEqualTo("61.3 %");
    assertThat(Measure.UA.formatDifference(0.0409)).isEqualTo("+4.1 points");
    assertThat(Measure.UA.formatDifference(-0.0409)).isEqualTo("-4.1 points");
    assertThat(Measure.LOG_LOSS.format(0.87312)).isEqualTo("0.873");
    assertThat(Measure.UA.format(Double.NaN)).isEqualTo("undefined");
  }
}
