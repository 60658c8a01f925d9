package org.serlab.feature.opensmile;

import java.util.Arrays;

/**
 * Correlation (Pearson's) of two adjacent stretches of the same length, for a range of lengths.
 * Each sum runs in ascending order in double, since the last bits decide in jitter; the lengths are
 * worked on side by side.
 */
final class PeriodCorrelation {
  private double[] meanBefore = new double[0];
  private double[] meanAfter = new double[0];
  private double[] products = new double[0];
  private double[] before = new double[0];
  private double[] after = new double[0];
  private double[] other = new double[0];

  /**
   * Correlations of x[start ... start + l - 1] with x[start + l ... start + 2 l - 1].
   *
   * @param x samples
   * @param start first sample
   * @param shortest length l
   * @param longest length l
   * @return one correlation per length; NaN where a stretch is constant. Overwritten by the next
   *     call.
   */
  double[] compute(double[] x, int start, int shortest, int longest) {
    int count = longest - shortest + 1;
    reset(count);
    double sum = 0;
    for (int i = 0; i < longest; i++) {
      sum += x[start + i];
      if (i + 1 >= shortest) {
        meanBefore[i + 1 - shortest] = sum / (i + 1);
      }
      addAfter(x, start + shortest + i, Math.max(0, i + 1 - shortest), count);
    }
    for (int l = 0; l < count; l++) {
      meanAfter[l] /= shortest + l;
    }
    for (int i = 0; i < longest; i++) {
      addProducts(x, x[start + i], start + shortest + i, Math.max(0, i + 1 - shortest), count);
    }
    for (int l = 0; l < count; l++) {
      products[l] /= Math.sqrt(before[l]) * Math.sqrt(after[l]);
    }
    return products;
  }

  private void reset(int count) {
    if (products.length < count) {
      meanBefore = new double[count];
      meanAfter = new double[count];
      products = new double[count];
      before = new double[count];
      after = new double[count];
      other = new double[count];
    }
    Arrays.fill(meanAfter, 0, count, 0);
    Arrays.fill(products, 0, count, 0);
    Arrays.fill(before, 0, count, 0);
    Arrays.fill(after, 0, count, 0);
  }

  private void addAfter(double[] x, int offset, int from, int to) {
    double[] sums = meanAfter;
    double[] others = other;
    System.arraycopy(x, offset + from, others, from, to - from);
    for (int l = from; l < to; l++) {
      sums[l] += others[l];
    }
  }

  private void addProducts(double[] x, double own, int offset, int from, int to) {
    double[] sums = products;
    double[] sumsBefore = before;
    double[] sumsAfter = after;
    double[] mean = meanBefore;
    double[] otherMean = meanAfter;
    double[] others = other;
    System.arraycopy(x, offset + from, others, from, to - from);
    for (int l = from; l < to; l++) {
      double a = own - mean[l];
      double b = others[l] - otherMean[l];
      sums[l] += a * b;
      sumsBefore[l] += a * a;
      sumsAfter[l] += b * b;
    }
  }
}
