package org.serlab.evaluate;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How good a condition is, by one measure.
 *
 * @param condition its name
 * @param measure what was measured
 * @param unit what was resampled
 * @param perSeed per seed the measure on the predictions pooled over the folds
 * @param perFold per fold the measure, mean over the seeds
 * @param interval bootstrap over the units, each with all its seeds; NaN limits for one unit
 * @param speakerInterval t interval of the speakers' own values, where speakers are the unit and
 *     fewer than {@value #MANY_SPEAKERS}; else null
 * @param utterances number of distinct test utterances
 * @param speakers number of their speakers
 */
public record Estimate(
    String condition,
    Measure measure,
    Unit unit,
    double[] perSeed,
    double[] perFold,
    Interval interval,
    Interval speakerInterval,
    int utterances,
    int speakers) {
  /** From so many speakers on the bootstrap over speakers is wide enough. */
  public static final int MANY_SPEAKERS = 20;

  /** The point estimate: pooled over folds, then the mean over seeds. */
  public double value() {
    return StatUtils.mean(perSeed);
  }

  /** Number of seeds. */
  public int seeds() {
    return perSeed.length;
  }

  /** Standard deviation over the seeds; NaN for one seed. */
  public double seedDeviation() {
    return deviation(perSeed);
  }

  /** Mean over the folds, as papers print it. */
  public double foldMean() {
    return StatUtils.mean(perFold);
  }

  /** Standard deviation over the folds; NaN for one fold. */
  public double foldDeviation() {
    return deviation(perFold);
  }

  static double deviation(double[] values) {
    return values.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(values));
  }

  /**
   * The t interval of the speakers' own values, for few speakers: it is centred on their mean,
   * which weighs speakers equally and so may lie beside the pooled estimate.
   */
  public Optional<Interval> overSpeakers() {
    return Optional.ofNullable(speakerInterval);
  }

  /** For a table's cell: {@code 61.3 % (57.0 to 65.2)}. */
  public String text() {
    return "%s (%s)".formatted(measure.format(value()), range(interval));
  }

  private String range(Interval range) {
    return Double.isNaN(range.low())
        ? "no interval"
        : measure.number(range.low()) + " to " + measure.number(range.high());
  }

  /** Everything in words. */
  public String sentence() {
    StringBuilder words =
        new StringBuilder("%s of %s: %s".formatted(measure, condition, measure.format(value())));
    words.append(" (95 %% interval %s, resampling %s".formatted(range(interval), unit.plural()));
    overSpeakers().ifPresent(t -> words.append("; t interval over speakers " + range(t)));
    words.append(")");
    if (perFold.length > 1) {
      words.append(", mean over %d folds %s".formatted(perFold.length, measure.format(foldMean())));
    }
    words.append(
        seeds() == 1
            ? ", one seed, so the noise of training is not known"
            : ", standard deviation over %d seeds %s"
                .formatted(seeds(), measure.formatSpread(seedDeviation())));
    return words.append("; %s.".formatted(counts(utterances, speakers, seeds()))).toString();
  }

  static String counts(int utterances, int speakers, int seeds) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s",
        some(utterances, "utterance"),
        some(speakers, "speaker"),
        some(seeds, "seed"));
  }

  private static String some(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
