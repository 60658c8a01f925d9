package org.serlab.learn.search;

import java.util.Arrays;
import java.util.Random;

/**
 * Adaptive Parzen estimator of one number (Bergstra et al. 2011, section 4.2): a mixture of normal
 * distributions, one at each observation and one that is the prior, cut off at the bounds. The
 * width at an observation is the larger distance to its neighbours, within the prior's width and a
 * fraction of it that shrinks with their number.
 */
final class ParzenMixture {
  private static final double SMALLEST_FRACTION = 100;

  private final double low;
  private final double high;
  private final double[] centres;
  private final double[] widths;
  private final double[] weights;

  /**
   * @param observed places, in the order in which they were tried
   * @param observedWeights one each
   * @param priorWeight weight of the prior, which is centred between the bounds and as wide as they
   *     are apart
   * @param low lower bound
   * @param high upper bound
   */
  ParzenMixture(
      double[] observed, double[] observedWeights, double priorWeight, double low, double high) {
    this.low = low;
    this.high = high;
    int n = observed.length + 1;
    double prior = (low + high) / 2;
    // Component `observed.length` is the prior.
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    double[] places = Arrays.copyOf(observed, n);
    places[n - 1] = prior;
    Arrays.sort(order, (a, b) -> Double.compare(places[a], places[b]));
    centres = new double[n];
    widths = new double[n];
    weights = new double[n];
    double widest = high - low;
    double narrowest = widest / Math.min(SMALLEST_FRACTION, 1 + n);
    for (int i = 0; i < n; i++) {
      centres[i] = places[order[i]];
    }
    double total = priorWeight + Arrays.stream(observedWeights).sum();
    for (int i = 0; i < n; i++) {
      double left = i > 0 ? centres[i] - centres[i - 1] : 0;
      double right = i < n - 1 ? centres[i + 1] - centres[i] : 0;
      boolean isPrior = order[i] == n - 1;
      double width = Math.max(narrowest, Math.min(widest, Math.max(left, right)));
      widths[i] = isPrior ? widest : width;
      weights[i] = (isPrior ? priorWeight : observedWeights[order[i]]) / total;
    }
  }

  /** A place within the bounds. */
  double draw(Random random) {
    while (true) { // every component has its centre within the bounds, so few draws are refused
      double place = random.nextDouble();
      int component = 0;
      while (component < weights.length - 1 && place >= weights[component]) {
        place -= weights[component];
        component++;
      }
      double drawn = centres[component] + widths[component] * random.nextGaussian();
      if (drawn >= low && drawn <= high) {
        return drawn;
      }
    }
  }

  /** Logarithm of the density at a place, but for a constant of the whole mixture. */
  double logDensity(double place) {
    double density = 0;
    for (int i = 0; i < centres.length; i++) {
      double z = (place - centres[i]) / widths[i];
      density += weights[i] / widths[i] * StrictMath.exp(-z * z / 2);
    }
    return StrictMath.log(Math.max(density, Double.MIN_VALUE));
  }
}
