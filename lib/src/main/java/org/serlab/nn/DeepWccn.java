package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/**
 * Deep-WCCN (Tang, Kuppens, Geurts and van Waterschoot, section 3.2): the covariance of each class
 * is the streaming average of its covariances in the mini-batches,
 *
 * <pre>
 * Sigma_c := (n Sigma_c + S_c) / (n + 1)              (6)
 * W = (1 - s) mean_c Sigma_c + s I                    (7)
 * y = B^T x,  B B^T = W^-1                            (5)
 * </pre>
 *
 * and B is made anew from W in every batch. The mean is over the classes seen so far. The paper
 * does not say what n counts for a class that a batch lacks; see {@link Counting}.
 */
public final class DeepWccn extends WccnLayer {
  private final Counting counting;
  private final Parameter covariances;
  private final Parameter updates;
  private final Parameter batches;

  /** What n of equation (6) counts. */
  public enum Counting {
    /**
     * The updates that the class has had, so that its covariance is the plain mean of those in its
     * batches; a class with fewer than two utterances in a batch is absent. Our reading.
     */
    OWN,
    /** As {@link #OWN}, but a single utterance counts as a covariance of zero. */
    OWN_SINGLE_AS_ZERO,
    /**
     * All batches before this one, as the paper's wording has it; a class first seen late is biased
     * towards zero.
     */
    GLOBAL
  }

  /**
   * @param classes number of classes
   * @param smoothing s, 0 to 1
   * @param counting what n counts
   */
  public DeepWccn(int classes, double smoothing, Counting counting) {
    super(classes, smoothing);
    this.counting = counting;
    covariances = zeros("covariances");
    updates = zeros("updates");
    batches = zeros("batches");
  }

  /** Sigma (C, D, D), double precision: the layer's own. */
  public NDArray covariances() {
    return covariances.getArray();
  }

  /** Number of updates that each class has had (C). */
  public NDArray updates() {
    return updates.getArray();
  }

  @Override
  protected NDArray learn(NDArray x, int[] labels) {
    int least = counting == Counting.OWN_SINGLE_AS_ZERO ? 1 : 2;
    int[] counts = counts(labels);
    double[] had = updates().toDoubleArray();
    double before = batches.getArray().getDouble();
    double[] keep = new double[counts.length];
    double[] take = new double[counts.length];
    boolean[] seen = new boolean[counts.length];
    boolean any = false;
    for (int c = 0; c < counts.length; c++) {
      double n = counting == Counting.GLOBAL ? before : had[c];
      boolean present = counts[c] >= least;
      keep[c] = present ? n / (n + 1) : 1;
      take[c] = present ? 1 / (n + 1) : 0;
      had[c] += present ? 1 : 0;
      seen[c] = had[c] > 0;
      any |= seen[c];
    }
    Weights.assign(updates(), x.getManager().create(had));
    batches.getArray().addi(1);
    Shape perClass = new Shape(counts.length, 1, 1);
    NDArray kept = covariances().mul(x.getManager().create(keep, perClass));
    NDArray taken = covariances(x, labels).mul(x.getManager().create(take, perClass));
    Weights.assign(covariances(), kept.add(taken));
    return any ? projectionOf(covariances(), seen) : null;
  }

  @Override
  protected void prepare(Shape[] inputs) {
    super.prepare(inputs);
    long d = inputs[0].get(1);
    covariances.setShape(new Shape(classes(), d, d));
    updates.setShape(new Shape(classes()));
    batches.setShape(new Shape(1));
  }
}
