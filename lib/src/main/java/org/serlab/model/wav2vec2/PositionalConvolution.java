package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * What tells the transformer where a frame stands: a grouped convolution over time whose output,
 * after GELU, is added to its input. (B, T, H) keeps its shape; the frame that an even kernel gives
 * too many is dropped at the end.
 */
public final class PositionalConvolution extends AbstractBlock {
  private final Wav2Vec2Settings settings;
  private final WeightNormalisedConvolution convolution;

  /**
   * @param settings of the network
   */
  public PositionalConvolution(Wav2Vec2Settings settings) {
    this.settings = settings;
    convolution =
        addChildBlock(
            "conv",
            new WeightNormalisedConvolution(
                settings.hidden(), settings.positionKernel(), settings.positionGroups()));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray x = inputs.singletonOrThrow().transpose(0, 2, 1); // (B, H, T)
    NDArray y = Parts.apply(convolution, store, x, training);
    if (settings.positionKernel() % 2 == 0) {
      y = y.get(":, :, :-1");
    }
    return new NDList(Activation.gelu(y).transpose(0, 2, 1)); // (B, T, H)
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return shapes;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    convolution.initialize(manager, type, new Shape(1, settings.hidden(), 1));
  }
}
