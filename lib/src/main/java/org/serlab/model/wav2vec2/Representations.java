package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;

/**
 * What the network makes of a batch. The arrays belong to the manager of the waveforms.
 *
 * @param hidden hidden states in the order of the layers, each (B, T, H): the transformer's input,
 *     then every layer's output; see {@link Transformer} for what is normalised
 * @param latent z, the convolutional encoder's output (B, T, C)
 * @param normalised the same after layer normalisation (B, T, C), which the quantiser gets
 * @param projected the transformer's input before masking (B, T, H)
 * @param frames which frames are within their utterance; empty if the waveforms came without
 *     lengths
 */
public record Representations(
    List<NDArray> hidden,
    NDArray latent,
    NDArray normalised,
    NDArray projected,
    Optional<FrameMask> frames) {
  /** c, the contextual representations: the last hidden state (B, T, H). */
  public NDArray context() {
    return hidden.get(hidden.size() - 1);
  }
}
