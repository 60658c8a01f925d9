package org.serlab.feature.opensmile;

import java.util.List;

/** The 19 functionals of every contour of emobase. Positions count rows. */
final class EmobaseFunctionals implements FunctionalGroup {
  private static final List<String> NAMES =
      List.of(
          "max",
          "min",
          "range",
          "maxPos",
          "minPos",
          "amean",
          "linregc1",
          "linregc2",
          "linregerrA",
          "linregerrQ",
          "stddev",
          "skewness",
          "kurtosis",
          "quartile1",
          "quartile2",
          "quartile3",
          "iqr1-2",
          "iqr2-3",
          "iqr1-3");

  private final Percentiles percentiles = new Percentiles();

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void compute(float[] x, int n, float[] values, int at) {
    Extremes extremes = Extremes.of(x, n);
    LinearRegression line = LinearRegression.of(x, n, extremes.mean());
    Moments moments = Moments.of(x, n, extremes.mean());
    percentiles.take(x, n, extremes);
    float quartile1 = percentiles.at(0.25);
    float quartile2 = percentiles.at(0.50);
    float quartile3 = percentiles.at(0.75);
    int to = at;
    values[to++] = extremes.max();
    values[to++] = extremes.min();
    values[to++] = extremes.range();
    values[to++] = extremes.maxPosition();
    values[to++] = extremes.minPosition();
    values[to++] = extremes.mean();
    values[to++] = (float) line.slope();
    values[to++] = (float) line.offset();
    values[to++] = (float) line.linearError();
    values[to++] = (float) line.quadraticError();
    values[to++] = (float) moments.deviation();
    values[to++] = (float) moments.skewness();
    values[to++] = (float) moments.kurtosis();
    values[to++] = quartile1;
    values[to++] = quartile2;
    values[to++] = quartile3;
    values[to++] = quartile2 - quartile1;
    values[to++] = quartile3 - quartile2;
    values[to] = quartile3 - quartile1;
  }
}
