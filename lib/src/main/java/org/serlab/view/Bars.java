package org.serlab.view;

import com.google.gson.JsonObject;

/**
 * A named series of bars, one per category, with an interval at each or none.
 *
 * @param name as the legend calls it
 * @param values heights; NaN is shown as "not run"
 * @param low lower ends of the intervals, or null
 * @param high upper ends of the intervals, or null
 */
public record Bars(String name, double[] values, double[] low, double[] high) {
  /** Checks that all have the same length. */
  public Bars {
    Intervals.check(name, values, low, high);
  }

  /**
   * @param name as the legend calls it
   * @param values heights
   */
  public static Bars of(String name, double... values) {
    return new Bars(name, values, null, null);
  }

  /** Insists on a value for each category. */
  void fits(int categories) {
    if (values.length != categories) {
      throw new IllegalArgumentException(
          "'%s' has %d values for %d categories".formatted(name, values.length, categories));
    }
  }

  JsonObject data() {
    return Intervals.data(name, values, low, high);
  }
}
