package org.serlab.view;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * A column of a table, ready to be shown.
 *
 * @param name its heading
 * @param numeric whether its digits should line up
 * @param texts its cells
 * @param data its cells as data
 */
record Cells(String name, boolean numeric, List<String> texts, List<JsonElement> data) {
  static final String MISSING = "–";
  private static final int SIGNIFICANT = 4;
  private static final int MOST_DECIMALS = 6;

  /**
   * @param decimals how many, or null for as many as tell the values apart
   */
  static Cells of(Column<?> column, Integer decimals) {
    boolean numeric = column instanceof NumericColumn<?>;
    int places = decimals != null ? decimals : numeric ? places((NumericColumn<?>) column) : 0;
    List<String> texts = new ArrayList<>();
    List<JsonElement> data = new ArrayList<>();
    for (int i = 0; i < column.size(); i++) {
      if (column.isMissing(i)) {
        texts.add(MISSING);
        data.add(JsonNull.INSTANCE);
      } else if (numeric) {
        double value = ((NumericColumn<?>) column).getDouble(i);
        // A column with a print format of its own keeps it.
        String own = column.getString(i);
        boolean formatted =
            decimals == null
                && !own.equals(DoubleColumn.create("", value).getString(0))
                && !own.equals(column.getUnformattedString(i));
        texts.add(formatted ? own : format(value, places));
        data.add(Data.number(value));
      } else {
        texts.add(column.getString(i));
        data.add(new JsonPrimitive(column.getString(i)));
      }
    }
    return new Cells(column.name(), numeric, texts, data);
  }

  private static String format(double value, int places) {
    return Double.isInfinite(value)
        ? value > 0 ? "∞" : "-∞"
        : new BigDecimal(value).setScale(places, RoundingMode.HALF_UP).toPlainString();
  }

  /** Decimals that show four significant digits of the largest value, if the values need them. */
  private static int places(NumericColumn<?> column) {
    BigDecimal largest = BigDecimal.ZERO;
    for (int i = 0; i < column.size(); i++) {
      double value = column.isMissing(i) ? 0 : column.getDouble(i);
      largest = largest.max(new BigDecimal(Double.isInfinite(value) ? 0 : value).abs());
    }
    // Below 1 one digit less: shares and recalls are read with three decimals.
    int whole = largest.precision() - largest.scale();
    int most = whole > 0 ? SIGNIFICANT - whole : SIGNIFICANT - 1 - whole;
    most = Math.max(0, Math.min(MOST_DECIMALS, most));
    int needed = 0;
    for (int i = 0; i < column.size() && needed < most; i++) {
      double value = column.isMissing(i) ? 0 : column.getDouble(i);
      if (!Double.isInfinite(value)) {
        BigDecimal rounded = new BigDecimal(value).setScale(most, RoundingMode.HALF_UP);
        needed = Math.max(needed, rounded.stripTrailingZeros().scale());
      }
    }
    return needed;
  }
}
