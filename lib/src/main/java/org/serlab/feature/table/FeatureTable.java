package org.serlab.feature.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.serlab.SerlabException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table of features in memory, to and from Tablesaw and files.
 *
 * <pre>{@code
 * Table table = FeatureTable.read(Path.of("f.csv")).toTablesaw();
 * FeatureTable.of(table.where(table.numberColumn("loudness_sma3_amean").isGreaterThan(1)))
 *     .write(Path.of("loud.npz"));
 * }</pre>
 *
 * @param head its columns
 * @param rows as many values each as the head has names
 */
public record FeatureTable(TableHead head, List<FeatureRow> rows) {
  /** Checks the rows. */
  public FeatureTable {
    rows = List.copyOf(rows);
    for (FeatureRow row : rows) {
      if (row.values().length != head.names().size()) {
        throw new IllegalArgumentException(
            "%d values of %s for %d columns"
                .formatted(row.values().length, row.file(), head.names().size()));
      }
    }
  }

  /**
   * Reads a table as {@link #write} or the command {@code features} wrote it. Of CSV, other tools'
   * are read as well, openSMILE's among them: separated by commas, semicolons or tabs, the first
   * column called {@code file} or {@code name}, times in seconds or as pandas writes them.
   *
   * @param file ends in {@code .csv}, {@code .parquet} or {@code .npz}
   * @throws SerlabException if it cannot be read or is no such table
   */
  public static FeatureTable read(Path file) {
    TableFormat format = TableFormat.of(file);
    if (!Files.isRegularFile(file)) {
      throw new SerlabException("There is no file " + file + ".");
    }
    return format.read(file);
  }

  /**
   * Writes the table: whole or not at all.
   *
   * @param file ends in {@code .csv}, {@code .parquet} or {@code .npz}
   * @throws SerlabException if it cannot be written
   */
  public void write(Path file) {
    try (FeatureFile out = FeatureFile.create(file, head)) {
      rows.forEach(out::write);
      out.finish();
    }
  }

  /** The same for Tablesaw: names as text, times as doubles, features as floats. */
  public Table toTablesaw() {
    Table table = Table.create("features");
    table.addColumns(
        StringColumn.create(TableHead.FILE, rows.stream().map(FeatureRow::file).toList()));
    if (head.timed()) {
      table.addColumns(
          DoubleColumn.create(
              TableHead.START, rows.stream().mapToDouble(FeatureRow::start).toArray()),
          DoubleColumn.create(TableHead.END, rows.stream().mapToDouble(FeatureRow::end).toArray()));
    }
    for (int i = 0; i < head.names().size(); i++) {
      float[] values = new float[rows.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = rows.get(row).values()[i];
      }
      table.addColumns(FloatColumn.create(head.names().get(i), values));
    }
    return table;
  }

  /**
   * @param table has a column {@code file}, perhaps {@code start} and {@code end}, and otherwise
   *     numbers
   * @throws SerlabException if it has not
   */
  public static FeatureTable of(Table table) {
    List<String> names = new ArrayList<>(table.columnNames());
    if (!names.remove(TableHead.FILE)) {
      throw new SerlabException("A table of features needs a column called file.");
    }
    boolean timed = names.contains(TableHead.START) && names.contains(TableHead.END);
    if (timed) {
      names.removeAll(List.of(TableHead.START, TableHead.END));
    }
    List<NumericColumn<?>> columns =
        names.stream().<NumericColumn<?>>map(name -> numbers(table, name)).toList();
    List<FeatureRow> rows = new ArrayList<>();
    for (int i = 0; i < table.rowCount(); i++) {
      float[] values = new float[columns.size()];
      for (int c = 0; c < values.length; c++) {
        values[c] = (float) columns.get(c).getDouble(i);
      }
      rows.add(
          new FeatureRow(
              String.valueOf(table.column(TableHead.FILE).get(i)),
              timed ? numbers(table, TableHead.START).getDouble(i) : 0,
              timed ? numbers(table, TableHead.END).getDouble(i) : 0,
              values));
    }
    return new FeatureTable(new TableHead(timed, names), rows);
  }

  private static NumericColumn<?> numbers(Table table, String name) {
    Column<?> column = table.column(name);
    if (column instanceof NumericColumn<?> numbers) {
      return numbers;
    }
    throw new SerlabException(
        "Column %s of a table of features holds %s, not numbers: take it out."
            .formatted(name, column.type().name()));
  }
}
