package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.serlab.evaluate.Outcome.Part;

class SeedNoiseTest {
  /** Per seed the number of right answers among ten utterances; fewer utterances lack a fold. */
  private static Outcome row(String name, int[] right, int... utterances) {
    List<Part> parts = new ArrayList<>();
    for (int s = 0; s < right.length; s++) {
      List<Answer> answers = new ArrayList<>();
      for (int u = 0; u < utterances[s]; u++) {
        answers.add(OutcomeTest.answer("u" + u, "s" + u, 0, u < right[s] ? 0 : 1));
      }
      parts.add(new Part(String.valueOf(s + 1), 1, answers));
    }
    return new Outcome(name, 2, Unit.SPEAKER, parts);
  }

  @Test
  void rowsAtOneSeedAndSeedsOfOneRow() {
    List<Outcome> rows =
        List.of(row("a", new int[] {2, 4, 9}, 10, 10, 10), row("b", new int[] {8, 6}, 10, 10));
    SeedNoise noise = SeedNoise.of(rows, Measure.WA).orElseThrow();
    assertThat(noise.rows()).isEqualTo(2);
    assertThat(noise.seeds()).isEqualTo(2);
    double root = Math.sqrt(2);
    // at seed 1 they are 0.6 apart, at seed 2 0.2; each row's seeds are 0.2 apart
    assertThat(noise.ofRows()).isCloseTo((0.6 + 0.2) / 2 / root, within(1e-12));
    assertThat(noise.ofSeeds()).isCloseTo(0.2 / root, within(1e-12));
  }

  @Test
  void aMissingFoldDoesNotPassForNoise() {
    Outcome whole = row("a", new int[] {2, 4, 3}, 10, 10, 10);
    Outcome lacks = row("b", new int[] {8, 6, 2}, 10, 10, 2);
    assertThat(SeedNoise.of(List.of(whole, lacks), Measure.WA).orElseThrow().seeds()).isEqualTo(2);
    Outcome single = row("c", new int[] {8, 2}, 10, 2);
    assertThat(SeedNoise.of(List.of(whole, single), Measure.WA)).isEmpty();
    assertThat(SeedNoise.of(List.of(whole, lacks, single), Measure.WA).orElseThrow().rows())
        .isEqualTo(2);
    assertThat(SeedNoise.of(List.of(), Measure.WA)).isEmpty();
  }
}
