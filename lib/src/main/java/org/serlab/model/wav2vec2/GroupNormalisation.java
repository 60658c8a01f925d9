package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import org.serlab.nn.TorchScript;

/**
 * Group normalisation (Wu and He 2018) with as many groups as channels: each channel of each
 * utterance gets mean 0 and variance 1 over time, then a scale and an offset. Epsilon 1e-5. (B, C,
 * T) keeps its shape.
 *
 * <p>The statistics are taken over the whole time axis, padding included: a padded batch does not
 * give what its utterances give one by one.
 */
public final class GroupNormalisation extends AbstractBlock {
  private static final class Holder {
    static final TorchScript NORM =
        TorchScript.of(
            "x: Tensor, w: Tensor, b: Tensor", "torch.group_norm(x, torch.size(x, 1), w, b, 1e-5)");
  }

  private final Parameter weight;
  private final Parameter bias;

  /**
   * @param channels C
   */
  public GroupNormalisation(int channels) {
    weight = addParameter(parameter("weight", Parameter.Type.GAMMA, channels, Initializer.ONES));
    bias = addParameter(parameter("bias", Parameter.Type.BETA, channels, Initializer.ZEROS));
  }

  private static Parameter parameter(
      String name, Parameter.Type type, int channels, Initializer initializer) {
    return Parameter.builder()
        .setName(name)
        .setType(type)
        .optShape(new Shape(channels))
        .optInitializer(initializer)
        .build();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray x = inputs.singletonOrThrow();
    NDArray w = store.getValue(weight, x.getDevice(), training);
    NDArray b = store.getValue(bias, x.getDevice(), training);
    return new NDList(Holder.NORM.apply(x, w, b));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return inputs;
  }
}
