package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.serlab.Sha256;

/**
 * What tables and charts show, as JSON that {@code check} can compare. Numbers are rounded to six
 * significant digits: more than any table prints, few enough to be the same on every machine.
 */
public final class Data {
  /** Longer series are represented by their size, range, mean and digest. */
  private static final int LONGEST = 1000;

  private static final MathContext DIGITS = new MathContext(6);

  private Data() {}

  /**
   * @param value any number; NaN (missing) becomes null, an infinite one its name
   * @return the number with six significant digits
   */
  public static JsonElement number(double value) {
    if (Double.isNaN(value)) {
      return JsonNull.INSTANCE;
    }
    if (Double.isInfinite(value)) {
      return new JsonPrimitive(Double.toString(value));
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return new JsonPrimitive(rounded.scale() <= 0 ? rounded.setScale(0) : rounded);
  }

  /**
   * @param values any numbers
   * @return them as {@link #number(double)}; above 1000 of them their count, range, mean and digest
   */
  public static JsonElement numbers(double[] values) {
    JsonArray array = new JsonArray(values.length);
    for (double value : values) {
      array.add(number(value));
    }
    if (values.length <= LONGEST) {
      return array;
    }
    JsonObject summary = new JsonObject();
    summary.addProperty("count", values.length);
    double[] present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    summary.add("minimum", number(Arrays.stream(present).min().orElse(Double.NaN)));
    summary.add("maximum", number(Arrays.stream(present).max().orElse(Double.NaN)));
    summary.add("mean", number(Arrays.stream(present).average().orElse(Double.NaN)));
    summary.addProperty("sha256", Sha256.of(array.toString()));
    return summary;
  }

  /**
   * @param values any texts
   * @return them as an array
   */
  public static JsonArray texts(List<String> values) {
    JsonArray array = new JsonArray(values.size());
    values.forEach(array::add);
    return array;
  }
}
