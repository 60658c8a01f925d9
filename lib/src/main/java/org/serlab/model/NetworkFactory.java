package org.serlab.model;

import ai.djl.nn.Block;
import java.util.Map;
import org.serlab.nn.HyperParameters;

/**
 * Makes a network. Implement it in a file of your own, with a constructor without arguments, and
 * name the file in a condition as {@code network: file:PATH} to train your own network beside the
 * others.
 *
 * <p>The block gets a list of arrays: features (N, rows, columns) and, where utterances differ in
 * size, their lengths (N) along the axis that varies, as 32-bit floats; shorter ones are filled up
 * with zeros at the end. It gives logits (N, classes). Training uses its training mode, prediction
 * one utterance at a time (N = 1, no filling).
 *
 * <p>Training is DJL's labelled forward pass, so that a layer may learn from the labels (N), such
 * as {@link org.serlab.nn.DeepWccn}; a second array that it gives, if it has no axes, is a loss of
 * the network's own and added to the cross entropy. A block may also be {@link Preparing}, {@link
 * Starting} or {@link SelfMeasuring}.
 */
@FunctionalInterface
public interface NetworkFactory {
  /**
   * @param settings the condition's hyper-parameters, among them all of {@link #defaults()}
   * @param inputRows rows of the features; 0 where they vary
   * @param inputColumns columns of the features; 0 where they vary
   * @param classes number of classes
   * @return a network, not yet initialised
   */
  Block create(HyperParameters settings, int inputRows, int inputColumns, int classes);

  /** The network's own hyper-parameters with their defaults. */
  default Map<String, Object> defaults() {
    return Map.of();
  }

  /**
   * The network's own hyper-parameters with their defaults, where some follow from others.
   *
   * @param given hyper-parameters that differ from the defaults
   */
  default Map<String, Object> defaults(Map<String, Object> given) {
    return defaults();
  }
}
