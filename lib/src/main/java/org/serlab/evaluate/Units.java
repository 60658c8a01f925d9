package org.serlab.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Answers of several seeds, cut into the units that are resampled: a unit is drawn with all its
 * seeds, so that training noise is averaged and the units' own spread is what remains.
 */
final class Units {
  /** Number of resamples: other draws would move the limits by about 1 % of the width. */
  static final int RESAMPLES = 10_000;

  private static final long SEED = 1;

  private final List<String> names;
  private final int[][][] cells;

  /**
   * @param runs per seed its predictions; the positions in these lists are what later calls select
   */
  Units(List<List<Answer>> runs, Unit unit) {
    TreeMap<String, List<List<Integer>>> positions = new TreeMap<>();
    for (int run = 0; run < runs.size(); run++) {
      for (int i = 0; i < runs.get(run).size(); i++) {
        positions
            .computeIfAbsent(
                unit.of(runs.get(run).get(i)),
                name -> runs.stream().<List<Integer>>map(r -> new ArrayList<>()).toList())
            .get(run)
            .add(i);
      }
    }
    names = List.copyOf(positions.keySet());
    cells = new int[runs.size()][names.size()][];
    for (int run = 0; run < runs.size(); run++) {
      for (int u = 0; u < names.size(); u++) {
        cells[run][u] =
            positions.get(names.get(u)).get(run).stream().mapToInt(Integer::intValue).toArray();
      }
    }
  }

  int count() {
    return names.size();
  }

  /**
   * Mean over the seeds of a measure on the drawn units; seeds without any of them are left out.
   */
  double mean(List<Answers> runs, Measure measure, int[] drawn) {
    double sum = 0;
    int seeds = 0;
    for (int run = 0; run < cells.length; run++) {
      Answers resample = runs.get(run).resample(cells[run], drawn);
      if (resample.size() == 0) {
        continue;
      }
      sum += measure.of(resample);
      seeds++;
    }
    return seeds == 0 ? Double.NaN : sum / seeds;
  }

  /** The measure of each unit on its own; NaN where it is undefined there. */
  double[] each(List<Answers> runs, Measure measure) {
    double[] values = new double[count()];
    Arrays.setAll(values, u -> mean(runs, measure, new int[] {u}));
    return values;
  }

  /** Those of the values that are defined. */
  static double[] defined(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }

  /** Percentile interval of resampled units; undefined for one unit, which has no spread. */
  static Interval interval(Bootstrap bootstrap, int units) {
    return units < 2
        ? new Interval(Double.NaN, Double.NaN, Interval.LEVEL)
        : bootstrap.percentile(Interval.LEVEL);
  }

  static Bootstrap bootstrap(int units, ToDoubleFunction<int[]> statistic) {
    return Bootstrap.of(units, statistic, RESAMPLES, SEED);
  }
}
