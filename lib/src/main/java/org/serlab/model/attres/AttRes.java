package org.serlab.model.attres;

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
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.serlab.model.SelfMeasuring;
import org.serlab.nn.ChannelsLast;

/**
 * The six networks of the paper's ablation (figures 5 to 8): three stages, global average pooling,
 * a fully connected layer whose softmax gives the class probabilities. They differ in where a stage
 * is a Block-A instead of a Block, and in one attention layer before the global average.
 *
 * <p>Spectrograms (B, 128, 128), with one channel (B, 1, 128, 128), become (B, 32, 64, 64), (B, 64,
 * 16, 16), (B, 128, 4, 4), then (B, 128), then (B, classes) logits.
 *
 * <p>"15 layers": nine 3 x 3 convolutions, two 1 x 1 convolutions of the attention, three maximum
 * poolings and the fully connected layer of att-Res make 15, the global average not counted. The
 * paper does not say what it counts, and other sums give 15 too, so this is our reading.
 */
public final class AttRes extends AbstractBlock implements SelfMeasuring {
  private static final int[] CHANNELS = {32, 64, 128};

  /**
   * The rows of Table 1: which of the three stages attend, and whether attention stands before the
   * global average.
   */
  public enum Variant {
    /** Three Blocks. */
    ATT_RES0("att-Res0", "", false),
    /** Three Blocks, then spatial attention. */
    ATT_RES0_ATT("att-Res0+att", "", true),
    /** One Block-A. Its place is lost with figure 7; the third stage mirrors att-Res0+att. */
    ATT_RES1("att-Res1", "3", false),
    /**
     * Two Block-A, not as deep as in att-Res. Of the two orders left open by figure 7 this is the
     * shallower.
     */
    ATT_RES2("att-Res2", "12", false),
    /** Block, Block-A, Block-A: the proposed network. */
    ATT_RES("att-Res", "23", false),
    /** Three Block-A. */
    ATT_RES3("att-Res3", "123", false);

    private final String row;
    private final String attending;
    private final boolean attentionAtEnd;

    Variant(String row, String attending, boolean attentionAtEnd) {
      this.row = row;
      this.attending = attending;
      this.attentionAtEnd = attentionAtEnd;
    }

    /** The row's name in Table 1. */
    public String row() {
      return row;
    }
  }

  private final List<SequentialBlock> entries = new ArrayList<>();
  private final List<Residual> residuals = new ArrayList<>();
  private final Optional<SpatialAttention> last;
  private final Block average = Pool.globalAvgPool2dBlock();
  private final Linear classes;

  /**
   * @param variant row of Table 1
   * @param rescaled whether attention weights are multiplied by the number of positions, see {@link
   *     SpatialAttention}
   * @param classes number of emotions
   */
  public AttRes(Variant variant, boolean rescaled, int classes) {
    for (int stage = 1; stage <= CHANNELS.length; stage++) {
      int channels = CHANNELS[stage - 1];
      boolean attends = variant.attending.contains(String.valueOf(stage));
      entries.add(addChildBlock("entry" + stage, entry(channels, stage == 1 ? 1 : 2)));
      residuals.add(
          addChildBlock(
              "residual" + stage,
              new Residual(
                  channels,
                  attends ? Optional.of(new SpatialAttention(rescaled)) : Optional.empty())));
    }
    last = variant.attentionAtEnd ? Optional.of(new SpatialAttention(rescaled)) : Optional.empty();
    last.ifPresent(block -> addChildBlock("attention", block));
    this.classes = addChildBlock("classes", Linear.builder().setUnits(classes).build());
  }

  /** First part of a Block or Block-A: convolution, normalisation, ReLU, 2 x 2 maximum pooling. */
  private static SequentialBlock entry(int channels, int stride) {
    return new SequentialBlock()
        .add(convolution(channels, stride))
        .add(normalisation())
        .add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
  }

  /** 3 x 3 convolution. */
  static Conv2d convolution(int channels, int stride) {
    return convolution(channels, 3, stride);
  }

  /** The normalisation behind it makes a bias void. */
  static Conv2d convolution(int channels, int kernel, int stride) {
    return Conv2d.builder()
        .setFilters(channels)
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .optBias(false)
        .build();
  }

  /**
   * Batch normalisation that keeps nine tenths of its running statistics, as PyTorch's default
   * does.
   */
  static BatchNorm normalisation() {
    return BatchNorm.builder().build();
  }

  /**
   * The forward pass as far as the residual blocks, with their intermediate results.
   *
   * @param store parameters
   * @param spectrograms (B, 128, 128), one grey channel
   * @param training whether this is training
   * @return one trace per stage
   */
  public List<Residual.Trace> traces(ParameterStore store, NDArray spectrograms, boolean training) {
    List<Residual.Trace> traces = new ArrayList<>();
    NDArray x = ChannelsLast.of(spectrograms.expandDims(1)); // (B, 1, 128, 128)
    for (int stage = 0; stage < entries.size(); stage++) {
      x = entries.get(stage).forward(store, new NDList(x), training).singletonOrThrow();
      traces.add(residuals.get(stage).trace(store, x, training));
      x = traces.get(stage).output();
    }
    return traces;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    List<Residual.Trace> traces = traces(store, inputs.get(0), training);
    NDList x = new NDList(traces.get(traces.size() - 1).output()); // (B, 128, 4, 4)
    if (last.isPresent()) {
      x = last.get().forward(store, x, training);
    }
    x = average.forward(store, x, training); // (B, 128)
    return classes.forward(store, x, training); // (B, classes)
  }

  /** How open each stage's residual branch is: {@code branch/skip 1} to {@code branch/skip 3}. */
  @Override
  public Map<String, Double> measures(ParameterStore store, NDList inputs) {
    Map<String, Double> measures = new LinkedHashMap<>();
    for (Residual.Trace trace : traces(store, inputs.get(0), false)) {
      measures.put("branch/skip " + (measures.size() + 1), trace.branchToSkip());
    }
    return measures;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {
      new Shape(
          inputShapes[0].get(0), classes.getOutputShapes(new Shape[] {new Shape(1, 1)})[0].get(1))
    };
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape in = inputs[0];
    Shape[] shapes = {new Shape(in.get(0), 1, in.get(1), in.get(2))};
    for (int stage = 0; stage < entries.size(); stage++) {
      entries.get(stage).initialize(manager, type, shapes);
      shapes = entries.get(stage).getOutputShapes(shapes);
      residuals.get(stage).initialize(manager, type, shapes);
    }
    for (SpatialAttention block : last.stream().toList()) {
      block.initialize(manager, type, shapes);
    }
    classes.initialize(manager, type, new Shape(shapes[0].get(0), shapes[0].get(1)));
  }
}
