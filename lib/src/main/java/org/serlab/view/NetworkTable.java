package org.serlab.view;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.util.Pair;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;
import org.serlab.learn.Learners;
import org.serlab.model.Networks;
import org.serlab.nn.Torch;
import org.serlab.trial.Condition;
import org.serlab.trial.Experiment;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Layers, shapes and numbers of parameters of networks, read from the networks themselves. */
public final class NetworkTable {
  private static final int RATE = 16_000;

  private NetworkTable() {}

  /**
   * Every layer in the order of the forward pass, with what it takes and gives for one utterance.
   *
   * @param condition one that trains a network
   * @param rows rows of its features; of a sequence any number
   * @param columns columns of its features
   * @param classes number of classes
   * @return columns part, layer, in, out, parameters
   */
  public static Table layers(Condition condition, int rows, int columns, int classes) {
    Table table =
        Table.create(
            "Layers of " + condition.name(),
            StringColumn.create("part"),
            StringColumn.create("layer"),
            StringColumn.create("in"),
            StringColumn.create("out"),
            LongColumn.create("parameters"));
    with(
        condition,
        rows,
        columns,
        classes,
        network -> {
          network.getChildren().forEach(child -> layers(table, name(child), child.getValue()));
          return table;
        });
    return table;
  }

  private static void layers(Table table, String part, Block block) {
    if (!block.getChildren().isEmpty()) {
      for (Pair<String, Block> child : block.getChildren()) {
        // Names of parts are ours; a sequence's own children are only numbered classes.
        String own = name(child);
        boolean named = Character.isLowerCase(own.charAt(0));
        layers(table, named ? part + ", " + own : part, child.getValue());
      }
      return;
    }
    Shape[] in = block.getInputShapes();
    table.stringColumn("part").append(part);
    table.stringColumn("layer").append(layer(block));
    table.stringColumn("in").append(size(in[0]));
    table.stringColumn("out").append(size(block.getOutputShapes(in)[0]));
    table.longColumn("parameters").append(parameters(block));
  }

  private static String layer(Block block) {
    if (block instanceof LambdaBlock operation) {
      return operation.getName();
    }
    if (block instanceof Convolution convolution) {
      return "%s, stride %d".formatted(kernel(convolution), convolution.getStride().get(0));
    }
    return block.getClass().getSimpleName();
  }

  private static String kernel(Convolution convolution) {
    return LongStream.of(convolution.getKernelShape().getShape())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(" × "))
        + " convolution";
  }

  /** Without the batch: {@code 64 × 16 × 16}. */
  private static String size(Shape shape) {
    return LongStream.of(shape.getShape())
        .skip(1)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" × "));
  }

  /**
   * Trainable parameters of every row that trains a network.
   *
   * @param experiment the experiment
   * @param seconds length of the recording that sequences are made of; it changes no number
   * @param classes number of classes
   */
  public static Table of(Experiment experiment, double seconds, int classes) {
    StringColumn condition = StringColumn.create("condition");
    StringColumn input = StringColumn.create("input");
    LongColumn count = LongColumn.create("parameters");
    Waveform silence = new Waveform(new float[(int) (RATE * seconds)], RATE);
    for (Condition row : experiment.conditions()) {
      Matrix features = FeatureExtractors.of(row.features()).extract(silence);
      condition.append(row.name());
      input.append(
          row.features().get("kind") + ", " + features.rows() + " × " + features.columns());
      if (Learners.NETWORK.equals(row.hyperParameters().get(Learners.LEARNER))) {
        count.append(
            with(
                row,
                features.rows(),
                features.columns(),
                classes,
                (Function<Block, Long>) NetworkTable::parameters));
      } else {
        count.appendMissing();
      }
    }
    return Table.create(
        "Trainable parameters, %d classes".formatted(classes), condition, input, count);
  }

  /** A network of a condition, initialised, as long as it is looked at. */
  private static <T> T with(
      Condition condition, int rows, int columns, int classes, Function<Block, T> look) {
    Torch.prepareThread();
    try (NDManager manager = NDManager.newBaseManager()) {
      Block network = Networks.of(condition.hyperParameters(), rows, columns, classes);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, rows, columns));
      return look.apply(network);
    }
  }

  private static String name(Pair<String, Block> child) {
    return child.getKey().replaceFirst("^[0-9]+", "");
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
