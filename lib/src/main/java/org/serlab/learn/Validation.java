package org.serlab.learn;

import java.util.List;
import org.serlab.evaluate.ConfusionMatrix;
import org.serlab.feature.Matrix;

/**
 * How a network does on the validation part.
 *
 * @param loss mean of minus the logarithm of the true class's probability; NaN without samples
 * @param uar mean recall over the classes present, 0 to 1; NaN without samples
 */
record Validation(double loss, double uar) {
  static Validation of(Classifier classifier, LearningTask task) {
    List<Matrix> features = task.validation().stream().map(Sample::features).toList();
    int[] truth = task.validation().stream().mapToInt(Sample::label).toArray();
    if (truth.length == 0) {
      return new Validation(Double.NaN, Double.NaN);
    }
    double[][] probabilities = classifier.probabilities(features);
    int[] predicted = new int[truth.length];
    double loss = 0;
    for (int i = 0; i < truth.length; i++) {
      predicted[i] = highest(probabilities[i]);
      // The smallest positive number stands in for a probability that rounds to zero.
      loss -= StrictMath.log(Math.max(probabilities[i][truth[i]], Double.MIN_VALUE));
    }
    ConfusionMatrix matrix = ConfusionMatrix.of(task.classes().size(), truth, predicted);
    return new Validation(loss / truth.length, matrix.unweightedAccuracy());
  }

  private static int highest(double[] probabilities) {
    int highest = 0;
    for (int c = 1; c < probabilities.length; c++) {
      highest = probabilities[c] > probabilities[highest] ? c : highest;
    }
    return highest;
  }
}
