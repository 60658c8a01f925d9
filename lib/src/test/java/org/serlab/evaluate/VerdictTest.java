package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.serlab.evaluate.Verdict.CONTRADICTED;
import static org.serlab.evaluate.Verdict.NOT_TESTED;
import static org.serlab.evaluate.Verdict.SUPPORTED;
import static org.serlab.evaluate.Verdict.UNDECIDED;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Interval BETWEEN = new Interval(0.6, 0.7, 0.95);

  @Test
  void anIntervalBesideAThreshold() {
    assertThat(Verdict.atLeast(BETWEEN, 0.6)).isEqualTo(SUPPORTED);
    assertThat(Verdict.atLeast(BETWEEN, 0.65)).isEqualTo(UNDECIDED);
    assertThat(Verdict.atLeast(BETWEEN, 0.71)).isEqualTo(CONTRADICTED);
    assertThat(Verdict.atMost(BETWEEN, 0.7)).isEqualTo(SUPPORTED);
    assertThat(Verdict.atMost(BETWEEN, 0.5)).isEqualTo(CONTRADICTED);
    assertThat(Verdict.within(BETWEEN, 0.55, 0.75)).isEqualTo(SUPPORTED);
    assertThat(Verdict.within(BETWEEN, 0.62, 0.65)).isEqualTo(UNDECIDED);
    assertThat(Verdict.within(new Interval(Double.NaN, Double.NaN, 0.95), 0, 1))
        .isEqualTo(NOT_TESTED);
  }

  @Test
  void aClaimOfSeveralParts() {
    assertThat(Verdict.all(List.of(SUPPORTED, SUPPORTED))).isEqualTo(SUPPORTED);
    assertThat(Verdict.all(List.of(SUPPORTED, UNDECIDED))).isEqualTo(UNDECIDED);
    assertThat(Verdict.all(List.of(UNDECIDED, NOT_TESTED))).isEqualTo(NOT_TESTED);
    assertThat(Verdict.all(List.of(NOT_TESTED, CONTRADICTED))).isEqualTo(CONTRADICTED);
    assertThat(Verdict.all(List.of())).isEqualTo(NOT_TESTED);
    assertThat(NOT_TESTED.word()).isEqualTo("not tested");
  }
}
