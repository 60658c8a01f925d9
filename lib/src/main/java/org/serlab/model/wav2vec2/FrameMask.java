package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Which frames of a padded batch are within their utterance.
 *
 * @param lengths frames per utterance
 * @param valid (B, T, 1), 1 within and 0 beyond, single precision
 * @param scores (B, 1, 1, T), what is added to attention scores: 0 within, the lowest number beyond
 */
public record FrameMask(int[] lengths, NDArray valid, NDArray scores) {
  /**
   * @param manager owner of the arrays
   * @param lengths frames per utterance
   * @param frames T, of the padded batch
   */
  public static FrameMask of(NDManager manager, int[] lengths, int frames) {
    float[] valid = new float[lengths.length * frames];
    float[] scores = new float[valid.length];
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < frames; t++) {
        boolean within = t < lengths[b];
        valid[b * frames + t] = within ? 1 : 0;
        scores[b * frames + t] = within ? 0 : -Float.MAX_VALUE;
      }
    }
    return new FrameMask(
        lengths,
        manager.create(valid, new Shape(lengths.length, frames, 1)),
        manager.create(scores, new Shape(lengths.length, 1, 1, frames)));
  }
}
