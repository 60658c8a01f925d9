package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * The feed-forward part of a transformer layer: linear, GELU, linear, with dropouts. (B, T, H)
 * keeps its shape.
 */
public final class FeedForward extends AbstractBlock {
  private final Wav2Vec2Settings settings;
  private final Linear intermediate;
  private final Linear output;

  /**
   * @param settings of the network
   */
  public FeedForward(Wav2Vec2Settings settings) {
    this.settings = settings;
    intermediate = addChildBlock("intermediate_dense", Parts.linear(settings.feedForward()));
    output = addChildBlock("output_dense", Parts.linear(settings.hidden()));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray x = Parts.apply(intermediate, store, inputs.singletonOrThrow(), training);
    x = Parts.dropout(Activation.gelu(x), settings.dropouts().activation(), training);
    x = Parts.apply(output, store, x, training);
    return new NDList(Parts.dropout(x, settings.dropouts().hidden(), training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return shapes;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    Parts.initialise(intermediate, manager, type, settings.hidden());
    Parts.initialise(output, manager, type, settings.feedForward());
  }
}
