package org.serlab.nn;

import ai.djl.ndarray.NDArray;

/**
 * Lays images out with the channels innermost, which the engine's CPU kernels for convolution and
 * pooling run much faster on (about 1.6 times for a whole step). Shapes and values stay as they
 * are, and later operations keep the layout, so it suffices to pass the input of a network through
 * once.
 */
public final class ChannelsLast {
  // A clone: asking for contiguous memory does nothing to an array with one channel, which counts
  // as
  // contiguous in both layouts, and leaves the largest layers slow.
  private static final class Holder {
    static final TorchScript CLONE = TorchScript.of("x: Tensor", "torch.clone(x, memory_format=2)");
  }

  private ChannelsLast() {}

  /**
   * @param images (N, C, H, W)
   * @return the same values, laid out as (N, H, W, C)
   */
  public static NDArray of(NDArray images) {
    return Holder.CLONE.apply(images);
  }
}
