package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
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
    requireSameNumber(from.size(), to.size());
    to.forEach((name, array) -> copy(name, from.get(name), array));
  }

  private static void requireSameNumber(int from, int to) {
    if (from != to) {
      throw new SerlabException(
          "The weights are of another network: %d arrays where this one has %d."
              .formatted(from, to));
    }
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
  public static void assign(NDArray to, NDArray from) {
    to.set(new NDIndex(":"), from);
  }

  /**
   * Overwrites an array of single precision.
   *
   * @param array what is filled, row after row
   * @param value gives one element after the other
   */
  public static void fill(NDArray array, DoubleSupplier value) {
    float[] values = new float[Math.toIntExact(array.getShape().size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value.getAsDouble();
    }
    try (NDArray filled = array.getManager().create(values, array.getShape())) {
      assign(array, filled);
    }
  }

  /**
   * Copies into parameters what a file has for them, one array after the other, so that no second
   * copy of the whole is made. Arrays of half, brain and double precision are converted.
   *
   * @param file the weights
   * @param names from a name in the file to one in the network; a name that the network does not
   *     have makes the array an unexpected one
   * @param parameters initialised, single precision, by the network's names
   * @return what was loaded and what was not
   */
  public static LoadReport load(
      WeightFile file, UnaryOperator<String> names, Map<String, Parameter> parameters) {
    List<String> loaded = new ArrayList<>();
    List<String> unexpected = new ArrayList<>();
    List<LoadReport.Misshapen> misshapen = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>(parameters.keySet());
    for (String inFile : file.names()) {
      String name = names.apply(inFile);
      Parameter parameter = parameters.get(name);
      if (parameter == null || !missing.remove(name)) {
        unexpected.add(inFile);
      } else if (!parameter.getShape().equals(file.shape(inFile))) {
        misshapen.add(new LoadReport.Misshapen(name, file.shape(inFile), parameter.getShape()));
      } else {
        copy(file, inFile, parameter.getArray());
        loaded.add(name);
      }
    }
    return new LoadReport(file.file(), loaded, List.copyOf(missing), unexpected, misshapen);
  }

  private static void copy(WeightFile file, String name, NDArray to) {
    if (to.getShape().size() == 0) {
      return;
    }
    ByteBuffer bytes = file.bytes(name);
    // Only read from here, so that the mapped bytes can be used in place.
    try (NDManager scope = to.getManager().newSubManager()) {
      NDArray mapped = scope.create(bytes, file.shape(name), file.type(name));
      assign(to, mapped.toType(DataType.FLOAT32, false));
    } finally {
      MappedBytes.release(bytes);
    }
  }

  /**
   * Copies the weights of a file into an initialised network, one array after the other.
   *
   * @param file holds exactly the network's weights
   * @throws SerlabException if the file cannot be read or is of another network
   */
  public static void load(Path file, Block network) {
    Map<String, NDArray> weights = of(network);
    NDManager manager = weights.values().iterator().next().getManager();
    try (Safetensors opened = Safetensors.open(file)) {
      requireSameNumber(opened.names().size(), weights.size());
      weights.forEach(
          (name, array) -> {
            try (NDManager scope = manager.newSubManager()) {
              boolean there = opened.names().contains(name);
              copy(name, there ? opened.array(scope, name) : null, array);
            }
          });
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
