package org.serlab.model.start;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Map;
import org.serlab.model.NetworkFactory;
import org.serlab.nn.ChannelsLast;
import org.serlab.nn.HalvedFrames;
import org.serlab.nn.HyperParameters;

/**
 * A small convolutional network on a log-mel spectrogram, our own, to begin with: stages of
 * convolution, batch normalisation, ReLU and max pooling, then the mean over time and a linear
 * layer.
 *
 * <p>N utterances, M mel bands (rows), T frames (columns), C classes. Utterances may differ in
 * length: frames beyond an utterance's end take no part in the mean.
 */
public final class StartNetwork extends AbstractBlock {
  private final Block stages;
  private final HalvedFrames frames;
  private final Block head;

  /**
   * @param channels number of filters of each stage
   * @param dropout share of the pooled features that training leaves out
   * @param classes number of classes
   */
  public StartNetwork(List<Integer> channels, double dropout, int classes) {
    SequentialBlock convolutions = new SequentialBlock();
    convolutions.add(BatchNorm.builder().build()); // brings decibels to a common scale
    for (int filters : channels) {
      convolutions.add(stage(filters));
    }
    stages = addChildBlock("stages", convolutions);
    frames = new HalvedFrames(channels.size(), 2);
    head =
        addChildBlock(
            "head",
            new SequentialBlock()
                .add(Dropout.builder().optRate((float) dropout).build())
                .add(Linear.builder().setUnits(classes).build()));
  }

  private static Block stage(int filters) {
    return new SequentialBlock()
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(filters)
                .build())
        .add(BatchNorm.builder().build())
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> more) {
    NDArray x = ChannelsLast.of(frames.filled(inputs.get(0)).expandDims(1)); // (N, 1, M, T)
    x = stages.forward(store, new NDList(x), training).singletonOrThrow(); // (N, F, M', T')
    x = x.reshape(x.getShape().get(0), -1, x.getShape().get(3)); // (N, F M', T')
    x = inputs.size() == 1 ? x.mean(new int[] {2}) : frames.mean(x, inputs.get(1)); // (N, F M')
    return head.forward(store, new NDList(x), training); // (N, C)
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape map = new Shape(inputs[0].get(0), 1, inputs[0].get(1), inputs[0].get(2));
    stages.initialize(manager, type, map);
    head.initialize(manager, type, pooled(map));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape map = new Shape(inputs[0].get(0), 1, inputs[0].get(1), inputs[0].get(2));
    return head.getOutputShapes(new Shape[] {pooled(map)});
  }

  private Shape pooled(Shape map) {
    Shape features = stages.getOutputShapes(new Shape[] {map})[0];
    return new Shape(features.get(0), features.get(1) * features.get(2));
  }

  /** Makes it from hyper-parameters: {@code channels} and {@code dropout}. */
  public static final class Factory implements NetworkFactory {
    @Override
    public Block create(HyperParameters settings, int rows, int columns, int classes) {
      return new StartNetwork(settings.counts("channels"), settings.number("dropout", 1), classes);
    }

    @Override
    public Map<String, Object> defaults() {
      return Map.of("channels", List.of(16, 32, 64), "dropout", 0.3);
    }
  }
}
