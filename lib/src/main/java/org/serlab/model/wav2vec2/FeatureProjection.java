package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * From the encoder's width to the transformer's: layer normalisation, linear layer, dropout. (B, T,
 * C) gives two arrays: what the linear layer makes of it (B, T, H), and the normalised latent
 * representations themselves (B, T, C), which the quantiser gets.
 */
public final class FeatureProjection extends AbstractBlock {
  private final Wav2Vec2Settings settings;
  private final LayerNorm norm;
  private final Linear projection;

  /**
   * @param settings of the network
   */
  public FeatureProjection(Wav2Vec2Settings settings) {
    this.settings = settings;
    norm = addChildBlock("layer_norm", Parts.layerNorm(settings.epsilon()));
    projection = addChildBlock("projection", Parts.linear(settings.hidden()));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray normalised = Parts.apply(norm, store, inputs.singletonOrThrow(), training);
    NDArray projected = Parts.apply(projection, store, normalised, training);
    double share = settings.dropouts().projection();
    return new NDList(Parts.dropout(projected, share, training), normalised);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    Shape in = shapes[0];
    return new Shape[] {new Shape(in.get(0), in.get(1), settings.hidden()), in};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    Parts.initialise(norm, manager, type, settings.convolutions().last());
    Parts.initialise(projection, manager, type, settings.convolutions().last());
  }
}
