package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * g: Z to C, the context network: positional convolution, then transformer layers.
 *
 * <p>(B, T, H) gives layers + 1 hidden states of that shape. Post-LN (base): the first is the
 * normalised sum of input and positions, then each layer's output. Pre-LN (XLSR-53): the first is
 * the plain sum, then each layer's output, save that the last is normalised.
 */
public final class Transformer extends AbstractBlock {
  private final Wav2Vec2Settings settings;
  private final PositionalConvolution positions;
  private final LayerNorm norm;
  private final List<TransformerLayer> layers = new ArrayList<>();

  /**
   * @param settings of the network
   */
  public Transformer(Wav2Vec2Settings settings) {
    this.settings = settings;
    positions = addChildBlock("pos_conv_embed", new PositionalConvolution(settings));
    norm = addChildBlock("layer_norm", Parts.layerNorm(settings.epsilon()));
    for (int i = 0; i < settings.layers(); i++) {
      layers.add(addChildBlock("layers." + i, new TransformerLayer(settings)));
    }
  }

  /**
   * @param store parameters
   * @param projected (B, T, H), spans masked where wanted
   * @param frames which frames are within their utterance; empty if all are
   * @param last number of the last hidden state that is wanted, at most the number of layers
   * @param training whether this is training
   * @return hidden states, last + 1
   */
  public List<NDArray> hiddenStates(
      ParameterStore store,
      NDArray projected,
      Optional<FrameMask> frames,
      int last,
      boolean training) {
    List<NDArray> hidden = new ArrayList<>();
    NDArray x = Parts.freeing(() -> embed(store, projected, frames, training));
    hidden.add(x);
    for (TransformerLayer layer : layers.subList(0, last)) {
      if (!(training && isDropped(projected.getManager()))) {
        NDList inputs = new NDList(x);
        frames.ifPresent(mask -> inputs.add(mask.scores()));
        x = layer.forward(store, inputs, training).singletonOrThrow();
      }
      hidden.add(x);
    }
    if (settings.preNorm() && last == layers.size()) {
      hidden.set(last, Parts.apply(norm, store, x, training));
    }
    return hidden;
  }

  private NDArray embed(
      ParameterStore store, NDArray projected, Optional<FrameMask> frames, boolean training) {
    NDArray x = frames.isPresent() ? projected.mul(frames.get().valid()) : projected;
    x = x.add(Parts.apply(positions, store, x, training));
    if (!settings.preNorm()) {
      x = Parts.apply(norm, store, x, training);
    }
    return Parts.dropout(x, settings.dropouts().hidden(), training);
  }

  /** Layer drop (Fan et al. 2020), from the engine's random numbers. */
  private boolean isDropped(NDManager manager) {
    double share = settings.dropouts().layer();
    return share > 0 && manager.randomUniform(0, 1, new Shape(1)).getFloat() < share;
  }

  /** Freezes the positional convolution, the first layers, and the norm if it is among them. */
  void freeze(int number) {
    positions.freezeParameters(true);
    if (!settings.preNorm() || number == layers.size()) { // pre-LN: behind the last layer
      norm.freezeParameters(true);
    }
    layers.subList(0, number).forEach(layer -> layer.freezeParameters(true));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    return new NDList(
        hiddenStates(store, inputs.singletonOrThrow(), Optional.empty(), layers.size(), training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return Collections.nCopies(layers.size() + 1, shapes[0]).toArray(new Shape[0]);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    Shape x = new Shape(1, 1, settings.hidden());
    positions.initialize(manager, type, x);
    Parts.initialise(norm, manager, type, settings.hidden());
    layers.forEach(layer -> layer.initialize(manager, type, x));
  }
}
