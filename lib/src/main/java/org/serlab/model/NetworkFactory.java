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
}
