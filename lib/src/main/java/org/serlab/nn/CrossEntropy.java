package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Cross entropy of logits against classes, with class weights and label smoothing, as {@code
 * torch.nn.CrossEntropyLoss} with mean reduction: for utterance i of class y the target puts {@code
 * (1 - s) w_y} on y and {@code s w_c / C} on every class c, and the sum over utterances is divided
 * by the sum of their w_y.
 *
 * @param weights one per class; all 1 for the plain loss
 * @param smoothing s, 0 to below 1
 */
public record CrossEntropy(double[] weights, double smoothing) {
  /** The plain loss over a number of classes. */
  public static CrossEntropy plain(int classes) {
    double[] ones = new double[classes];
    Arrays.fill(ones, 1);
    return new CrossEntropy(ones, 0);
  }

  /**
   * Weights that let every class count alike: n / (C n_c), so that their mean over the utterances
   * is 1; a class without utterances gets 0.
   *
   * @param labels class of each training utterance
   * @param classes number of classes
   */
  public static double[] balancedWeights(int[] labels, int classes) {
    double[] counts = new double[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return Arrays.stream(counts)
        .map(count -> count == 0 ? 0 : labels.length / (classes * count))
        .toArray();
  }

  /**
   * @param logits (N, C), single or double precision
   * @param labels N classes
   * @return the loss, a single number that gradients flow from
   */
  public NDArray loss(NDArray logits, int[] labels) {
    int classes = weights.length;
    double total = Arrays.stream(labels).mapToDouble(label -> weights[label]).sum();
    float[] targets = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      for (int c = 0; c < classes; c++) {
        double hit = c == labels[i] ? (1 - smoothing) * weights[c] : 0;
        targets[i * classes + c] = (float) ((hit + smoothing * weights[c] / classes) / total);
      }
    }
    NDArray target = logits.getManager().create(targets, new Shape(labels.length, classes));
    return logits.logSoftmax(-1).mul(target).sum().neg();
  }
}
