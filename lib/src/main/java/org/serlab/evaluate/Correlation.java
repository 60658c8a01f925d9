package org.serlab.evaluate;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/** Agreement of two series of the same length, two at least. NaN where a series is constant. */
public final class Correlation {
  private Correlation() {}

  /** Pearson's r. */
  public static double pearson(double[] x, double[] y) {
    double meanX = StatUtils.mean(x);
    double meanY = StatUtils.mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    // Of equal values the mean may miss by rounding, so that they seem to vary. One root, not two:
    // of the same or opposite ranks it is exact, and so is their p of 0.
    return constant(x) || constant(y)
        ? Double.NaN
        : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  }

  private static boolean constant(double[] values) {
    return Arrays.stream(values).distinct().count() < 2;
  }

  /** Spearman's rank correlation: Pearson's r of the ranks, ties sharing their mean rank. */
  public static double spearman(double[] x, double[] y) {
    return pearson(RankCurves.ranks(x), RankCurves.ranks(y));
  }

  /**
   * Two-sided p of a correlation by the t distribution with n - 2 degrees of freedom: exact for
   * Pearson's r of normal data, an approximation for Spearman's.
   */
  public static double p(double r, int n) {
    if (n < 3 || Double.isNaN(r)) {
      return n == 2 && Math.abs(r) == 1 ? 1 : Double.NaN;
    }
    double t = r * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
    return Distributions.studentTwoSided(t, n - 2);
  }

  /** Kendall's tau-b. */
  public static double kendall(double[] x, double[] y) {
    return new KendallsCorrelation().correlation(RankCurves.oneZero(x), RankCurves.oneZero(y));
  }

  /**
   * Lin's concordance correlation with population moments: 2 s_xy / (s_x^2 + s_y^2 + (mean_x -
   * mean_y)^2).
   */
  public static double concordance(double[] x, double[] y) {
    double meanX = StatUtils.mean(x);
    double meanY = StatUtils.mean(y);
    double covariance = 0;
    for (int i = 0; i < x.length; i++) {
      covariance += (x[i] - meanX) * (y[i] - meanY) / x.length;
    }
    double shift = meanX - meanY;
    double spread = StatUtils.populationVariance(x) + StatUtils.populationVariance(y);
    return 2 * covariance / (spread + shift * shift);
  }

  /** Mean absolute error. */
  public static double meanAbsoluteError(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.abs(x[i] - y[i]);
    }
    return sum / x.length;
  }

  /** Root mean squared error. */
  public static double rootMeanSquaredError(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(sum / x.length);
  }
}
