package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.serlab.Sha256;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table as a notebook shows it: captioned, numbers right-aligned with as many decimals
 * as tell the values apart (four significant digits of the largest), missing values as a dash. Long
 * tables show their beginning and end.
 */
public final class TableView implements Renderable {
  private static final int MOST_ROWS = 60;
  private static final int FIRST = 30;
  private static final int LAST = 10;

  private final Table table;
  private final Map<String, Integer> decimals = new HashMap<>();
  private String caption;
  private int mostRows = MOST_ROWS;

  private TableView(Table table) {
    this.table = table;
    this.caption = table.name() == null ? "" : table.name();
  }

  /**
   * @param table any table; its name, where it has one, is the caption
   */
  public static TableView of(Table table) {
    return new TableView(table);
  }

  /**
   * @param text what the table shows, with its conditions
   * @return this view
   */
  public TableView caption(String text) {
    caption = text;
    return this;
  }

  /**
   * @param places decimals
   * @param columns which columns have so many; none named: all columns of numbers
   * @return this view
   */
  public TableView decimals(int places, String... columns) {
    List<String> names = columns.length == 0 ? table.columnNames() : List.of(columns);
    names.forEach(name -> decimals.put(table.column(name).name(), places));
    return this;
  }

  /**
   * @param rows how many rows are shown whole
   * @return this view
   */
  public TableView rows(int rows) {
    mostRows = rows;
    return this;
  }

  @Override
  public Rendering render() {
    List<Cells> columns = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      columns.add(Cells.of(column, decimals.get(column.name())));
    }
    List<Integer> shown = shown();
    Grid grid =
        new Grid(
            caption + (shown.contains(-1) ? " (%d rows)".formatted(table.rowCount()) : ""),
            columns,
            shown);
    return Rendering.html(grid.plain(), grid.html(), data(columns, shown));
  }

  /** Rows to show; -1 stands for those left out. */
  private List<Integer> shown() {
    int rows = table.rowCount();
    if (rows <= mostRows) {
      return IntStream.range(0, rows).boxed().toList();
    }
    int first = Math.min(FIRST, mostRows);
    int last = Math.min(LAST, mostRows - first);
    List<Integer> shown = new ArrayList<>(IntStream.range(0, first).boxed().toList());
    shown.add(-1);
    IntStream.range(rows - last, rows).forEach(shown::add);
    return shown;
  }

  private JsonObject data(List<Cells> columns, List<Integer> shown) {
    JsonObject data = new JsonObject();
    data.addProperty("type", "table");
    data.addProperty("caption", caption);
    data.add("columns", Data.texts(columns.stream().map(Cells::name).toList()));
    JsonArray rows = new JsonArray();
    JsonArray every = new JsonArray();
    for (int i = 0; i < table.rowCount(); i++) {
      JsonArray row = new JsonArray();
      for (Cells column : columns) {
        row.add(column.data().get(i));
      }
      every.add(row);
      if (shown.contains(i)) {
        rows.add(row);
      }
    }
    data.add("rows", rows);
    if (shown.contains(-1)) {
      data.addProperty("count", table.rowCount());
      data.addProperty("sha256", Sha256.of(every.toString()));
    }
    return data;
  }
}
