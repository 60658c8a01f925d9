package org.serlab.learn.search;

import java.util.Map;
import java.util.Random;

/**
 * A number between two bounds.
 *
 * @param name of the hyper-parameter
 * @param low lower bound, included
 * @param high upper bound, included
 * @param logarithmic whether the prior is uniform in the logarithm, else in the number itself
 * @param whole whether values are whole numbers
 */
public record Range(String name, double low, double high, boolean logarithmic, boolean whole)
    implements Dimension {
  /** Checks the bounds. */
  public Range {
    boolean bounds = low < high && Double.isFinite(low) && Double.isFinite(high);
    if (!bounds || logarithmic && !(low > 0)) {
      throw new IllegalArgumentException(
          "%s cannot be searched between %s and %s%s"
              .formatted(name, low, high, logarithmic ? " in the logarithm" : ""));
    }
    if (whole && (low != Math.rint(low) || high != Math.rint(high))) {
      throw new IllegalArgumentException(name + " is whole, so its bounds must be whole");
    }
  }

  /** Numbers with a uniform prior. */
  public static Range uniform(String name, double low, double high) {
    return new Range(name, low, high, false, false);
  }

  /** Positive numbers whose logarithm has a uniform prior. */
  public static Range logUniform(String name, double low, double high) {
    return new Range(name, low, high, true, false);
  }

  /** Whole numbers with a uniform prior. */
  public static Range whole(String name, int low, int high) {
    return new Range(name, low, high, false, true);
  }

  /** Where the scale on which values are drawn begins. */
  double begin() {
    return onScale(whole ? low - 0.5 : low);
  }

  /** Where it ends. */
  double end() {
    return onScale(whole ? high + 0.5 : high);
  }

  private double onScale(double value) {
    return logarithmic ? StrictMath.log(value) : value;
  }

  /** A value's place on the scale. */
  double place(Object value) {
    return onScale(((Number) value).doubleValue());
  }

  /** The value at a place of the scale. */
  Object value(double place) {
    double number = logarithmic ? StrictMath.exp(place) : place;
    double within = Math.min(high, Math.max(low, whole ? Math.rint(number) : number));
    return whole ? (Object) (long) within : (Object) within;
  }

  @Override
  public Object draw(Random random) {
    return value(begin() + random.nextDouble() * (end() - begin()));
  }

  @Override
  public boolean holds(Object value) {
    return value instanceof Number number
        && number.doubleValue() >= low
        && number.doubleValue() <= high
        && (!whole || number.doubleValue() == Math.rint(number.doubleValue()));
  }

  @Override
  public Map<String, Object> description() {
    return Map.of("low", low, "high", high, "logarithmic", logarithmic, "whole", whole);
  }
}
