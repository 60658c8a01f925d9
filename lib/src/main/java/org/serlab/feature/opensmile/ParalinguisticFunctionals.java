package org.serlab.feature.opensmile;

import java.util.ArrayList;
import java.util.List;

/**
 * The functionals of IS10 and emobase2010: 21 for contours that always have values; 19 for those of
 * voiced frames, from which zeros are taken out first (all functionals are 0 if nothing is left).
 */
final class ParalinguisticFunctionals implements FunctionalGroup {
  private static final List<String> NAMES =
      List.of(
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
          "iqr1-3",
          "percentile1.0",
          "percentile99.0",
          "pctlrange0-1",
          "upleveltime75",
          "upleveltime90");

  private final boolean voicedOnly;
  private final boolean relativePositions;
  private final List<String> names;
  private final Percentiles percentiles = new Percentiles();
  private final NonZero nonZero = new NonZero();

  /**
   * @param voicedOnly whether zeros are taken out
   * @param relativePositions whether positions are divided by the number of rows
   */
  ParalinguisticFunctionals(boolean voicedOnly, boolean relativePositions) {
    this.voicedOnly = voicedOnly;
    this.relativePositions = relativePositions;
    List<String> kept = new ArrayList<>(NAMES);
    if (voicedOnly) {
      kept.removeAll(List.of("percentile1.0", "pctlrange0-1"));
    }
    names = List.copyOf(kept);
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public void compute(float[] contour, int rows, float[] values, int at) {
    float[] x = contour;
    int n = rows;
    if (voicedOnly) {
      n = nonZero.take(contour, rows);
      x = nonZero.values();
      if (n == 0) {
        return;
      }
    }
    Extremes extremes = Extremes.of(x, n);
    LinearRegression line = LinearRegression.of(x, n, extremes.mean());
    Moments moments = Moments.of(x, n, extremes.mean());
    percentiles.take(x, n, extremes);
    float quartile1 = percentiles.at(0.25);
    float quartile2 = percentiles.at(0.50);
    float quartile3 = percentiles.at(0.75);
    float percentile1 = percentiles.at(0.01);
    float percentile99 = percentiles.at(0.99);
    int to = at;
    values[to++] = position(extremes.maxPosition(), n);
    values[to++] = position(extremes.minPosition(), n);
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
    values[to++] = quartile3 - quartile1;
    if (!voicedOnly) {
      values[to++] = percentile1;
    }
    values[to++] = percentile99;
    if (!voicedOnly) {
      values[to++] = Math.abs(percentile99 - percentile1);
    }
    values[to++] = Levels.upLevelTime(x, n, extremes, 0.75f);
    values[to] = Levels.upLevelTime(x, n, extremes, 0.90f);
  }

  private float position(int row, int rows) {
    return relativePositions ? (float) row / rows : row;
  }
}
