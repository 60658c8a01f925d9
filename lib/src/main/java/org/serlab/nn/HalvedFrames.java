package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Utterances of different lengths in a network that halves its frames several times by pooling.
 *
 * @param halvings how often
 * @param axis along which the frames lie: 1 for (N, T, D), 2 for (N, D, T)
 */
public record HalvedFrames(int halvings, int axis) {
  /**
   * Zeros after what is too short for all halvings, as after the shorter ones of a batch.
   *
   * @param x what the network gets, T frames
   * @return at least as many frames as make one in the end
   */
  public NDArray filled(NDArray x) {
    long lacking = (1L << halvings) - x.getShape().get(axis);
    if (lacking <= 0) {
      return x;
    }
    long[] zeros = x.getShape().getShape().clone();
    zeros[axis] = lacking;
    return x.concat(x.getManager().zeros(new Shape(zeros)), axis);
  }

  /**
   * The mean over the halved frames that an utterance has.
   *
   * @param x (N, T', D) or (N, D, T')
   * @param lengths (N), frames before the halvings
   * @return (N, D)
   */
  public NDArray mean(NDArray x, NDArray lengths) {
    NDArray frames = lengths.div(1 << halvings).floor().maximum(1).expandDims(1); // (N, 1)
    NDArray position = x.getManager().arange((float) x.getShape().get(axis)); // (T')
    NDArray mask = position.lt(frames).toType(DataType.FLOAT32, false); // (N, T')
    return x.mul(mask.expandDims(3 - axis)).sum(new int[] {axis}).div(frames);
  }
}
