package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;

/**
 * wav2vec 2.0 with what its pre-training needs: the quantiser, and two projections into the space
 * in which predictions and quantised targets are compared. Its loss is {@link PretrainingLoss}.
 *
 * <p>As a block it takes waveforms as {@link Wav2Vec2} does and gives its predictions (B, T, P),
 * nothing masked. Its parameters carry the names of Hugging Face's {@code Wav2Vec2ForPreTraining}.
 */
public final class PretrainingNetwork extends AbstractBlock {
  private final Wav2Vec2 backbone;
  private final GumbelQuantiser quantiser;
  private final Linear ofContext;
  private final Linear ofQuantised;

  /**
   * @param settings sizes and choices
   */
  public PretrainingNetwork(Wav2Vec2Settings settings) {
    backbone = addChildBlock("wav2vec2", new Wav2Vec2(settings));
    quantiser = addChildBlock("quantizer", new GumbelQuantiser(settings));
    int width = settings.quantisation().projection();
    ofContext = addChildBlock("project_hid", Parts.linear(width));
    ofQuantised = addChildBlock("project_q", Parts.linear(width));
  }

  /** The network without the heads; its weights are this network's. */
  public Wav2Vec2 backbone() {
    return backbone;
  }

  /** Sizes and choices. */
  public Wav2Vec2Settings settings() {
    return backbone.settings();
  }

  /**
   * What the loss compares.
   *
   * @param representations of the batch, its spans masked
   * @param predictions projected contextual representations (B, T, P)
   * @param targets projected quantised representations (B, T, P), of the unmasked latent ones
   * @param quantised what the quantiser chose
   */
  public record Comparison(
      Representations representations,
      NDArray predictions,
      NDArray targets,
      GumbelQuantiser.Quantised quantised) {}

  /**
   * The forward pass.
   *
   * @param store parameters
   * @param waves the batch
   * @param spans what is masked
   * @param temperature of the Gumbel softmax, of training alone
   * @param noise Gumbel noise (B, T, G, V); drawn if empty, of training alone
   * @param training whether dropouts are on and the quantiser's choice is random
   */
  public Comparison compare(
      ParameterStore store,
      Waves waves,
      SpanMask spans,
      double temperature,
      Optional<NDArray> noise,
      boolean training) {
    Representations all = backbone.forward(store, waves, Optional.of(spans), training);
    return compare(store, all, temperature, noise, training);
  }

  /**
   * The heads alone, on representations that are there already, so that one masked forward pass can
   * serve another loss as well.
   *
   * @param store parameters
   * @param all representations of the batch, its spans masked
   * @param temperature of the Gumbel softmax, of training alone
   * @param noise Gumbel noise (B, T, G, V); drawn if empty, of training alone
   * @param training whether the quantiser's choice is random
   */
  public Comparison compare(
      ParameterStore store,
      Representations all,
      double temperature,
      Optional<NDArray> noise,
      boolean training) {
    NDArray predictions = Parts.apply(ofContext, store, all.context(), training);
    GumbelQuantiser.Quantised quantised =
        quantiser.quantise(store, all.normalised(), temperature, noise, training);
    NDArray targets = Parts.apply(ofQuantised, store, quantised.vectors(), training);
    return new Comparison(all, predictions, targets, quantised);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDList hidden = backbone.forward(store, inputs, training);
    NDArray predictions = Parts.apply(ofContext, store, hidden.get(hidden.size() - 1), training);
    return new NDList(predictions);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    Shape hidden = backbone.getOutputShapes(shapes)[0];
    int width = settings().quantisation().projection();
    return new Shape[] {new Shape(hidden.get(0), hidden.get(1), width)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    backbone.initialize(manager, type, shapes);
    quantiser.initialize(manager, type, shapes);
    Parts.initialise(ofContext, manager, type, settings().hidden());
    Parts.initialise(ofQuantised, manager, type, settings().quantisation().width());
  }
}
