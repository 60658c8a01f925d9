package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.serlab.nn.TorchScript;

/**
 * A grouped convolution over time whose weight is normalised (Salimans and Kingma 2016), for each
 * position k of the kernel by itself: {@code w[:, :, k] = g[k] v[:, :, k] / |v[:, :, k]|}. With K /
 * 2 frames of zeros on both sides (B, H, T) keeps its shape, or gains a frame if the kernel K is
 * even.
 */
public final class WeightNormalisedConvolution extends AbstractBlock {
  /** By padding and groups; modules are never freed, so networks share them. */
  private static final Map<String, TorchScript> KNOWN = new ConcurrentHashMap<>();

  private final int kernel;
  private final Parameter bias;
  private final Parameter magnitude;
  private final Parameter direction;
  private final TorchScript convolution;

  /**
   * @param width H, channels in and out
   * @param kernel K
   * @param groups divide H
   */
  public WeightNormalisedConvolution(int width, int kernel, int groups) {
    this.kernel = kernel;
    bias = addParameter(parameter("bias", Parameter.Type.BIAS, new Shape(width)));
    magnitude = addParameter(parameter("weight_g", Parameter.Type.OTHER, new Shape(1, 1, kernel)));
    direction =
        addParameter(
            parameter("weight_v", Parameter.Type.WEIGHT, new Shape(width, width / groups, kernel)));
    String arguments = "[1], [%d], [1], %d".formatted(kernel / 2, groups);
    convolution = KNOWN.computeIfAbsent(arguments, WeightNormalisedConvolution::script);
  }

  private static TorchScript script(String arguments) {
    return TorchScript.ofBody(
        "x: Tensor, v: Tensor, g: Tensor, b: Tensor",
        "w = torch._weight_norm(v, g, 2)",
        "return torch.conv1d(x, w, b, " + arguments + ")");
  }

  private static Parameter parameter(String name, Parameter.Type type, Shape shape) {
    return Parameter.builder()
        .setName(name)
        .setType(type)
        .optShape(shape)
        .optInitializer(type == Parameter.Type.BIAS ? Initializer.ZEROS : Initializer.ONES)
        .build();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray x = inputs.singletonOrThrow();
    NDArray v = store.getValue(direction, x.getDevice(), training);
    NDArray g = store.getValue(magnitude, x.getDevice(), training);
    NDArray b = store.getValue(bias, x.getDevice(), training);
    return new NDList(convolution.apply(x, v, g, b));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    Shape x = shapes[0];
    return new Shape[] {new Shape(x.get(0), x.get(1), x.get(2) + 1 - kernel % 2)};
  }
}
