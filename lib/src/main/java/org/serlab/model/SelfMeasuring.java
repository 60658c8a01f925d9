package org.serlab.model;

import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import java.util.Map;

/** A network that tells how it works inside; training writes what it tells down for every epoch. */
public interface SelfMeasuring {
  /**
   * @param store parameters
   * @param inputs a batch, as the forward pass gets it
   * @return finite numbers by name, measured in inference mode
   */
  Map<String, Double> measures(ParameterStore store, NDList inputs);
}
