package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/**
 * The earlier form of within-class covariance normalisation in a network (Eghbal-zadeh, Dorfer and
 * Widmer 2017), as the cross-language paper describes it (section 3.2), for comparison with {@link
 * DeepWccn}: each batch has a projection of its own, from the mean covariance of its classes, and
 * what is applied is the moving average of these projections,
 *
 * <pre>
 * B := (1 - m) B + m B_batch
 * </pre>
 *
 * so that old batches fade. Ours where the description is silent: the first batch's projection
 * starts the average; the average is applied in training too; a class with fewer than two
 * utterances in a batch takes no part in it; the same smoothing as there; B is detached as there.
 */
public final class MovingWccn extends WccnLayer {
  private final double momentum;
  private final Parameter batches;

  /**
   * @param classes number of classes
   * @param smoothing s, 0 to 1
   * @param momentum m, above 0 to 1: the weight of the newest batch
   */
  public MovingWccn(int classes, double smoothing, double momentum) {
    super(classes, smoothing);
    if (!(momentum > 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum must be above 0 and at most 1, not " + momentum);
    }
    this.momentum = momentum;
    batches = zeros("batches");
  }

  @Override
  protected NDArray learn(NDArray x, int[] labels) {
    int[] counts = counts(labels);
    boolean[] in = new boolean[counts.length];
    boolean any = false;
    for (int c = 0; c < in.length; c++) {
      in[c] = counts[c] >= 2;
      any |= in[c];
    }
    if (!any) {
      return null;
    }
    NDArray newest = projectionOf(covariances(x, labels), in);
    double before = batches.getArray().getDouble();
    batches.getArray().addi(1);
    return before == 0 ? newest : projection().mul(1 - momentum).add(newest.mul(momentum));
  }

  @Override
  protected void prepare(Shape[] inputs) {
    super.prepare(inputs);
    batches.setShape(new Shape(1));
  }
}
