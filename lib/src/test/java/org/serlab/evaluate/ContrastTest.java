package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;
import org.serlab.evaluate.Contrast.Finding;
import org.serlab.evaluate.Outcome.Part;

class ContrastTest {
  private static final Outcome OLD_OF_TEN =
      outcome("old", Unit.SPEAKER, 1, 5, 6, 4, 5, 6, 7, 5, 4, 5, 6);
  private static final Outcome NEW_OF_TEN =
      outcome("ten", Unit.SPEAKER, 1, 7, 8, 6, 6, 8, 9, 6, 7, 7, 8);

  /**
   * Of each speaker's 20 utterances (10 per class) the first {@code right} of a class are right.
   */
  private static Outcome outcome(String name, Unit unit, int seeds, int... right) {
    List<Part> parts = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      List<Answer> answers = new ArrayList<>();
      for (int speaker = 0; speaker < right.length; speaker++) {
        for (int i = 0; i < 20; i++) {
          int truth = i % 2;
          int predicted = i / 2 < right[speaker] ? truth : 1 - truth;
          String id = speaker + "/" + i;
          answers.add(OutcomeTest.answer(id, "s" + speaker, truth, predicted));
        }
      }
      parts.add(new Part("" + seed, 1, answers));
    }
    return new Outcome(name, 2, unit, parts);
  }

  private static final int[] BASE = {5, 6, 4, 5, 6, 7, 5, 4};
  private static final int[] GOOD = {7, 8, 6, 6, 8, 9, 6, 7};

  @Test
  void findsWhatAllSpeakersShow() {
    Contrast contrast =
        outcome("new", Unit.SPEAKER, 2, GOOD)
            .contrast(outcome("old", Unit.SPEAKER, 2, BASE), Measure.UA)
            .orElseThrow();
    assertThat(contrast.effect()).isCloseTo(15 / 80.0, within(1e-14));
    assertThat(contrast.testedEffect()).isCloseTo(15 / 80.0, within(1e-14));
    assertThat(contrast.p()).isEqualTo(2 / 256.0);
    assertThat(contrast.finding()).isEqualTo(Finding.BETTER);
    assertThat(Verdict.better(contrast)).isEqualTo(Verdict.SUPPORTED);
    assertThat(contrast.sentence())
        .startsWith("new is better than old: UA +18.8 points, 95 % interval +")
        .endsWith(
            "p = 0.008 by the exact sign-flip test over speakers; 160 utterances, 8 speakers,"
                + " 2 seeds. Ahead in 2 of 2 seeds.");
  }

  @Test
  void isTheSameSeenFromTheOtherSide() {
    Outcome good = outcome("new", Unit.SPEAKER, 1, GOOD);
    Outcome base = outcome("old", Unit.SPEAKER, 1, BASE);
    Contrast forth = good.contrast(base, Measure.UA).orElseThrow();
    Contrast back = base.contrast(good, Measure.UA).orElseThrow();
    assertThat(back.effect()).isEqualTo(-forth.effect());
    assertThat(back.p()).isEqualTo(forth.p());
    assertThat(back.interval().low()).isCloseTo(-forth.interval().high(), within(1e-12));
    assertThat(back.finding()).isEqualTo(Finding.WORSE);
    assertThat(Verdict.better(back)).isEqualTo(Verdict.CONTRADICTED);
  }

  @Test
  void fourSpeakersCannotDecide() {
    Contrast contrast =
        outcome("new", Unit.SPEAKER, 1, 9, 9, 9, 9)
            .contrast(outcome("old", Unit.SPEAKER, 1, 2, 3, 2, 3), Measure.UA)
            .orElseThrow();
    assertThat(contrast.interval().low()).isPositive();
    assertThat(contrast.p()).isEqualTo(0.125);
    assertThat(contrast.finding()).isEqualTo(Finding.UNDECIDED);
    assertThat(contrast.cannotDecide()).isTrue();
    assertThat(contrast.sentence())
        .startsWith("Undecided between new and old: UA +65.0 points")
        .contains("With 4 speakers no difference could pass this test.")
        .endsWith("One seed: the noise of training is not in the interval.");
  }

  @Test
  void randomSplitsArePairedByUtterance() {
    Contrast contrast =
        outcome("new", Unit.UTTERANCE, 1, GOOD)
            .contrast(outcome("old", Unit.UTTERANCE, 1, BASE), Measure.WA)
            .orElseThrow();
    assertThat(contrast.finding()).isEqualTo(Finding.BETTER);
    assertThat(contrast.overSpeakers()).isEmpty();
    assertThat(contrast.sentence()).contains("p < 0.001 by the paired bootstrap over utterances");
    // of 160 utterances 30 are gained and none lost: the interval is that of a share
    Interval share = Interval.wilson(30, 160, Interval.LEVEL);
    assertThat(contrast.interval().low()).isCloseTo(share.low(), within(0.02));
    assertThat(contrast.interval().high()).isCloseTo(share.high(), within(0.02));
  }

  @Test
  void equalsAreUndecided() {
    for (Unit unit : Unit.values()) {
      Contrast contrast =
          outcome("a", unit, 1, BASE)
              .contrast(outcome("b", unit, 1, BASE), Measure.UA)
              .orElseThrow();
      assertThat(contrast.p()).isEqualTo(1);
      assertThat(contrast.finding()).isEqualTo(Finding.UNDECIDED);
      assertThat(contrast.text()).isEqualTo("+0.0 points (+0.0 to +0.0)");
    }
  }

  @Test
  void aTableIsCorrectedTogether() {
    Outcome base = outcome("old", Unit.SPEAKER, 1, BASE);
    List<Outcome> others = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      others.add(outcome("new " + i, Unit.SPEAKER, 1, GOOD));
    }
    List<Contrast> contrasts = Contrast.against(base, others, Measure.UA);
    assertThat(contrasts).allMatch(c -> c.family() == 7 && c.p() == 2 / 256.0);
    assertThat(contrasts).allMatch(c -> c.adjustedP() == 14 / 256.0);
    assertThat(contrasts).allMatch(c -> c.finding() == Finding.UNDECIDED && c.cannotDecide());
    assertThat(contrasts.get(0).sentence())
        .contains("corrected for 7 contrasts")
        .contains("could pass this test after the correction");
    assertThat(Contrast.against(base, others.subList(0, 6), Measure.UA))
        .allMatch(c -> c.finding() == Finding.BETTER);
  }

  /** Six speakers alone could not pass among two; beside a row of ten they do. */
  @Test
  void whatHasPassedCouldPass() {
    Outcome six = outcome("six", Unit.SPEAKER, 1, 7, 8, 6, 6, 8, 9);
    Contrast contrast = Contrast.against(OLD_OF_TEN, List.of(NEW_OF_TEN, six), Measure.UA).get(1);
    assertThat(contrast.adjustedP()).isEqualTo(1 / 32.0);
    assertThat(contrast.finding()).isEqualTo(Finding.BETTER);
    assertThat(contrast.cannotDecide()).isFalse();
    assertThat(contrast.sentence()).doesNotContain("no difference could pass");
  }

  /** The same six, undecided: a clearer difference would have passed beside the row of ten. */
  @Test
  void whatCouldHavePassedIsUndecidedByTheData() {
    Outcome six = outcome("six", Unit.SPEAKER, 1, 7, 5, 6, 4, 8, 6);
    Contrast beside = Contrast.against(OLD_OF_TEN, List.of(NEW_OF_TEN, six), Measure.UA).get(1);
    assertThat(beside.finding()).isEqualTo(Finding.UNDECIDED);
    assertThat(beside.smallestAdjustedP()).isEqualTo(1 / 32.0);
    assertThat(beside.cannotDecide()).isFalse();
    Contrast among = Contrast.against(OLD_OF_TEN, List.of(six, six), Measure.UA).get(1);
    assertThat(among.smallestAdjustedP()).isEqualTo(2 / 32.0);
    assertThat(among.cannotDecide()).isTrue();
  }

  @Test
  void lowerLossesAreBetter() {
    List<Part> sure = List.of(new Part("1", 1, probabilities(0.9)));
    List<Part> unsure = List.of(new Part("1", 1, probabilities(0.6)));
    Contrast contrast =
        new Outcome("sure", 2, Unit.SPEAKER, sure)
            .contrast(new Outcome("unsure", 2, Unit.SPEAKER, unsure), Measure.LOG_LOSS)
            .orElseThrow();
    assertThat(contrast.effect()).isCloseTo(Math.log(0.6 / 0.9), within(1e-12));
    assertThat(contrast.finding()).isEqualTo(Finding.BETTER);
    assertThat(contrast.text()).startsWith("-0.405 (-0.405 to -0.405)");
  }

  private static List<Answer> probabilities(double right) {
    List<Answer> answers = new ArrayList<>();
    for (int s = 0; s < 8; s++) {
      answers.add(new Answer("u" + s, "s" + s, 0, new double[] {right, 1 - right}));
    }
    return answers;
  }

  @Test
  void comparesWhatBothHave() {
    Outcome three = outcome("three", Unit.SPEAKER, 3, GOOD);
    Outcome few = outcome("few", Unit.SPEAKER, 1, 5, 6, 4);
    Contrast contrast = three.contrast(few, Measure.UA).orElseThrow();
    assertThat(contrast.seeds()).isEqualTo(1);
    assertThat(contrast.speakers()).isEqualTo(3);
    assertThat(contrast.utterances()).isEqualTo(60);
    Outcome elsewhere =
        new Outcome(
            "elsewhere",
            2,
            Unit.SPEAKER,
            List.of(new Part("9", 1, List.of(OutcomeTest.answer("0/0", "s0", 0, 0)))));
    assertThat(three.contrast(elsewhere, Measure.UA)).isEmpty();
    assertThat(Contrast.against(few, List.of(elsewhere, three), Measure.UA)).hasSize(1);
  }

  @Test
  void refusesWhatDoesNotMatch() {
    Outcome base = outcome("old", Unit.SPEAKER, 1, BASE);
    assertThatThrownBy(() -> base.contrast(outcome("u", Unit.UTTERANCE, 1, BASE), Measure.UA))
        .isInstanceOf(SerlabException.class)
        .hasMessage("old and u cannot be compared: their classes or splits differ.");
    Outcome other =
        new Outcome(
            "other",
            2,
            Unit.SPEAKER,
            List.of(new Part("1", 1, List.of(OutcomeTest.answer("0/0", "s0", 1, 0)))));
    assertThatThrownBy(() -> base.contrast(other, Measure.UA))
        .hasMessage("The class of 0/0 differs between the records of two conditions.");
  }

  @Test
  void superlativesNeedEveryContrast() {
    Outcome best = outcome("best", Unit.SPEAKER, 1, GOOD);
    Outcome base = outcome("old", Unit.SPEAKER, 1, BASE);
    Outcome alike = outcome("alike", Unit.SPEAKER, 1, GOOD);
    assertThat(Verdict.best(Contrast.against(best, List.of(base), Measure.UA), 1))
        .isEqualTo(Verdict.SUPPORTED);
    assertThat(Verdict.best(Contrast.against(best, List.of(base, alike), Measure.UA), 2))
        .isEqualTo(Verdict.UNDECIDED);
    assertThat(Verdict.best(Contrast.against(base, List.of(best, alike), Measure.UA), 5))
        .isEqualTo(Verdict.CONTRADICTED);
    assertThat(Verdict.best(Contrast.against(best, List.of(base), Measure.UA), 2))
        .isEqualTo(Verdict.NOT_TESTED);
    assertThat(Verdict.best(List.of(), 0)).isEqualTo(Verdict.NOT_TESTED);
  }
}
