package org.serlab.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Bootstrap of a statistic: its value, its values on resamples, and its values with one unit left
 * out at a time. A given resample on which it is undefined makes the limits NaN.
 *
 * <p>Seeded resamples come from {@link SplittableRandom} (SplitMix64), the same on every machine.
 */
public final class Bootstrap {
  /** Values closer than this to the estimate count as equal to it. */
  private static final double MARGIN = 1e-12;

  private final double estimate;
  private final double[] resampled;
  private final double[] jackknife;

  private Bootstrap(double estimate, double[] resampled, double[] jackknife) {
    this.estimate = estimate;
    this.resampled = resampled;
    this.jackknife = jackknife;
    Arrays.sort(resampled);
  }

  /**
   * @param n number of units
   * @param statistic from positions of units (some more than once, some not at all) to a value
   * @param indices the resamples: each row n positions 0 ... n-1
   */
  public static Bootstrap of(int n, ToDoubleFunction<int[]> statistic, int[][] indices) {
    return complete(n, statistic, Arrays.stream(indices).mapToDouble(statistic).toArray());
  }

  private static Bootstrap complete(int n, ToDoubleFunction<int[]> statistic, double[] resampled) {
    double[] jackknife =
        IntStream.range(0, n)
            .mapToDouble(
                left ->
                    statistic.applyAsDouble(IntStream.range(0, n).filter(i -> i != left).toArray()))
            .toArray();
    double estimate = statistic.applyAsDouble(IntStream.range(0, n).toArray());
    return new Bootstrap(estimate, resampled, jackknife);
  }

  /**
   * Draws the resamples: n positions out of 0 ... n-1 each, with replacement. Those on which the
   * statistic is undefined (a class that does not occur has no recall) are left out.
   *
   * @param n number of units
   * @param statistic from positions of units to a value; it must not keep the array
   * @param resamples number of resamples
   * @param seed of the draws: equal seeds and n give equal resamples
   */
  public static Bootstrap of(int n, ToDoubleFunction<int[]> statistic, int resamples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] row = new int[n];
    double[] resampled = new double[resamples];
    for (int b = 0; b < resamples; b++) {
      for (int i = 0; i < n; i++) {
        row[i] = random.nextInt(n);
      }
      resampled[b] = statistic.applyAsDouble(row);
    }
    double[] defined = Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).toArray();
    return complete(n, statistic, defined);
  }

  /** The statistic on all units, each once. */
  public double estimate() {
    return estimate;
  }

  /** The statistic on the resamples, in ascending order. */
  public double[] resampled() {
    return resampled.clone();
  }

  /** Standard deviation over the resamples. */
  public double standardError() {
    return new StandardDeviation().evaluate(resampled);
  }

  /** Percentile interval. */
  public Interval percentile(double level) {
    double tail = (1 - level) / 2;
    return new Interval(quantile(tail), quantile(1 - tail), level);
  }

  /**
   * Bias-corrected and accelerated interval (Efron 1987); NaN where the bias correction or the
   * acceleration is undefined.
   */
  public Interval bca(double level) {
    double tail = (1 - level) / 2;
    return new Interval(quantile(shifted(tail)), quantile(shifted(1 - tail)), level);
  }

  private double shifted(double share) {
    double z = biasCorrection() + Distributions.normalQuantile(share);
    return Distributions.normalLower(biasCorrection() + z / (1 - acceleration() * z));
  }

  /** Bias correction z0: normal quantile of the share of resamples below the estimate. */
  public double biasCorrection() {
    double below = 0;
    for (double value : resampled) {
      below += value < estimate - MARGIN ? 1 : value <= estimate + MARGIN ? 0.5 : 0;
    }
    return Distributions.normalQuantile(below / resampled.length);
  }

  /** Acceleration: sum u^3 / (6 (sum u^2)^1.5) with u = mean of the jackknife less its values. */
  public double acceleration() {
    double mean = Arrays.stream(jackknife).average().orElse(Double.NaN);
    double squares = 0;
    double cubes = 0;
    for (double value : jackknife) {
      double u = mean - value;
      squares += u * u;
      cubes += u * u * u;
    }
    return cubes / (6 * squares * Math.sqrt(squares));
  }

  /**
   * Two-sided p of the hypothesis that the statistic is 0: twice the share of resamples on the far
   * side of 0, those at 0 included and one added to both counts, at most 1.
   */
  public double twoSidedP() {
    long atMost = Arrays.stream(resampled).filter(value -> value <= MARGIN).count();
    long atLeast = Arrays.stream(resampled).filter(value -> value >= -MARGIN).count();
    return Math.min(1, 2.0 * (Math.min(atMost, atLeast) + 1) / (resampled.length + 1));
  }

  /** Linear interpolation at position (B - 1) q of the sorted values. */
  private double quantile(double share) {
    // NaN sorts last.
    if (Double.isNaN(share)
        || resampled.length == 0
        || Double.isNaN(resampled[resampled.length - 1])) {
      return Double.NaN;
    }
    double position = share * (resampled.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, resampled.length - 1);
    return resampled[below] + (position - below) * (resampled[above] - resampled[below]);
  }
}
