package org.serlab.evaluate;

import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * An interval for an unknown quantity.
 *
 * @param low lower limit; NaN where the interval is undefined
 * @param high upper limit
 * @param level confidence level such as 0.95
 */
public record Interval(double low, double high, double level) {
  /** The level used throughout the project. */
  public static final double LEVEL = 0.95;

  /** Checks the level. */
  public Interval {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level + " is not between 0 and 1");
    }
  }

  /** Whether the value lies within, limits included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Both limits times a factor: 100 makes percentage points of shares. */
  public Interval scaled(double factor) {
    return new Interval(low * factor, high * factor, level);
  }

  /**
   * Student's t interval of a mean: mean +- t s / sqrt(n). Fit for few values that are roughly
   * normal and independent (speakers), not for folds of one cross-validation.
   *
   * @param values one per unit; fewer than two give NaN
   */
  public static Interval student(double[] values, double level) {
    if (values.length < 2) {
      return new Interval(Double.NaN, Double.NaN, level);
    }
    double mean = new Mean().evaluate(values);
    double half =
        Distributions.studentQuantile((1 + level) / 2, values.length - 1)
            * new StandardDeviation().evaluate(values)
            / Math.sqrt(values.length);
    return new Interval(mean - half, mean + half, level);
  }

  /**
   * Wilson's score interval of a share. Not clipped: rounding may leave [0, 1] by 1e-16.
   *
   * @param successes number of successes; a fraction where only a printed percentage is known
   * @param n number of trials
   */
  public static Interval wilson(double successes, int n, double level) {
    checkShare(successes, n);
    double z = Distributions.normalQuantile((1 + level) / 2);
    double share = successes / n;
    double scale = 1 + z * z / n;
    double centre = (share + z * z / (2 * n)) / scale;
    double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)) / scale;
    return new Interval(centre - half, centre + half, level);
  }

  /** Exact interval of Clopper and Pearson of a share: never too short, often too long. */
  public static Interval clopperPearson(double successes, int n, double level) {
    checkShare(successes, n);
    double tail = (1 - level) / 2;
    double failures = n - successes;
    return new Interval(
        successes == 0 ? 0 : Distributions.betaQuantile(tail, successes, failures + 1),
        failures == 0 ? 1 : Distributions.betaQuantile(1 - tail, successes + 1, failures),
        level);
  }

  private static void checkShare(double successes, int n) {
    if (n < 1 || !(successes >= 0 && successes <= n)) {
      throw new IllegalArgumentException(successes + " successes of " + n);
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "[%.4f, %.4f]", low, high);
  }
}
