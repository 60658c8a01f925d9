package org.serlab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;

/** A network that can show what its output layer gets: a point per utterance, to be looked at. */
public interface Embedding {
  /**
   * @param store parameters
   * @param inputs a batch, as the forward pass gets it in prediction
   * @return (N, D), in inference mode
   */
  NDArray embeddings(ParameterStore store, NDList inputs);
}
