package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.feature.Npz;

/**
 * Deep-WCCN batch by batch against its definition, and one batch of everything against the
 * classical transform. Tolerances are stored with the cases.
 */
class DeepWccnGoldenTest {
  @Test
  void streamingEqualsItsDefinition() throws IOException {
    compareStreaming(Golden.folder("trees"));
  }

  @Test
  void committedStreamingEqualsItsDefinition() throws IOException {
    compareStreaming(Golden.committed("deep-wccn"));
  }

  @Test
  void oneBatchEqualsClassicalWccn() throws IOException {
    compareOneBatch(Golden.folder("trees"));
  }

  @Test
  void committedOneBatchEqualsClassicalWccn() throws IOException {
    compareOneBatch(Golden.committed("deep-wccn"));
  }

  private static void compareStreaming(Path folder) throws IOException {
    Golden golden = Golden.counter("trees, Deep-WCCN batch by batch");
    each(folder, "wccn_streaming", golden, DeepWccnGoldenTest::compareBatches);
  }

  private static void compareOneBatch(Path folder) throws IOException {
    Golden golden = Golden.counter("trees, Deep-WCCN with one batch");
    each(folder, "wccn", golden, DeepWccnGoldenTest::compareWhole);
  }

  private interface Comparison {
    void compare(Case one, NDManager manager);
  }

  private static void each(Path folder, String kind, Golden golden, Comparison comparison)
      throws IOException {
    Torch.prepareThread();
    Map<String, Npz.Array> arrays = Npz.read(folder.resolve("trees.npz"));
    String json = Files.readString(folder.resolve("trees.json"));
    for (JsonElement element :
        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("cases")) {
      JsonObject description = element.getAsJsonObject();
      if (description.get("kind").getAsString().equals(kind)) {
        try (NDManager manager = NDManager.newBaseManager();
            Step step = Step.on(manager)) {
          comparison.compare(new Case(description, arrays, golden), manager);
        }
      }
    }
    golden.report();
  }

  private static void compareBatches(Case one, NDManager manager) {
    Npz.Array x = one.input("X");
    int[] labels = one.input("y").ints();
    DeepWccn layer = one.layer(manager, x.shape()[1]);
    int batch = 0;
    int from = 0;
    for (JsonElement size : one.params().getAsJsonArray("batch_sizes")) {
      int to = from + size.getAsInt();
      forward(layer, manager, x, from, to, Arrays.copyOfRange(labels, from, to));
      one.check("sigma_per_batch", batch, layer.covariances());
      one.check("B_per_batch", batch, layer.projection());
      one.check("class_counts_per_batch", batch, layer.updates());
      one.check("W_per_batch", batch, within(layer.projection()));
      from = to;
      batch++;
    }
  }

  private static void compareWhole(Case one, NDManager manager) {
    Npz.Array x = one.input("X");
    DeepWccn layer = one.layer(manager, x.shape()[1]);
    NDArray projected = forward(layer, manager, x, 0, x.shape()[0], one.input("y").ints());
    one.check("class_cov", layer.covariances());
    one.check("B", layer.projection());
    one.check("W", within(layer.projection()));
    one.check("projected_first_25", projected.get(":25"));
    Npz.Array fresh = one.input("X_new");
    NDList input = new NDList(rows(manager, fresh, 0, fresh.shape()[0]));
    one.check(
        "projected_new", layer.forward(new ParameterStore(manager, false), input, false).head());
  }

  /** W, from B B^T = W^-1. */
  private static NDArray within(NDArray projection) {
    NDArray inverse = projection.inverse();
    return inverse.transpose().matMul(inverse);
  }

  private static NDArray forward(
      DeepWccn layer, NDManager manager, Npz.Array x, int from, int to, int[] labels) {
    NDList inputs = new NDList(rows(manager, x, from, to));
    NDList targets = new NDList(manager.create(labels));
    return layer.forward(new ParameterStore(manager, false), inputs, targets, null).head();
  }

  private static NDArray rows(NDManager manager, Npz.Array x, int from, int to) {
    int d = x.shape()[1];
    double[] values = Arrays.copyOfRange(x.values(), from * d, to * d);
    return manager.create(values, new Shape(to - from, d));
  }

  /** One case of the file. */
  private record Case(JsonObject description, Map<String, Npz.Array> arrays, Golden golden) {
    JsonObject params() {
      return description.getAsJsonObject("params");
    }

    Npz.Array input(String name) {
      return arrays.get(description.getAsJsonObject("inputs").get(name).getAsString());
    }

    DeepWccn layer(NDManager manager, int features) {
      DeepWccn.Counting counting =
          switch (params().has("variant") ? params().get("variant").getAsString() : "own_count") {
            case "own_count" -> DeepWccn.Counting.OWN;
            case "own_count_single_as_zero" -> DeepWccn.Counting.OWN_SINGLE_AS_ZERO;
            case "global_count" -> DeepWccn.Counting.GLOBAL;
            default -> throw new IllegalArgumentException(params().toString());
          };
      DeepWccn layer =
          new DeepWccn(
              params().get("num_classes").getAsInt(),
              params().get("alpha").getAsDouble(),
              counting);
      layer.initialize(manager, DataType.FLOAT64, new Shape(1, features));
      return layer;
    }

    void check(String what, NDArray actual) {
      check(what, expected(what).values(), actual);
    }

    /** Compares with one entry along the first axis. */
    void check(String what, int batch, NDArray actual) {
      Npz.Array all = expected(what);
      int size = all.values().length / all.shape()[0];
      double[] wanted = Arrays.copyOfRange(all.values(), batch * size, (batch + 1) * size);
      check(what + " " + batch, wanted, actual);
    }

    private Npz.Array expected(String what) {
      return arrays.get(description.getAsJsonObject("expected").get(what).getAsString());
    }

    private void check(String what, double[] wanted, NDArray actual) {
      JsonObject tolerance = description.getAsJsonObject("tolerance");
      double[] values = actual.toDoubleArray();
      org.assertj.core.api.Assertions.assertThat(values).as(what).hasSameSizeAs(wanted);
      for (int i = 0; i < wanted.length; i++) {
        golden.close(
            description.get("id").getAsString() + " " + what,
            values[i],
            wanted[i],
            tolerance.get("abs").getAsDouble(),
            tolerance.get("rel").getAsDouble());
      }
    }
  }
}
