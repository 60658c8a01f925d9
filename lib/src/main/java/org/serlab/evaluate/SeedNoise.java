package org.serlab.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far the rows of a table lie apart when all have one seed, beside how far the seeds of one row
 * lie apart. Rows that were all alike would differ as much as seeds do. Standard deviations, since
 * a range grows with the number of values, and there are more rows than seeds.
 *
 * @param rows number of rows
 * @param seeds number of seeds that all of them have
 * @param ofRows standard deviation over the rows at one seed, mean over the seeds
 * @param ofSeeds standard deviation over the seeds of one row, mean over the rows
 */
public record SeedNoise(int rows, int seeds, double ofRows, double ofSeeds) {

  /**
   * @param outcomes rows of a table
   * @param measure by what
   * @return of the rows with at least two seeds that predict all utterances, and the seeds that
   *     these have in common: one that lacks a fold differs by the fold's speakers, which is no
   *     noise of training. Empty if fewer than two of either are left
   */
  public static Optional<SeedNoise> of(List<Outcome> outcomes, Measure measure) {
    int all =
        outcomes.stream()
            .flatMapToInt(row -> row.seeds().stream().mapToInt(seed -> row.pooled(seed).size()))
            .max()
            .orElse(0);
    List<Outcome> rows = outcomes.stream().filter(row -> whole(row, all).size() > 1).toList();
    List<String> seeds =
        rows.stream()
            .flatMap(row -> whole(row, all).stream())
            .distinct()
            .filter(seed -> rows.stream().allMatch(row -> whole(row, all).contains(seed)))
            .toList();
    if (rows.size() < 2 || seeds.size() < 2) {
      return Optional.empty();
    }
    double[][] values = new double[rows.size()][]; // rows x seeds
    for (int i = 0; i < values.length; i++) {
      Outcome row = rows.get(i);
      values[i] =
          seeds.stream().mapToDouble(seed -> measure.of(row.answers(row.pooled(seed)))).toArray();
    }
    double[][] turned =
        IntStream.range(0, seeds.size())
            .mapToObj(j -> Arrays.stream(values).mapToDouble(row -> row[j]).toArray())
            .toArray(double[][]::new);
    return Optional.of(
        new SeedNoise(rows.size(), seeds.size(), meanDeviation(turned), meanDeviation(values)));
  }

  private static List<String> whole(Outcome row, int utterances) {
    return row.seeds().stream().filter(seed -> row.pooled(seed).size() == utterances).toList();
  }

  private static double meanDeviation(double[][] lists) {
    return Arrays.stream(lists).mapToDouble(Estimate::deviation).average().orElseThrow();
  }
}
