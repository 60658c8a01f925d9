package org.serlab.view;

import com.google.gson.JsonObject;
import java.util.stream.IntStream;

/**
 * A named series of points, with an interval around each or none.
 *
 * @param name as the legend calls it
 * @param x positions
 * @param y values; NaN leaves a gap
 * @param low lower ends of the intervals, or null
 * @param high upper ends of the intervals, or null
 */
public record Curve(String name, double[] x, double[] y, double[] low, double[] high) {
  /** Checks that all have the same length. */
  public Curve {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "'" + name + "' has " + x.length + " positions and " + y.length + " values");
    }
    Intervals.check(name, y, low, high);
  }

  /**
   * @param name as the legend calls it
   * @param x positions
   * @param y values
   */
  public static Curve of(String name, double[] x, double[] y) {
    return new Curve(name, x, y, null, null);
  }

  /**
   * @param name as the legend calls it
   * @param y values at 1, 2, 3 and so on, epochs for instance
   */
  public static Curve of(String name, double... y) {
    return of(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
  }

  /**
   * Values in a regular raster, a contour for instance.
   *
   * @param name as the legend calls it
   * @param start position of the first value
   * @param step from value to value
   * @param y values
   */
  public static Curve every(String name, double start, double step, double... y) {
    return of(name, IntStream.range(0, y.length).mapToDouble(i -> start + i * step).toArray(), y);
  }

  JsonObject data() {
    JsonObject data = Intervals.data(name, y, low, high);
    data.add("x", Data.numbers(x));
    return data;
  }
}
