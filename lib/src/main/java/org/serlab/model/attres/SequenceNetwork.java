package org.serlab.model.attres;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.LayoutType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;
import org.serlab.nn.HalvedFrames;

/**
 * The baselines "CNN" and "LSTM+CNN" of the paper's Table 2, on sequences of MFCC. The paper names
 * neither their layers nor their features beyond that they are not spectrograms: both designs are
 * ours.
 *
 * <p>N utterances, T frames (rows), D coefficients (columns): two stages of convolution over time
 * (64 and 128 filters of 5 frames), normalisation, ReLU and halving of the frame rate; for
 * "LSTM+CNN" an LSTM of 64 units over what they give; then the mean over the frames that an
 * utterance has, and a fully connected layer.
 *
 * <p>The zeros that fill up the shorter utterances of a batch are left out of that mean, but not of
 * the normalisations: in training they count there like frames.
 */
public final class SequenceNetwork extends AbstractBlock {
  private static final HalvedFrames FRAMES = new HalvedFrames(2, 1);
  private static final int UNITS = 64;

  private final SequentialBlock stages;
  private final Optional<LSTM> recurrent;
  private final Linear classes;

  /**
   * @param withLstm whether an LSTM follows the convolutions
   * @param classes number of emotions
   */
  public SequenceNetwork(boolean withLstm, int classes) {
    SequentialBlock convolutions =
        new SequentialBlock()
            .add(BatchNorm.builder().build()); // brings coefficients to a common scale
    for (int filters : new int[] {64, 128}) {
      convolutions
          .add(
              Conv1d.builder()
                  .setFilters(filters)
                  .setKernelShape(new Shape(5))
                  .optPadding(new Shape(2))
                  .build())
          .add(BatchNorm.builder().build())
          .add(Activation.reluBlock())
          .add(Pool.maxPool1dBlock(new Shape(2), new Shape(2)));
    }
    stages = addChildBlock("stages", convolutions);
    recurrent =
        withLstm
            ? Optional.of(
                addChildBlock(
                    "recurrent",
                    LSTM.builder()
                        .setStateSize(UNITS)
                        .setNumLayers(1)
                        .optBatchFirst(true)
                        .optReturnState(false)
                        .build()))
            : Optional.empty();
    this.classes = addChildBlock("classes", Linear.builder().setUnits(classes).build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray x = FRAMES.filled(inputs.get(0)).transpose(0, 2, 1); // (N, D, T)
    x = stages.forward(store, new NDList(x), training).singletonOrThrow(); // (N, 128, T / 4)
    x = x.transpose(0, 2, 1); // (N, T / 4, 128)
    if (recurrent.isPresent()) {
      x = recurrent.get().forward(store, new NDList(x), training).get(0); // (N, T / 4, 64)
    }
    x = inputs.size() == 1 ? x.mean(new int[] {1}) : FRAMES.mean(x, inputs.get(1));
    return classes.forward(store, new NDList(x), training); // (N, classes)
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape in = inputs[0];
    Shape x = new Shape(in.get(0), in.get(2), in.get(1));
    stages.initialize(manager, type, x);
    x = stages.getOutputShapes(new Shape[] {x})[0];
    long features = x.get(1);
    if (recurrent.isPresent()) {
      Shape sequence =
          new Shape(
              new long[] {x.get(0), x.get(2), x.get(1)},
              new LayoutType[] {LayoutType.BATCH, LayoutType.TIME, LayoutType.CHANNEL});
      recurrent.get().initialize(manager, type, sequence);
      features = UNITS;
    }
    classes.initialize(manager, type, new Shape(x.get(0), features));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return classes.getOutputShapes(new Shape[] {new Shape(inputs[0].get(0), UNITS)});
  }
}
