package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.Arrays;

/**
 * Within-class covariance normalisation as a layer: {@code y = B^T x} with a projection B that is
 * learned from labelled mini-batches as they pass in training, not by gradients, and stays as it is
 * in testing. Gradients flow through {@code y = B^T x} only: B comes from a detached copy of x, as
 * in the cross-language paper (section 3.2).
 *
 * <p>N utterances, D features, C classes. (N, D) gives (N, D). Labels come with DJL's labelled
 * forward pass, {@link ai.djl.nn.Block#forward(ParameterStore, NDList, NDList, PairList)}, as N
 * whole numbers; a pass in training mode without them is refused.
 *
 * <p>B and what it is made from are parameters without gradients, in double precision, so that
 * checkpoints and model folders hold them. Before the first batch B is the identity.
 */
public abstract class WccnLayer extends AbstractBlock {
  private final int classes;
  private final double smoothing;
  private final Parameter projection;

  /**
   * @param classes C
   * @param smoothing s of equation (7), 0 to 1
   */
  protected WccnLayer(int classes, double smoothing) {
    if (classes < 1 || !(smoothing >= 0 && smoothing <= 1)) {
      throw new IllegalArgumentException(
          "classes must be at least 1 and the smoothing in 0 to 1, not %d and %s"
              .formatted(classes, smoothing));
    }
    this.classes = classes;
    this.smoothing = smoothing;
    projection =
        statistic(
            "projection",
            (manager, shape, type) ->
                manager.eye((int) shape.get(0)).toType(DataType.FLOAT64, false));
  }

  /** A parameter in double precision that gradients do not reach. */
  final Parameter statistic(String name, Initializer initial) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optInitializer(initial)
            .optRequiresGrad(false)
            .build());
  }

  /** A statistic that begins with zeros. */
  final Parameter zeros(String name) {
    return statistic(name, (manager, shape, type) -> manager.zeros(shape, DataType.FLOAT64));
  }

  /** C. */
  public final int classes() {
    return classes;
  }

  /** B (D, D), lower triangular, double precision: the layer's own. */
  public final NDArray projection() {
    return projection.getArray();
  }

  /**
   * Learns from a batch.
   *
   * @param x (N, D) in double precision, apart from any graph
   * @param labels N classes
   * @return the new B (D, D), or null if the batch says nothing
   */
  protected abstract NDArray learn(NDArray x, int[] labels);

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> more) {
    if (training) {
      throw new IllegalStateException(
          "within-class covariance normalisation is trained with labels: use the labelled pass");
    }
    return new NDList(project(inputs.head()));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, NDList labels, PairList<String, Object> more) {
    NDArray x = inputs.head(); // (N, D)
    int[] classOf = labels.head().toType(DataType.INT32, false).toIntArray();
    if (Arrays.stream(classOf).anyMatch(label -> label < 0 || label >= classes)) {
      throw new IllegalArgumentException("labels must be below " + classes);
    }
    // A change of type goes without a graph, but a type that is right already would keep it.
    NDArray next = learn(x.stopGradient().toType(DataType.FLOAT64, false), classOf);
    if (next != null) {
      Weights.assign(projection(), next);
    }
    return new NDList(project(x));
  }

  /** Rows x^T B, that is y = B^T x for each utterance. */
  private NDArray project(NDArray x) {
    return x.matMul(projection().toType(x.getDataType(), false));
  }

  /**
   * Covariance of each class within a batch: {@code S_c = mean of (x - m_c)(x - m_c)^T} over its
   * n_c utterances there (divisor n_c); zero for a class with fewer than two.
   *
   * @return (C, D, D)
   */
  final NDArray covariances(NDArray x, int[] labels) {
    int n = labels.length;
    double[] members = new double[classes * n];
    double[] counts = new double[classes];
    for (int i = 0; i < n; i++) {
      members[labels[i] * n + i] = 1;
      counts[labels[i]]++;
    }
    double[] divisors = Arrays.stream(counts).map(count -> Math.max(count, 1)).toArray();
    NDArray member = x.getManager().create(members, new Shape(classes, n)); // (C, N)
    NDArray divisor = x.getManager().create(divisors, new Shape(classes, 1)); // (C, 1)
    NDArray means = member.matMul(x).div(divisor); // (C, D)
    NDArray centred = x.sub(member.transpose().matMul(means)); // (N, D)
    NDArray own = member.expandDims(2).mul(centred.expandDims(0)); // (C, N, D)
    return own.transpose(0, 2, 1).batchMatMul(own).div(divisor.expandDims(2));
  }

  /** Number of utterances of each class. */
  final int[] counts(int[] labels) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /**
   * The projection for class covariances: {@code W = (1 - s) mean + s I} over the classes that are
   * in (equation 7), B from the Cholesky factor of its inverse (equation 5).
   *
   * @param covariances (C, D, D)
   * @param in which classes take part; at least one
   * @return B (D, D)
   */
  final NDArray projectionOf(NDArray covariances, boolean[] in) {
    int number = 0;
    for (boolean one : in) {
      number += one ? 1 : 0;
    }
    double[] weights = new double[classes];
    for (int c = 0; c < classes; c++) {
      weights[c] = in[c] ? (1 - smoothing) / number : 0;
    }
    NDArray weight = covariances.getManager().create(weights, new Shape(classes, 1, 1));
    NDArray within = covariances.mul(weight).sum(new int[] {0}); // (D, D)
    NDArray identity =
        covariances
            .getManager()
            .eye((int) within.getShape().get(0))
            .toType(DataType.FLOAT64, false);
    return Whitening.projection(within.add(identity.mul(smoothing)));
  }

  @Override
  protected void prepare(Shape[] inputs) {
    long d = inputs[0].get(1);
    projection.setShape(new Shape(d, d));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return inputs;
  }
}
