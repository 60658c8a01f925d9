package org.serlab.model.attres;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;

/**
 * The identity residual block, and with attention the Res-A module (figure 4): two 3 x 3
 * convolutions, each normalised, attention on what they give, the input added, ReLU. Shapes stay:
 * (B, C, H, W).
 *
 * <p>The figure is lost in the text at hand; that the attention closes the branch, before the sum,
 * is our reading of "introduce the spatial attention mechanism in the residual block".
 */
public final class Residual extends AbstractBlock {
  private final SequentialBlock branch;
  private final Optional<SpatialAttention> attention;

  /**
   * @param channels C, of input and output
   * @param attention closes the branch; empty for the identity residual block
   */
  public Residual(int channels, Optional<SpatialAttention> attention) {
    branch =
        addChildBlock(
            "branch",
            new SequentialBlock()
                .add(AttRes.convolution(channels, 1))
                .add(AttRes.normalisation())
                .add(Activation.reluBlock())
                .add(AttRes.convolution(channels, 1))
                .add(AttRes.normalisation()));
    this.attention = attention;
    attention.ifPresent(block -> addChildBlock("attention", block));
  }

  /**
   * What happens inside, for figures.
   *
   * @param weights attention weights (B, 1, H, W); empty without attention
   * @param branch what is added (B, C, H, W)
   * @param skip what it is added to (B, C, H, W)
   * @param output the sum after ReLU (B, C, H, W)
   */
  public record Trace(Optional<NDArray> weights, NDArray branch, NDArray skip, NDArray output) {
    /** Root mean square of the branch over that of the skip path: how open the branch is. */
    public double branchToSkip() {
      return Math.sqrt(branch.square().mean().getFloat() / skip.square().mean().getFloat());
    }
  }

  /**
   * The forward pass with its intermediate results.
   *
   * @param store parameters
   * @param x input (B, C, H, W)
   * @param training whether this is training
   */
  public Trace trace(ParameterStore store, NDArray x, boolean training) {
    NDArray f = branch.forward(store, new NDList(x), training).singletonOrThrow();
    Optional<NDArray> weights = attention.map(block -> block.weights(store, f, training));
    NDArray attended = weights.isPresent() ? attention.get().apply(f, weights.get()) : f;
    return new Trace(weights, attended, x, Activation.relu(attended.add(x)));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    return new NDList(trace(store, inputs.singletonOrThrow(), training).output());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    branch.initialize(manager, type, inputs);
    attention.ifPresent(block -> block.initialize(manager, type, inputs));
  }
}
