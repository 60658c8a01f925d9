package org.serlab.learn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.serlab.feature.Matrix;

/** Small tasks with classes that can be told apart, but not perfectly. */
final class Synthetic {
  static final List<String> CLASSES = List.of("anger", "neutral", "sadness");

  private Synthetic() {}

  /**
   * Maps of noise with a brighter band, at a place that tells the class; fixed or varying width.
   */
  static List<Sample> maps(int count, boolean varying, long seed) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES.size();
      int columns = varying ? 24 + random.nextInt(16) : 32;
      float[] values = new float[24 * columns];
      for (int k = 0; k < values.length; k++) {
        boolean band = k / columns / 8 == label;
        values[k] = (float) (random.nextGaussian() + (band ? 1 : 0));
      }
      samples.add(new Sample("u" + i, "s" + i % 4, new Matrix(24, columns, values), label));
    }
    return samples;
  }

  /** Vectors around one centre per class; one feature is constant. */
  static List<Sample> vectors(int count, long seed) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES.size();
      float[] values = new float[12];
      for (int f = 0; f < values.length; f++) {
        double centre = f % CLASSES.size() == label ? 2 : 0;
        values[f] = f == 5 ? 7 : (float) (100 * f + (f + 1) * (centre + random.nextGaussian()));
      }
      samples.add(new Sample("u" + i, "s" + i % 4, Matrix.vector(values), label));
    }
    return samples;
  }

  static LearningTask task(
      List<Sample> training,
      List<Sample> validation,
      Map<String, Object> hyperParameters,
      Path checkpoint,
      LearningTask.Progress progress) {
    return new LearningTask(
        CLASSES,
        training,
        validation,
        hyperParameters,
        7,
        "cpu",
        Optional.ofNullable(checkpoint),
        progress);
  }

  static List<Matrix> features(List<Sample> samples) {
    return samples.stream().map(Sample::features).toList();
  }

  static double accuracy(double[][] probabilities, List<Sample> samples) {
    int right = 0;
    for (int i = 0; i < probabilities.length; i++) {
      int highest = 0;
      for (int c = 1; c < probabilities[i].length; c++) {
        highest = probabilities[i][c] > probabilities[i][highest] ? c : highest;
      }
      right += highest == samples.get(i).label() ? 1 : 0;
    }
    return right / (double) probabilities.length;
  }
}
