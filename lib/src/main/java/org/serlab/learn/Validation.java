package org.serlab.learn;

import java.util.List;
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
    int classes = task.classes().size();
    double loss = 0;
    int[] right = new int[classes];
    int[] count = new int[classes];
    for (int i = 0; i < truth.length; i++) {
      // The smallest positive number stands in for a probability that rounds to zero.
      loss -= StrictMath.log(Math.max(probabilities[i][truth[i]], Double.MIN_VALUE));
      count[truth[i]]++;
      right[truth[i]] += highest(probabilities[i]) == truth[i] ? 1 : 0;
    }
    double recalls = 0;
    int present = 0;
    for (int c = 0; c < classes; c++) {
      if (count[c] > 0) {
        recalls += right[c] / (double) count[c];
        present++;
      }
    }
    return new Validation(loss / truth.length, recalls / present);
  }

  private static int highest(double[] probabilities) {
    int highest = 0;
    for (int c = 1; c < probabilities.length; c++) {
      highest = probabilities[c] > probabilities[highest] ? c : highest;
    }
    return highest;
  }
}
