package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.Optional;

/**
 * The quantisation module (section 2 of Baevski et al. 2020): of each of G codebooks the entry with
 * the highest logit, the entries joined. (B, T, C) becomes (B, T, D), D = the joined width.
 *
 * <p>In training the choice is that of a Gumbel softmax (Jang et al. 2016), {@code y = softmax((l +
 * n) / τ)} with Gumbel noise n: one entry forward, the gradient of y backward. Otherwise it is the
 * highest logit's, and no gradient reaches the logits.
 */
public final class GumbelQuantiser extends AbstractBlock {
  private final Wav2Vec2Settings settings;
  private final Parameter codevectors;
  private final Linear scoring;

  /**
   * @param settings of the network
   */
  public GumbelQuantiser(Wav2Vec2Settings settings) {
    this.settings = settings;
    Wav2Vec2Settings.Quantisation q = settings.quantisation();
    codevectors =
        addParameter(
            Parameter.builder()
                .setName("codevectors")
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(1, q.groups() * q.entries(), q.width() / q.groups()))
                .optInitializer(Initializer.ZEROS)
                .build());
    scoring = addChildBlock("weight_proj", Parts.linear(q.groups() * q.entries()));
  }

  /**
   * What comes out.
   *
   * @param vectors (B, T, D)
   * @param logits (B, T, G, V)
   * @param codes the chosen entries, (B, T, G) row after row
   */
  public record Quantised(NDArray vectors, NDArray logits, long[] codes) {}

  /**
   * @param store parameters
   * @param features normalised latent representations (B, T, C)
   * @param temperature τ, of training alone
   * @param noise Gumbel noise (B, T, G, V); drawn from the engine's random numbers if empty, and of
   *     training alone
   * @param training whether the choice is random and lets gradients through
   */
  public Quantised quantise(
      ParameterStore store,
      NDArray features,
      double temperature,
      Optional<NDArray> noise,
      boolean training) {
    Wav2Vec2Settings.Quantisation q = settings.quantisation();
    long batch = features.getShape().get(0);
    NDArray x = Parts.dropout(features, settings.dropouts().quantiser(), training);
    NDArray logits =
        Parts.apply(scoring, store, x, training).reshape(batch, -1, q.groups(), q.entries());
    NDArray chosen; // (B, T, G, V), 1 at the chosen entry
    NDArray codes; // (B, T, G)
    if (training) {
      NDArray n = noise.orElseGet(() -> noise(features.getManager(), logits.getShape()));
      NDArray y = logits.add(n).div(temperature).softmax(-1);
      codes = y.argMax(-1);
      chosen = codes.oneHot(q.entries()).sub(y.stopGradient()).add(y);
    } else {
      codes = logits.argMax(-1);
      chosen = codes.oneHot(q.entries());
    }
    NDArray entries =
        store
            .getValue(codevectors, features.getDevice(), training)
            .reshape(q.groups(), q.entries(), -1); // (G, V, D / G)
    NDArray perGroup =
        chosen.reshape(-1, q.groups(), q.entries()).transpose(1, 0, 2).batchMatMul(entries);
    NDArray vectors = perGroup.transpose(1, 0, 2).reshape(batch, -1, q.width());
    return new Quantised(vectors, logits, codes.toLongArray());
  }

  /** {@code -log(E)} with E exponential: a standard Gumbel distribution. */
  private static NDArray noise(NDManager manager, Shape shape) {
    NDArray uniform = manager.randomUniform(Float.MIN_NORMAL, 1, shape);
    return uniform.log().neg().maximum(Float.MIN_NORMAL).log().neg();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    return new NDList(
        quantise(store, inputs.singletonOrThrow(), 1, Optional.empty(), training).vectors());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    int width = settings.quantisation().width();
    return new Shape[] {new Shape(shapes[0].get(0), shapes[0].get(1), width)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    Parts.initialise(scoring, manager, type, settings.convolutions().last());
  }
}
