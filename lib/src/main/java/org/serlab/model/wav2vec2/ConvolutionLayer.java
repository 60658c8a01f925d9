package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;

/**
 * One layer of the convolutional encoder: convolution over time without padding, normalisation,
 * GELU. (B, C, T) becomes (B, C', floor((T - k) / s) + 1).
 */
public final class ConvolutionLayer extends AbstractBlock {
  private static final double EPSILON = 1e-5;

  private final int inputs;
  private final int channels;
  private final Conv1d convolution;
  private final Optional<GroupNormalisation> groupNorm;
  private final Optional<LayerNorm> layerNorm;

  /**
   * @param settings of the encoder
   * @param layer number of the layer, from 0
   */
  public ConvolutionLayer(Wav2Vec2Settings.Convolutions settings, int layer) {
    inputs = layer == 0 ? 1 : settings.channels().get(layer - 1);
    channels = settings.channels().get(layer);
    convolution =
        addChildBlock(
            "conv",
            Conv1d.builder()
                .setFilters(channels)
                .setKernelShape(new Shape(settings.kernels().get(layer)))
                .optStride(new Shape(settings.strides().get(layer)))
                .optBias(settings.bias())
                .build());
    layerNorm =
        settings.layerNorm()
            ? Optional.of(addChildBlock("layer_norm", Parts.layerNorm(EPSILON)))
            : Optional.empty();
    groupNorm =
        !settings.layerNorm() && layer == 0
            ? Optional.of(addChildBlock("layer_norm", new GroupNormalisation(channels)))
            : Optional.empty();
  }

  private NDArray layer(ParameterStore store, NDArray x, boolean training) {
    NDArray y = Parts.apply(convolution, store, x, training); // (B, C', T')
    if (layerNorm.isPresent()) {
      NDArray frames = y.transpose(0, 2, 1); // over the channels of each frame
      y = Parts.apply(layerNorm.get(), store, frames, training).transpose(0, 2, 1);
    }
    if (groupNorm.isPresent()) {
      y = Parts.apply(groupNorm.get(), store, y, training);
    }
    return Activation.gelu(y);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList x, boolean training, PairList<String, Object> options) {
    return new NDList(Parts.freeing(() -> layer(store, x.singletonOrThrow(), training)));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return convolution.getOutputShapes(shapes);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    convolution.initialize(manager, type, new Shape(1, inputs, 1024));
    layerNorm.ifPresent(norm -> Parts.initialise(norm, manager, type, channels));
    groupNorm.ifPresent(norm -> norm.initialize(manager, type, new Shape(1, channels, 1)));
  }
}
