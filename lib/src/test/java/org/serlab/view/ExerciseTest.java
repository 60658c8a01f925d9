package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExerciseTest {
  @Test
  void aNumberIsOpenRightOrWrong() {
    assertThat(Exercise.check(Double.NaN, 220, 0.5, "hint")).startsWith("Not answered yet");
    assertThat(Exercise.check(220.4, 220, 0.5, "hint")).isEqualTo("Right.");
    assertThat(Exercise.check(221, 220, 0.5, "hint")).isEqualTo("Not yet: hint");
    assertThat(Exercise.check(221, 220, 0.5)).contains("too high");
    assertThat(Exercise.check(219, 220, 0.5)).contains("too low");
  }

  @Test
  void aWordIsOpenRightOrWrong() {
    assertThat(Exercise.check(" ", true, "hint")).startsWith("Not answered yet");
    assertThat(Exercise.check("loudness", true, "hint")).isEqualTo("Right.");
    assertThat(Exercise.check("pitch", false, "hint")).isEqualTo("Not yet: hint");
  }
}
