package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * f: X to Z, the latent representations of the waveform: convolutions only. (B, L) samples become
 * (B, T, C), one frame per 20 ms.
 */
public final class ConvolutionalEncoder extends AbstractBlock {
  private final Wav2Vec2Settings.Convolutions settings;
  private final List<ConvolutionLayer> layers = new ArrayList<>();

  /**
   * @param settings sizes
   */
  public ConvolutionalEncoder(Wav2Vec2Settings.Convolutions settings) {
    this.settings = settings;
    for (int i = 0; i < settings.layers(); i++) {
      layers.add(addChildBlock("conv_layers." + i, new ConvolutionLayer(settings, i)));
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray x = inputs.singletonOrThrow().expandDims(1); // (B, 1, L)
    for (ConvolutionLayer layer : layers) {
      x = Parts.apply(layer, store, x, training); // (B, C, T)
    }
    return new NDList(x.transpose(0, 2, 1)); // (B, T, C)
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    int frames = settings.frames(shapes[0].get(1));
    return new Shape[] {new Shape(shapes[0].get(0), frames, settings.last())};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    layers.forEach(layer -> layer.initialize(manager, type, new Shape(1, 1, 1024)));
  }
}
