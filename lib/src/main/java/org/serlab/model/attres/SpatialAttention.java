package org.serlab.model.attres;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Spatial attention (figure 3 and the paragraph above it): which positions of a feature map matter.
 *
 * <p>Channel-wise maximum and mean, concatenated, 1 x 1 convolution, softmax over all positions,
 * product with the input.
 *
 * <p>B batch, C channels, H x W positions: F (B, C, H, W) becomes F' (B, C, H, W).
 */
public final class SpatialAttention extends AbstractBlock {
  private final Conv2d scoring;
  private final boolean rescaled;

  /**
   * @param rescaled false for the paper's literal product, whose weights have mean 1 / (H W) and
   *     shrink the map by that factor; true to multiply the weights by H W, so that their mean is 1
   *     (our condition, not the paper's)
   */
  public SpatialAttention(boolean rescaled) {
    this.rescaled = rescaled;
    scoring =
        addChildBlock(
            "scoring", Conv2d.builder().setFilters(1).setKernelShape(new Shape(1, 1)).build());
  }

  /**
   * The distribution over positions.
   *
   * @param store parameters
   * @param f feature map (B, C, H, W)
   * @param training whether gradients are wanted
   * @return weights (B, 1, H, W) that sum to 1 over H x W for each item
   */
  public NDArray weights(ParameterStore store, NDArray f, boolean training) {
    long positions = f.getShape().get(2) * f.getShape().get(3);
    NDArray maximum = f.max(new int[] {1}, true); // (B, 1, H, W)
    NDArray mean = f.mean(new int[] {1}, true); // (B, 1, H, W)
    NDArray both = NDArrays.concat(new NDList(maximum, mean), 1); // (B, 2, H, W)
    NDArray scores =
        scoring.forward(store, new NDList(both), training).singletonOrThrow(); // (B, 1, H, W)
    return scores.reshape(-1, positions).softmax(1).reshape(scores.getShape());
  }

  /**
   * The product of a feature map and its weights.
   *
   * @param f feature map (B, C, H, W)
   * @param weights {@link #weights} of it
   * @return attended map (B, C, H, W)
   */
  public NDArray apply(NDArray f, NDArray weights) {
    NDArray attended = f.mul(weights);
    return rescaled ? attended.mul(f.getShape().get(2) * f.getShape().get(3)) : attended;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray f = inputs.singletonOrThrow();
    return new NDList(apply(f, weights(store, f, training)));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    scoring.initialize(
        manager, type, new Shape(inputs[0].get(0), 2, inputs[0].get(2), inputs[0].get(3)));
  }
}
