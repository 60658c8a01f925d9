package org.serlab.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.serlab.feature.Npz;

/**
 * Standardisation of features: mean 0 and deviation 1 on what it was fitted on, which must be the
 * training part alone. A feature that is constant there becomes 0 wherever it keeps that value.
 */
final class Scaling {
  private static final String FILE = "scaling.npz";

  private final float[] mean;
  private final float[] deviation;

  private Scaling(float[] mean, float[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Leaves features as they are. */
  static Scaling none(int features) {
    float[] ones = new float[features];
    java.util.Arrays.fill(ones, 1);
    return new Scaling(new float[features], ones);
  }

  /** Fits mean and deviation (over n, not n - 1) of each feature. */
  static Scaling standard(List<float[]> vectors) {
    int features = vectors.get(0).length;
    float[] mean = new float[features];
    float[] deviation = new float[features];
    for (int f = 0; f < features; f++) {
      double sum = 0;
      for (float[] vector : vectors) {
        sum += vector[f];
      }
      double centre = sum / vectors.size();
      double squares = 0;
      for (float[] vector : vectors) {
        squares += (vector[f] - centre) * (vector[f] - centre);
      }
      mean[f] = (float) centre;
      float spread = (float) Math.sqrt(squares / vectors.size());
      deviation[f] = spread > 0 ? spread : 1;
    }
    return new Scaling(mean, deviation);
  }

  double[] apply(float[] vector) {
    double[] scaled = new double[vector.length];
    for (int f = 0; f < vector.length; f++) {
      scaled[f] = (vector[f] - (double) mean[f]) / deviation[f];
    }
    return scaled;
  }

  int features() {
    return mean.length;
  }

  void save(Path folder) {
    Npz.write(
        folder.resolve(FILE),
        Map.of("mean", Matrix.vector(mean), "deviation", Matrix.vector(deviation)));
  }

  static Scaling load(Path folder) {
    Map<String, Npz.Array> arrays = Npz.read(folder.resolve(FILE));
    Npz.Array mean = arrays.get("mean");
    Npz.Array deviation = arrays.get("deviation");
    if (mean == null || deviation == null || mean.values().length != deviation.values().length) {
      throw new SerlabException(folder.resolve(FILE) + " does not hold mean and deviation.");
    }
    return new Scaling(mean.floats(), deviation.floats());
  }
}
