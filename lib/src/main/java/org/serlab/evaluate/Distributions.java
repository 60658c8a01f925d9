package org.serlab.evaluate;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;

/** Tails and quantiles, computed so that small tails keep their digits; NaN in, NaN out. */
final class Distributions {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Distributions() {}

  static double normalLower(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  static double normalQuantile(double share) {
    return NORMAL.inverseCumulativeProbability(share);
  }

  static double normalTwoSided(double z) {
    return 2 * NORMAL.cumulativeProbability(-Math.abs(z));
  }

  static double studentLower(double t, double degrees) {
    return Double.isNaN(t) ? Double.NaN : new TDistribution(null, degrees).cumulativeProbability(t);
  }

  static double studentTwoSided(double t, double degrees) {
    return 2 * studentLower(-Math.abs(t), degrees);
  }

  static double studentQuantile(double share, double degrees) {
    return new TDistribution(null, degrees, 1e-14).inverseCumulativeProbability(share);
  }

  static double chiSquaredUpper(double value, double degrees) {
    return Double.isNaN(value) ? Double.NaN : Gamma.regularizedGammaQ(degrees / 2, value / 2);
  }

  static double betaQuantile(double share, double alpha, double beta) {
    return new BetaDistribution(null, alpha, beta, 1e-14).inverseCumulativeProbability(share);
  }
}
