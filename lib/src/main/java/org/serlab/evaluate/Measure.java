package org.serlab.evaluate;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A number that says how good predictions are.
 *
 * @param name as tables write it
 * @param share whether it is a share, shown in per cent and its differences in points
 * @param higherIsBetter false for errors and losses
 * @param function from predictions to the number
 */
public record Measure(
    String name, boolean share, boolean higherIsBetter, ToDoubleFunction<Answers> function) {
  /** Unweighted accuracy: mean recall over the classes present in the truth. */
  public static final Measure UA =
      new Measure("UA", true, true, p -> p.confusion().unweightedAccuracy());

  /** Weighted accuracy: share of right predictions. */
  public static final Measure WA =
      new Measure("WA", true, true, p -> p.confusion().weightedAccuracy());

  /** Mean F1 over the classes present in the truth. */
  public static final Measure MACRO_F1 =
      new Measure("macro F1", true, true, p -> p.confusion().macroF1(ConfusionMatrix.Over.TRUTH));

  /** Mean F1, classes weighted by how often they occur. */
  public static final Measure WEIGHTED_F1 =
      new Measure("weighted F1", true, true, p -> p.confusion().weightedF1());

  /** Expected calibration error over {@link Calibration#BINS} bins. */
  public static final Measure CALIBRATION_ERROR =
      new Measure(
          "calibration error", true, false, p -> Calibration.expectedError(p.calibration()));

  /** Half of the last of the four digits with which records keep probabilities. */
  private static final double RECORD_CLIP = 0.00005;

  /**
   * Log loss in nats. Records keep four digits of a probability, so that a stored 0 means less than
   * 0.00005: probabilities are clipped there, not at the spacing of doubles.
   */
  public static final Measure LOG_LOSS =
      new Measure(
          "log loss",
          false,
          false,
          p -> Calibration.logLoss(p.truth(), p.probabilities(), RECORD_CLIP));

  /**
   * Recall of one class; NaN where the class does not occur.
   *
   * @param label the class, 0 ... K-1
   * @param word its name
   */
  public static Measure recall(int label, String word) {
    return new Measure("recall of " + word, true, true, p -> recall(p.confusion(), label));
  }

  private static double recall(ConfusionMatrix matrix, int label) {
    return matrix.support(label) == 0 ? Double.NaN : matrix.recall(label);
  }

  /** The measure of these predictions. */
  public double of(Answers answers) {
    return function.applyAsDouble(answers);
  }

  /** A value for a table: {@code 61.3 %} or {@code 0.873}. */
  public String format(double value) {
    return share && !Double.isNaN(value) ? number(value) + " %" : number(value);
  }

  /** A value without its unit: {@code 61.3} or {@code 0.873}. */
  String number(double value) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    String text =
        share
            ? String.format(Locale.ROOT, "%.1f", 100 * value)
            : String.format(Locale.ROOT, "%.3f", value);
    return text.matches("-[0.]+") ? text.substring(1) : text;
  }

  /** A difference for a table: {@code +4.1 points} or {@code -0.022}. */
  public String formatDifference(double difference) {
    return share && !Double.isNaN(difference) ? signed(difference) + " points" : signed(difference);
  }

  /** A standard deviation for a table: {@code 2.1 points} or {@code 0.011}. */
  public String formatSpread(double deviation) {
    return share && !Double.isNaN(deviation) ? number(deviation) + " points" : number(deviation);
  }

  /** A difference without its unit. */
  String signed(double difference) {
    String number = number(difference);
    return difference >= 0 && !number.startsWith("-") ? "+" + number : number;
  }

  @Override
  public String toString() {
    return name;
  }
}
