package org.serlab.learn.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl 2011; with Hyperopt's
 * settings, Bergstra, Yamins and Cox 2013). What has been tried is split by its loss into a few
 * good points and the others; l(x) is the density of the good ones, g(x) that of the others, both
 * as {@link ParzenMixture}; of several values drawn from l the one with the largest l(x)/g(x) is
 * suggested, which has the largest expected improvement. Each hyper-parameter is treated by itself.
 *
 * <p>As Hyperopt has it: the first points come from the prior; the good points are {@code
 * ceil(gamma sqrt(n))} of n, at most 25; the newest 25 points count fully, older ones less the
 * older they are; options of a choice are counted, with the prior as so many more observations.
 * Ours: whole numbers are treated as numbers and rounded; failed trials belong to the others.
 *
 * @param startup points drawn from the prior before the estimator begins
 * @param candidates values drawn from l for each suggestion
 * @param gamma share of good points, relative to the square root of n
 * @param priorWeight weight of the prior beside the observations
 */
public record TreeParzen(int startup, int candidates, double gamma, double priorWeight)
    implements Sampler {
  private static final int REMEMBERED = 25;

  /** Checks the settings. */
  public TreeParzen {
    if (startup < 1 || candidates < 1 || !(gamma > 0) || !(priorWeight > 0)) {
      throw new IllegalArgumentException(
          "settings of a tree-structured Parzen estimator: positive");
    }
  }

  /** Hyperopt's settings: 20, 24, 0.25, 1. */
  public static TreeParzen usual() {
    return new TreeParzen(20, 24, 0.25, 1);
  }

  /** The same, with fewer or more points from the prior: 20 are too many for a short search. */
  public TreeParzen startingAfter(int points) {
    return new TreeParzen(points, candidates, gamma, priorWeight);
  }

  @Override
  public String name() {
    return "tree-parzen startup %d candidates %d gamma %s prior %s"
        .formatted(startup, candidates, gamma, priorWeight);
  }

  @Override
  public Map<String, Object> suggest(List<Dimension> space, List<Tried> tried, Random random) {
    if (tried.size() < startup) {
      return RANDOM.suggest(space, tried, random);
    }
    boolean[] good = good(tried);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Dimension dimension : space) {
      List<Object> below = new ArrayList<>();
      List<Object> above = new ArrayList<>();
      for (int i = 0; i < good.length; i++) {
        (good[i] ? below : above).add(tried.get(i).values().get(dimension.name()));
      }
      Object value =
          dimension instanceof Range range
              ? number(range, below, above, random)
              : option((Choice) dimension, below, above, random);
      values.put(dimension.name(), value);
    }
    return values;
  }

  /** Which of the points are the good ones; of equal losses the earlier. */
  private boolean[] good(List<Tried> tried) {
    int n = (int) Math.min(REMEMBERED, Math.ceil(gamma * Math.sqrt(tried.size())));
    Integer[] order = new Integer[tried.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> tried.get(i).loss()));
    boolean[] good = new boolean[order.length];
    for (int i = 0; i < n; i++) {
      good[order[i]] = Double.isFinite(tried.get(order[i]).loss());
    }
    return good;
  }

  private Object number(Range range, List<Object> below, List<Object> above, Random random) {
    ParzenMixture l = mixture(range, below);
    ParzenMixture g = mixture(range, above);
    double best = Double.NEGATIVE_INFINITY;
    double place = 0;
    for (int i = 0; i < candidates; i++) {
      double candidate = l.draw(random);
      double gain = l.logDensity(candidate) - g.logDensity(candidate);
      if (gain > best) {
        best = gain;
        place = candidate;
      }
    }
    return range.value(place);
  }

  private ParzenMixture mixture(Range range, List<Object> values) {
    double[] places = values.stream().mapToDouble(range::place).toArray();
    return new ParzenMixture(
        places, forgetting(places.length), priorWeight, range.begin(), range.end());
  }

  private Object option(Choice choice, List<Object> below, List<Object> above, Random random) {
    double[] l = shares(choice, below);
    double[] g = shares(choice, above);
    int best = -1;
    for (int i = 0; i < candidates; i++) {
      double place = random.nextDouble();
      int candidate = 0;
      while (candidate < l.length - 1 && place >= l[candidate]) {
        place -= l[candidate];
        candidate++;
      }
      if (best < 0 || l[candidate] / g[candidate] > l[best] / g[best]) {
        best = candidate;
      }
    }
    return choice.options().get(best);
  }

  /** Smoothed shares of the options. */
  private double[] shares(Choice choice, List<Object> values) {
    double[] counts = new double[choice.options().size()];
    Arrays.fill(counts, priorWeight);
    double[] weights = forgetting(values.size());
    for (int i = 0; i < weights.length; i++) {
      counts[choice.place(values.get(i))] += weights[i];
    }
    double total = Arrays.stream(counts).sum();
    return Arrays.stream(counts).map(count -> count / total).toArray();
  }

  /**
   * Weights of n observations in order (Hyperopt's linear forgetting): 1 for each of the newest 25;
   * for the n - 25 before them a ramp from 1/n to 1, of which a single one has 1/n.
   */
  static double[] forgetting(int n) {
    double[] weights = new double[n];
    int old = Math.max(0, n - REMEMBERED);
    for (int i = 0; i < n; i++) {
      double along = old > 1 ? i / (old - 1.0) : 0;
      weights[i] = i < old ? 1.0 / n + along * (1 - 1.0 / n) : 1;
    }
    return weights;
  }
}
