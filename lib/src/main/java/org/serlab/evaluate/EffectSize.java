package org.serlab.evaluate;

import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/** Sizes of differences, free of units. NaN where there is no spread to measure them by. */
public final class EffectSize {
  private EffectSize() {}

  /** Cliff's delta in [-1, 1]: share of pairs with x above y less share of those below. */
  public static double cliffsDelta(double[] x, double[] y) {
    double sum = 0;
    for (double a : x) {
      for (double b : y) {
        sum += Math.signum(a - b);
      }
    }
    return sum / ((double) x.length * y.length);
  }

  /** Cohen's d: difference of the means over the pooled standard deviation (n - 1). */
  public static double cohensD(double[] x, double[] y) {
    double squares =
        (x.length - 1) * new Variance().evaluate(x) + (y.length - 1) * new Variance().evaluate(y);
    double pooled = Math.sqrt(squares / (x.length + y.length - 2));
    double difference = new Mean().evaluate(x) - new Mean().evaluate(y);
    return pooled == 0 ? Double.NaN : difference / pooled;
  }

  /** Cohen's d_z of paired values: mean of the differences over their standard deviation. */
  public static double cohensDz(double[] differences) {
    double deviation = Math.sqrt(new Variance().evaluate(differences));
    return deviation == 0 ? Double.NaN : new Mean().evaluate(differences) / deviation;
  }
}
