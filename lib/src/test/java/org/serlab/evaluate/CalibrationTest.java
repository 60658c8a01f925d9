package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final int[] TRUTH = {0, 0, 1, 1};
  private static final double[][] EVEN = {{.5, .5}, {.5, .5}, {.5, .5}, {.5, .5}};
  private static final double[][] SURE = {{1, 0}, {1, 0}, {1, 0}, {0, 1}};

  @Test
  void anEvenGuessHasTheLogarithmOfTheClasses() {
    assertThat(Calibration.logLoss(TRUTH, EVEN, Calibration.EPSILON))
        .isCloseTo(Math.log(2), within(1e-15));
    assertThat(Calibration.brier(TRUTH, EVEN)).isEqualTo(0.5);
  }

  @Test
  void aSureErrorCostsTheClip() {
    assertThat(Calibration.logLoss(TRUTH, SURE, 0.001))
        .isCloseTo((-3 * Math.log(0.999) - Math.log(0.001)) / 4, within(1e-12));
    assertThat(Calibration.brier(TRUTH, SURE)).isEqualTo(2.0 / 4);
  }

  @Test
  void binsAreClosedAbove() {
    double[][] probabilities = {{0.6, 0.4}, {0.61, 0.39}, {1, 0}};
    List<Calibration.Bin> bins =
        Calibration.bins(new int[] {0, 1, 0}, new int[] {0, 0, 0}, probabilities, 5);
    assertThat(bins.stream().mapToInt(Calibration.Bin::count)).containsExactly(0, 0, 1, 1, 1);
    assertThat(bins.get(2).gap()).isCloseTo(0.4, within(1e-15));
    assertThat(Calibration.expectedError(bins)).isCloseTo((0.4 + 0.61 + 0) / 3, within(1e-15));
    assertThat(Calibration.maximumError(bins)).isCloseTo(0.61, within(1e-15));
  }

  @Test
  void nothingIsUndefined() {
    List<Calibration.Bin> bins = Calibration.bins(new int[0], new int[0], new double[0][], 15);
    assertThat(Calibration.expectedError(bins)).isNaN();
    assertThat(Calibration.maximumError(bins)).isNaN();
    assertThat(Calibration.logLoss(new int[0], new double[0][], 1e-15)).isNaN();
  }
}
