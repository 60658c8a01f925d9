package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;
import org.serlab.evaluate.Outcome.Part;

class OutcomeTest {
  static Answer answer(String id, String speaker, int truth, int predicted) {
    double[] probabilities = {0.25, 0.25};
    probabilities[predicted] = 0.75;
    return new Answer(id, speaker, truth, probabilities);
  }

  /** Two folds of unequal size: fold 1 has all of 1 right, fold 2 one of 3. */
  private static List<Part> parts(String seed) {
    return List.of(
        new Part(seed, 1, List.of(answer("a", "x", 0, 0))),
        new Part(
            seed,
            2,
            List.of(answer("b", "y", 0, 1), answer("c", "y", 1, 0), answer("d", "z", 1, 1))));
  }

  @Test
  void poolsOverFoldsAndAveragesOverSeeds() {
    List<Part> all = new ArrayList<>(parts("1"));
    all.add(new Part("2", 1, List.of(answer("a", "x", 0, 1))));
    all.add(new Part("2", 2, parts("2").get(1).answers()));
    Estimate estimate = new Outcome("small", 2, Unit.SPEAKER, all).estimate(Measure.WA);
    assertThat(estimate.perSeed()).containsExactly(0.5, 0.25);
    assertThat(estimate.value()).isEqualTo(0.375);
    assertThat(estimate.sentence()).contains("standard deviation over 2 seeds 17.7 points;");
    assertThat(estimate.seedDeviation()).isCloseTo(0.25 / Math.sqrt(2), within(1e-15));
    // over folds: fold 1 has (1 + 0) / 2, fold 2 has 1/3 in both seeds
    assertThat(estimate.perFold()).containsExactly(0.5, 1 / 3.0);
    assertThat(estimate.foldMean()).isCloseTo(5 / 12.0, within(1e-15));
    assertThat(estimate.utterances()).isEqualTo(4);
    assertThat(estimate.speakers()).isEqualTo(3);
    assertThat(estimate.seeds()).isEqualTo(2);
    // the speakers' own values: x 1/2, y 0, z 1
    assertThat(estimate.overSpeakers())
        .contains(Interval.student(new double[] {0.5, 0, 1}, Interval.LEVEL));
  }

  @Test
  void saysItInWords() {
    Outcome outcome = new Outcome("small", 2, Unit.UTTERANCE, parts("1"));
    assertThat(outcome.estimate(Measure.UA).sentence())
        .isEqualTo(
            "UA of small: 50.0 % (95 % interval 0.0 to 100.0, resampling utterances),"
                + " mean over 2 folds 62.5 %, one seed, so the noise of training is not known;"
                + " 4 utterances, 3 speakers, 1 seed.");
    assertThat(outcome.estimate(Measure.UA).text()).isEqualTo("50.0 % (0.0 to 100.0)");
    assertThat(outcome.confusion().total()).isEqualTo(4);
  }

  @Test
  void doesNotDependOnTheOrderOfTheTrials() {
    List<Part> shuffled = new ArrayList<>(parts("1"));
    shuffled.addAll(parts("10"));
    shuffled.addAll(parts("2"));
    Outcome first = new Outcome("a", 2, Unit.UTTERANCE, shuffled);
    Collections.reverse(shuffled);
    Outcome second = new Outcome("a", 2, Unit.UTTERANCE, shuffled);
    assertThat(first.seeds()).containsExactly("1", "2", "10");
    assertThat(second.estimate(Measure.UA).interval())
        .isEqualTo(first.estimate(Measure.UA).interval());
  }

  @Test
  void oneSpeakerHasNoInterval() {
    Outcome one =
        new Outcome(
            "one", 2, Unit.SPEAKER, List.of(new Part("1", 1, List.of(answer("a", "x", 0, 0)))));
    Estimate estimate = one.estimate(Measure.UA);
    assertThat(estimate.interval().low()).isNaN();
    assertThat(estimate.text()).isEqualTo("100.0 % (no interval)");
    assertThat(estimate.foldDeviation()).isNaN();
  }

  @Test
  void recallOfAClassThatSomeSpeakersLack() {
    Outcome outcome = new Outcome("small", 2, Unit.SPEAKER, parts("1"));
    Estimate recall = outcome.estimate(Measure.recall(1, "anger"));
    assertThat(recall.value()).isEqualTo(0.5);
    // speaker x never is angry: y has 0, z has 1
    assertThat(recall.overSpeakers())
        .contains(Interval.student(new double[] {0, 1}, Interval.LEVEL));
    assertThat(recall.interval().low()).isZero();
  }

  @Test
  void refusesWhatCannotBePooled() {
    assertThatThrownBy(() -> new Outcome("none", 2, Unit.SPEAKER, List.of()))
        .isInstanceOf(SerlabException.class);
    Part first = parts("1").get(0);
    assertThatThrownBy(() -> new Outcome("twice", 2, Unit.SPEAKER, List.of(first, first)))
        .hasMessage("twice has two trials of the same fold and seed.");
    Part again = new Part("1", 2, first.answers());
    assertThatThrownBy(() -> new Outcome("twice", 2, Unit.SPEAKER, List.of(first, again)))
        .hasMessageContaining("predicts a in two folds");
    assertThatThrownBy(() -> new Outcome("three", 3, Unit.SPEAKER, List.of(first)))
        .hasMessageContaining("among 3 classes");
    assertThatThrownBy(
            () -> new Outcome("no", 2, Unit.SPEAKER, List.of(new Part("1", 1, List.of()))))
        .hasMessageContaining("no test predictions");
  }

  /**
   * Speakers who differ in how well they are recognised: an interval over speakers holds the true
   * accuracy about as often as it says, one over utterances far too seldom.
   */
  @Test
  void onlyTheIntervalOverSpeakersCoversNewSpeakers() {
    SplittableRandom random = new SplittableRandom(3);
    int repeats = 50;
    int bySpeaker = 0;
    int byUtterance = 0;
    for (int repeat = 0; repeat < repeats; repeat++) {
      List<Answer> answers = new ArrayList<>();
      for (int speaker = 0; speaker < 24; speaker++) {
        double ability = 0.4 + 0.5 * random.nextDouble(); // mean 0.65
        for (int i = 0; i < 20; i++) {
          int predicted = random.nextDouble() < ability ? 0 : 1;
          answers.add(answer(speaker + "/" + i, "s" + speaker, 0, predicted));
        }
      }
      List<Part> parts = List.of(new Part("1", 1, answers));
      bySpeaker += covers(new Outcome("a", 2, Unit.SPEAKER, parts)) ? 1 : 0;
      byUtterance += covers(new Outcome("a", 2, Unit.UTTERANCE, parts)) ? 1 : 0;
    }
    assertThat(bySpeaker).isGreaterThanOrEqualTo(44);
    assertThat(byUtterance).isLessThan(bySpeaker - 3);
  }

  private static boolean covers(Outcome outcome) {
    return outcome.estimate(Measure.WA).interval().contains(0.65);
  }
}
