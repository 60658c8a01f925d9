package org.serlab.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The difference between two conditions on the same utterances and seeds, with the test that its
 * kind of split allows: over speakers the exact sign-flip test of per-speaker differences, over
 * utterances the paired bootstrap.
 *
 * @param condition what is compared
 * @param reference with what
 * @param measure by what
 * @param unit what is taken as independent
 * @param perSeed per seed the difference, condition less reference, on predictions pooled over
 *     folds
 * @param interval bootstrap over the units, both conditions on the same draws
 * @param speakerInterval t interval of the per-speaker differences, where speakers are the unit and
 *     fewer than {@value Estimate#MANY_SPEAKERS}; else null
 * @param testedEffect the difference that the test is about: the mean of per-speaker differences,
 *     or the effect itself
 * @param p of the primary test, two-sided, not corrected
 * @param smallestP the smallest p this test could have given
 * @param family number of contrasts corrected together
 * @param adjustedP p after Holm's correction over the family
 * @param smallestAdjustedP the smallest that this could have been, the others being as they are
 * @param utterances number of distinct common utterances
 * @param speakers number of their speakers
 */
public record Contrast(
    String condition,
    String reference,
    Measure measure,
    Unit unit,
    double[] perSeed,
    Interval interval,
    Interval speakerInterval,
    double testedEffect,
    double p,
    double smallestP,
    int family,
    double adjustedP,
    double smallestAdjustedP,
    int utterances,
    int speakers) {
  /** Significance level of every test: that of the intervals. */
  public static final double ALPHA = 0.05;

  /** What a contrast allows to be said of the condition. */
  public enum Finding {
    /** Better than the reference. */
    BETTER,
    /** Worse than the reference. */
    WORSE,
    /** The data allow neither to be said; this is not a finding of equality. */
    UNDECIDED
  }

  static Contrast of(
      Outcome condition,
      List<List<Answer>> ours,
      Outcome reference,
      List<List<Answer>> theirs,
      Measure measure) {
    List<Answers> runs = ours.stream().map(condition::answers).toList();
    List<Answers> referenceRuns = theirs.stream().map(condition::answers).toList();
    Unit unit = condition.unit();
    Units units = new Units(ours, unit);
    Bootstrap bootstrap =
        Units.bootstrap(
            units.count(),
            drawn -> units.mean(runs, measure, drawn) - units.mean(referenceRuns, measure, drawn));
    double[] perSeed = new double[runs.size()];
    Arrays.setAll(perSeed, i -> measure.of(runs.get(i)) - measure.of(referenceRuns.get(i)));
    int speakers = distinct(ours, Unit.SPEAKER);
    double tested = StatUtils.mean(perSeed);
    double p = bootstrap.twoSidedP();
    double smallestP = units.count() < 2 ? 1 : 2.0 / (Units.RESAMPLES + 1);
    Interval student = null;
    if (unit == Unit.SPEAKER) {
      double[] differences = units.each(runs, measure);
      double[] subtracted = units.each(referenceRuns, measure);
      for (int i = 0; i < differences.length; i++) {
        differences[i] -= subtracted[i];
      }
      differences = Units.defined(differences);
      SignFlip test = SignFlip.of(differences);
      tested = test.mean();
      p = test.p();
      smallestP = SignFlip.smallestP(differences.length);
      student =
          speakers < Estimate.MANY_SPEAKERS ? Interval.student(differences, Interval.LEVEL) : null;
    }
    return new Contrast(
        condition.condition(),
        reference.condition(),
        measure,
        unit,
        perSeed,
        Units.interval(bootstrap, units.count()),
        student,
        tested,
        p,
        smallestP,
        1,
        p,
        smallestP,
        distinct(ours, Unit.UTTERANCE),
        speakers);
  }

  private static int distinct(List<List<Answer>> lists, Unit unit) {
    return (int) lists.stream().flatMap(List::stream).map(unit::of).distinct().count();
  }

  /**
   * The contrasts of a table: every other row with the reference row, Holm-corrected together.
   *
   * @param reference the reference row
   * @param others the other rows; one without a common utterance and seed gives no contrast
   */
  public static List<Contrast> against(Outcome reference, List<Outcome> others, Measure measure) {
    List<Contrast> contrasts = new ArrayList<>();
    for (Outcome other : others) {
      other.contrast(reference, measure).ifPresent(contrasts::add);
    }
    return adjusted(contrasts);
  }

  /** Corrects contrasts together that belong to one question. */
  public static List<Contrast> adjusted(List<Contrast> contrasts) {
    double[] p = contrasts.stream().mapToDouble(Contrast::p).toArray();
    double[] adjusted = Holm.adjust(p);
    List<Contrast> list = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      double[] atBest = p.clone();
      atBest[i] = contrasts.get(i).smallestP;
      list.add(contrasts.get(i).inFamily(p.length, adjusted[i], Holm.adjust(atBest)[i]));
    }
    return list;
  }

  private Contrast inFamily(int size, double adjustment, double smallestAdjustment) {
    return new Contrast(
        condition,
        reference,
        measure,
        unit,
        perSeed,
        interval,
        speakerInterval,
        testedEffect,
        p,
        smallestP,
        size,
        adjustment,
        smallestAdjustment,
        utterances,
        speakers);
  }

  /** The difference, condition less reference: pooled over folds, then the mean over seeds. */
  public double effect() {
    return StatUtils.mean(perSeed);
  }

  /** Number of common seeds. */
  public int seeds() {
    return perSeed.length;
  }

  /** The t interval of the per-speaker differences, for few speakers. */
  public Optional<Interval> overSpeakers() {
    return Optional.ofNullable(speakerInterval);
  }

  /**
   * What may be said. A difference is found if the corrected p of the primary test is at most
   * {@link #ALPHA}, and the interval and the tested effect agree with it on the sign.
   */
  public Finding finding() {
    double sign = Math.signum(effect());
    boolean oneSided = sign > 0 ? interval.low() > 0 : sign < 0 && interval.high() < 0;
    if (!(adjustedP <= ALPHA) || !oneSided || Math.signum(testedEffect) != sign) {
      return Finding.UNDECIDED;
    }
    return sign > 0 == measure.higherIsBetter() ? Finding.BETTER : Finding.WORSE;
  }

  /** Whether no difference, however large, could have passed this test. */
  public boolean cannotDecide() {
    return smallestAdjustedP > ALPHA;
  }

  /** For a table's cell: {@code +4.1 points (+1.2 to +7.0)}. */
  public String text() {
    return "%s (%s)".formatted(measure.formatDifference(effect()), text(interval));
  }

  /** An interval of this difference for a table's cell: {@code +1.2 to +7.0}. */
  public String text(Interval range) {
    return Double.isNaN(range.low())
        ? "no interval"
        : measure.signed(range.low()) + " to " + measure.signed(range.high());
  }

  /** What the test allows, in words. */
  public String sentence() {
    StringBuilder words =
        new StringBuilder(
            switch (finding()) {
              case BETTER -> condition + " is better than " + reference;
              case WORSE -> condition + " is worse than " + reference;
              case UNDECIDED -> "Undecided between " + condition + " and " + reference;
            });
    words.append(
        ": %s %s, 95 %% interval %s"
            .formatted(measure, measure.formatDifference(effect()), text(interval)));
    overSpeakers().ifPresent(t -> words.append(" (t over speakers %s)".formatted(text(t))));
    words.append(", %s by the %s".formatted(probability(), title()));
    if (family > 1) {
      words.append(", corrected for %d contrasts".formatted(family));
    }
    words.append("; " + Estimate.counts(utterances, speakers, seeds()) + ".");
    if (cannotDecide()) {
      words.append(
          " With %d %s no difference could pass this test%s."
              .formatted(
                  unit == Unit.SPEAKER ? speakers : utterances,
                  unit.plural(),
                  family > 1 ? " after the correction" : ""));
    }
    if (seeds() == 1) {
      words.append(" One seed: the noise of training is not in the interval.");
    } else {
      words.append(" Ahead in %d of %d seeds.".formatted(ahead(), seeds()));
    }
    return words.toString();
  }

  private String title() {
    return unit == Unit.SPEAKER
        ? SignFlip.title(speakers) + " over speakers"
        : "paired bootstrap over utterances";
  }

  private long ahead() {
    return Arrays.stream(perSeed).filter(d -> measure.higherIsBetter() ? d > 0 : d < 0).count();
  }

  /** The corrected p that decides, for a sentence: {@code p = 0.035}. */
  public String probability() {
    if (Double.isNaN(adjustedP)) {
      return "p undefined";
    }
    return adjustedP < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", adjustedP);
  }
}
