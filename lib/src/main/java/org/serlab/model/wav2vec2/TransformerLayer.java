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

/**
 * One transformer layer, attention then feed-forward, each with a residual connection. Layer
 * normalisation stands after each sum (post-LN, base): {@code x = N1(x + attention(x)); x = N2(x +
 * feedForward(x))}; or before each part (pre-LN, "stable", XLSR-53): {@code x = x +
 * attention(N1(x)); x = x + feedForward(N2(x))}. Inputs as {@link SelfAttention}; (B, T, H) keeps
 * its shape.
 */
public final class TransformerLayer extends AbstractBlock {
  private final Wav2Vec2Settings settings;
  private final SelfAttention attention;
  private final LayerNorm first;
  private final FeedForward feedForward;
  private final LayerNorm second;

  /**
   * @param settings of the network
   */
  public TransformerLayer(Wav2Vec2Settings settings) {
    this.settings = settings;
    attention = addChildBlock("attention", new SelfAttention(settings));
    first = addChildBlock("layer_norm", Parts.layerNorm(settings.epsilon()));
    feedForward = addChildBlock("feed_forward", new FeedForward(settings));
    second = addChildBlock("final_layer_norm", Parts.layerNorm(settings.epsilon()));
  }

  private NDArray attend(ParameterStore store, NDArray x, NDList inputs, boolean training) {
    NDList attended = inputs.size() > 1 ? new NDList(x, inputs.get(1)) : new NDList(x);
    NDArray y = attention.forward(store, attended, training).singletonOrThrow();
    return Parts.dropout(y, settings.dropouts().hidden(), training);
  }

  private NDArray layer(ParameterStore store, NDList inputs, boolean training) {
    NDArray x = inputs.get(0);
    if (settings.preNorm()) {
      NDArray normalised = Parts.apply(first, store, x, training);
      x = x.add(attend(store, normalised, inputs, training));
      normalised = Parts.apply(second, store, x, training);
      return x.add(Parts.apply(feedForward, store, normalised, training));
    }
    x = Parts.apply(first, store, x.add(attend(store, x, inputs, training)), training);
    NDArray sum = x.add(Parts.apply(feedForward, store, x, training));
    return Parts.apply(second, store, sum, training);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    return new NDList(Parts.freeing(() -> layer(store, inputs, training)));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return new Shape[] {shapes[0]};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    attention.initialize(manager, type, shapes);
    feedForward.initialize(manager, type, shapes);
    Parts.initialise(first, manager, type, settings.hidden());
    Parts.initialise(second, manager, type, settings.hidden());
  }
}
