package org.serlab.feature.opensmile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How far two tables of features agree, such as ours and openSMILE's: a value a agrees with its
 * reference b if {@code |a - b| <= 1e-4 + 1e-3 |b|}. Rows are recordings (or frames), columns
 * features.
 */
public final class Agreement {
  private static final double ABSOLUTE = 1e-4;
  private static final double RELATIVE = 1e-3;

  private final List<String> names;
  private final int[] outside;
  private final double[] worst;
  private int rows;

  /**
   * @param names of the columns
   */
  public Agreement(List<String> names) {
    this.names = List.copyOf(names);
    outside = new int[names.size()];
    worst = new double[names.size()];
  }

  /** Whether one value agrees with its reference; NaN agrees with NaN alone. */
  public static boolean agrees(double actual, double expected) {
    return deviation(actual, expected) <= 1;
  }

  /** In units of the tolerance. */
  private static double deviation(double actual, double expected) {
    if (actual == expected || Double.isNaN(actual) && Double.isNaN(expected)) {
      return 0;
    }
    double deviation = Math.abs(actual - expected) / (ABSOLUTE + RELATIVE * Math.abs(expected));
    return Double.isNaN(deviation) ? Double.POSITIVE_INFINITY : deviation;
  }

  /**
   * Takes one row.
   *
   * @param actual our values
   * @param expected the reference's, in the same order
   */
  public void add(float[] actual, float[] expected) {
    if (actual.length != names.size() || expected.length != names.size()) {
      throw new IllegalArgumentException(
          "%d and %d values for %d columns"
              .formatted(actual.length, expected.length, names.size()));
    }
    rows++;
    for (int i = 0; i < actual.length; i++) {
      double deviation = deviation(actual[i], expected[i]);
      worst[i] = Math.max(worst[i], deviation);
      if (deviation > 1) {
        outside[i]++;
      }
    }
  }

  /** Names of the columns. */
  public List<String> names() {
    return names;
  }

  /** Number of rows taken. */
  public int rows() {
    return rows;
  }

  /** Number of values compared. */
  public long compared() {
    return (long) rows * names.size();
  }

  /** Number of values that agree. */
  public long within() {
    return compared() - IntStream.of(outside).asLongStream().sum();
  }

  /** Share of the values that agree, 0 to 1. */
  public double share() {
    return (double) within() / compared();
  }

  /** Share of the rows in which the column that agrees least does not agree, 0 to 1. */
  public double worstColumnShare() {
    return (double) IntStream.of(outside).max().orElse(0) / rows;
  }

  /**
   * One column's agreement.
   *
   * @param name of the column
   * @param outside number of rows in which it does not agree
   * @param largest deviation in units of the tolerance
   */
  public record Column(String name, int outside, double largest) {}

  /** All columns, those that agree least first. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new Column(names.get(i), outside[i], worst[i]));
    }
    columns.sort(
        Comparator.comparingInt(Column::outside).thenComparingDouble(Column::largest).reversed());
    return columns;
  }

  /**
   * The columns that agree least, as lines of a table.
   *
   * @param count at most so many of them
   */
  public List<String> table(int count) {
    List<Column> least = columns().stream().limit(count).toList();
    int width = least.stream().mapToInt(column -> column.name().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    String format = "%-" + Math.max(width, 18) + "s  %12s  %s";
    lines.add(String.format(format, "agree least", "rows outside", "largest deviation"));
    for (Column column : least) {
      String deviation = String.format(Locale.ROOT, "%.3g of the tolerance", column.largest());
      lines.add(String.format(format, column.name(), column.outside(), deviation));
    }
    return lines;
  }

  @Override
  public String toString() {
    Column least = columns().get(0);
    return String.format(
        Locale.ROOT,
        "%d of %d values agree (%.3f %%), %d rows, %d columns; least: %s, outside in %d rows,"
            + " largest deviation %.3g of the tolerance",
        within(),
        compared(),
        100 * share(),
        rows,
        names.size(),
        least.name(),
        least.outside(),
        least.largest());
  }
}
