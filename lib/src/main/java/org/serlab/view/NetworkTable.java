package org.serlab.view;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.LinkedHashMap;
import java.util.Map;
import org.serlab.model.Networks;
import org.serlab.nn.Torch;
import org.serlab.trial.Condition;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Numbers of parameters, by part of a network and by condition of an experiment. */
public final class NetworkTable {
  private NetworkTable() {}

  /**
   * @param condition one that trains a network
   * @param rows rows of its features; of a sequence any number
   * @param columns columns of its features
   * @param classes number of classes
   * @return trainable parameters of each part
   */
  public static Table parts(Condition condition, int rows, int columns, int classes) {
    Map<String, Long> parts = count(condition, rows, columns, classes);
    return Table.create(
        "Parameters of " + condition.name(),
        StringColumn.create("part", parts.keySet()),
        LongColumn.create(
            "parameters", parts.values().stream().mapToLong(Long::longValue).toArray()));
  }

  private static Map<String, Long> count(Condition condition, int rows, int columns, int classes) {
    Torch.prepareThread();
    try (NDManager manager = NDManager.newBaseManager()) {
      Block network = Networks.of(condition.hyperParameters(), rows, columns, classes);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, rows, columns));
      Map<String, Long> parts = new LinkedHashMap<>();
      for (Pair<String, Block> child : network.getChildren()) {
        parts.put(child.getKey().replaceFirst("^[0-9]+", ""), parameters(child.getValue()));
      }
      parts.put("all", parameters(network));
      return parts;
    }
  }

  private static long parameters(Block block) {
    long parameters = 0;
    for (Pair<String, Parameter> parameter : block.getParameters()) {
      if (parameter.getValue().requiresGradient()) {
        parameters += parameter.getValue().getArray().size();
      }
    }
    return parameters;
  }
}
