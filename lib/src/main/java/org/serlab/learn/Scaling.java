package org.serlab.learn;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.feature.Npz;

/**
 * Standardisation of features: mean 0 and deviation 1 on what it was fitted on, which must be the
 * training part alone. A feature that is constant there becomes 0 wherever it keeps that value.
 */
final class Scaling {
  private static final String FILE = "scaling.npz";

  private final double[] mean;
  private final double[] deviation;

  private Scaling(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Leaves features as they are. */
  static Scaling none(int features) {
    double[] ones = new double[features];
    Arrays.fill(ones, 1);
    return new Scaling(new double[features], ones);
  }

  /**
   * Fits mean and deviation of each feature, and keeps them in single precision, which the features
   * have too.
   */
  static Scaling standard(List<float[]> vectors) {
    Scaling exact = of(vectors.stream().map(Scaling::doubles).toList());
    double[] deviation = single(exact.deviation);
    for (int f = 0; f < deviation.length; f++) {
      deviation[f] = deviation[f] > 0 ? deviation[f] : 1;
    }
    return new Scaling(single(exact.mean), deviation);
  }

  /** Fits mean and deviation (over n, not n - 1) of each column. */
  static Scaling of(List<double[]> rows) {
    int features = rows.get(0).length;
    double[] mean = new double[features];
    double[] deviation = new double[features];
    for (int f = 0; f < features; f++) {
      double sum = 0;
      for (double[] row : rows) {
        sum += row[f];
      }
      mean[f] = sum / rows.size();
      double squares = 0;
      for (double[] row : rows) {
        squares += (row[f] - mean[f]) * (row[f] - mean[f]);
      }
      double spread = Math.sqrt(squares / rows.size());
      deviation[f] = spread > 0 ? spread : 1;
    }
    return new Scaling(mean, deviation);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, f -> values[f]);
    return doubles;
  }

  private static double[] single(double[] values) {
    return Arrays.stream(values).map(value -> (float) value).toArray();
  }

  double[] mean() {
    return mean;
  }

  double[] deviation() {
    return deviation;
  }

  double[] apply(float[] vector) {
    return apply(doubles(vector));
  }

  double[] apply(double[] row) {
    double[] scaled = new double[row.length];
    for (int f = 0; f < row.length; f++) {
      scaled[f] = (row[f] - mean[f]) / deviation[f];
    }
    return scaled;
  }

  int features() {
    return mean.length;
  }

  void save(Path folder) {
    Npz.writeDoubles(
        folder.resolve(FILE),
        Map.of("mean", new double[][] {mean}, "deviation", new double[][] {deviation}));
  }

  static Scaling load(Path folder) {
    Map<String, Npz.Array> arrays = Npz.read(folder.resolve(FILE));
    Npz.Array mean = arrays.get("mean");
    Npz.Array deviation = arrays.get("deviation");
    if (mean == null || deviation == null || mean.values().length != deviation.values().length) {
      throw new SerlabException(folder.resolve(FILE) + " does not hold mean and deviation.");
    }
    return new Scaling(mean.values(), deviation.values());
  }
}
