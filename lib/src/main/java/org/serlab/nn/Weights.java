package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.serlab.SerlabException;

/** A network's weights by name: all of them, statistics of batch normalisation included. */
public final class Weights {
  private Weights() {}

  /**
   * @param network an initialised network
   * @return its arrays, the network's own, in its order, by the stable names of {@link
   *     Block#getParameters()}
   */
  public static Map<String, NDArray> of(Block network) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    for (Pair<String, Parameter> entry : network.getParameters()) {
      weights.put(entry.getKey(), entry.getValue().getArray());
    }
    return weights;
  }

  /** Number of trainable parameters. */
  public static long count(Block network) {
    return Gradients.parameters(network).values().stream()
        .mapToLong(parameter -> parameter.getShape().size())
        .sum();
  }

  /**
   * Copies values from one set of weights into another.
   *
   * @param from weights by name
   * @param to arrays that are overwritten
   * @throws SerlabException if names, shapes or types differ
   */
  public static void copy(Map<String, NDArray> from, Map<String, NDArray> to) {
    if (from.size() != to.size()) {
      throw new SerlabException(
          "The weights are of another network: %d arrays where this one has %d."
              .formatted(from.size(), to.size()));
    }
    to.forEach((name, array) -> copy(name, from.get(name), array));
  }

  private static void copy(String name, NDArray from, NDArray to) {
    if (from == null
        || !from.getShape().equals(to.getShape())
        || from.getDataType() != to.getDataType()) {
      throw new SerlabException(
          "The weights are of another network: %s is %s where this one has %s of %s."
              .formatted(
                  name,
                  from == null ? "missing" : from.getShape() + " of " + from.getDataType(),
                  to.getShape(),
                  to.getDataType()));
    }
    assign(to, from);
  }

  /**
   * Copies values within the engine. (DJL's {@code copyTo} goes through Java, and leaves the array
   * in memory that Java owns.)
   *
   * @param to array that is overwritten
   * @param from array of the same shape and type, on the same device
   */
  static void assign(NDArray to, NDArray from) {
    to.set(new NDIndex(":"), from);
  }

  /**
   * Copies the weights of a file into an initialised network.
   *
   * @param file holds exactly the network's weights
   * @throws SerlabException if the file cannot be read or is of another network
   */
  public static void load(Path file, Block network) {
    Map<String, NDArray> weights = of(network);
    NDManager manager = weights.values().iterator().next().getManager();
    try (Safetensors opened = Safetensors.open(file);
        NDManager scope = manager.newSubManager()) {
      copy(opened.arrays(scope), weights);
    }
  }

  /**
   * @param file what to write
   * @param network an initialised network
   * @param metadata free text by name; may be empty
   */
  public static void save(Path file, Block network, Map<String, String> metadata) {
    Safetensors.write(file, of(network), metadata);
  }
}
