package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.feature.Npz;

/** Trajectories of torch.optim, step by step, and its clipping. Tolerances: the folder's README. */
class OptimiserGoldenTest {
  private static final List<String> TYPES = List.of("f64", "f32");

  @Test
  void trajectoriesEqualTorch() throws IOException {
    compareTrajectories(Golden.folder("optim"));
  }

  @Test
  void committedTrajectoriesEqualTorch() throws IOException {
    compareTrajectories(Golden.committed("optim"));
  }

  @Test
  void clippingEqualsTorch() throws IOException {
    compareClipping(Golden.folder("optim"));
  }

  @Test
  void committedClippingEqualsTorch() throws IOException {
    compareClipping(Golden.committed("optim"));
  }

  private static void compareTrajectories(Path folder) throws IOException {
    Torch.prepareThread();
    JsonObject description = description(folder);
    Golden golden = Golden.counter("optim trajectories");
    for (Map.Entry<String, JsonElement> entry : description.getAsJsonObject("cases").entrySet()) {
      JsonObject settings = entry.getValue().getAsJsonObject();
      for (String type : TYPES) {
        Map<String, Npz.Array> arrays =
            Npz.read(folder.resolve(entry.getKey() + "_" + type + ".npz"));
        Trajectory trajectory = new Trajectory(entry.getKey() + " " + type, arrays, golden, type);
        trajectory.compare(optimiser(settings), description.getAsJsonArray("order"));
      }
    }
    golden.report();
  }

  private static JsonObject description(Path folder) throws IOException {
    return JsonParser.parseString(Files.readString(folder.resolve("cases.json"))).getAsJsonObject();
  }

  /** One case in one precision. */
  private record Trajectory(
      String name, Map<String, Npz.Array> arrays, Golden golden, String type) {
    void compare(Optimiser optimiser, JsonArray order) {
      try (NDManager manager = NDManager.newBaseManager()) {
        for (JsonElement element : order) {
          String parameter = element.getAsString();
          Npz.Array gradients = arrays.get("grad." + parameter);
          Npz.Array expected = arrays.get("param." + parameter);
          int steps = gradients.shape()[0];
          NDArray value = slice(manager, expected, 0);
          for (int s = 0; s < steps; s++) {
            try (NDArray gradient = slice(manager, gradients, s)) {
              optimiser.step(parameter, value, gradient);
            }
            check(parameter + " step " + s, value, expected, s + 1);
          }
        }
      }
    }

    private NDArray slice(NDManager manager, Npz.Array array, int step) {
      return OptimiserGoldenTest.slice(manager, array, step, type);
    }

    private void check(String what, NDArray value, Npz.Array expected, int step) {
      Number[] actual = value.toArray();
      double[] wanted = values(expected, step);
      for (int i = 0; i < wanted.length; i++) {
        double absolute = type.equals("f64") ? 1e-11 : 2e-6;
        double relative = type.equals("f64") ? 1e-11 : 5e-6;
        golden.close(name + " " + what, actual[i].doubleValue(), wanted[i], absolute, relative);
      }
    }
  }

  private static double[] values(Npz.Array array, int step) {
    int size = array.values().length / array.shape()[0];
    return Arrays.copyOfRange(array.values(), step * size, (step + 1) * size);
  }

  private static NDArray slice(NDManager manager, Npz.Array array, int step, String type) {
    int[] shape = Arrays.copyOfRange(array.shape(), 1, array.shape().length);
    return create(manager, values(array, step), shape, type);
  }

  private static NDArray create(NDManager manager, double[] values, int[] shape, String type) {
    Shape axes = new Shape(Arrays.stream(shape).asLongStream().toArray());
    if (type.equals("f64")) {
      return manager.create(values, axes);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return manager.create(floats, axes);
  }

  /** Torch's words for the settings, in ours. */
  private static Optimiser optimiser(JsonObject torch) {
    Map<String, Object> given = new LinkedHashMap<>();
    long totalSteps = 1;
    for (Map.Entry<String, JsonElement> entry : torch.entrySet()) {
      JsonElement value = entry.getValue();
      switch (entry.getKey()) {
        case "algorithm" ->
            given.put(
                "optimiser",
                Map.of(
                        "SGD", "sgd",
                        "Adam", "adam",
                        "AdamW", "adamw",
                        "Adagrad", "adagrad",
                        "AdamWLinearSchedule", "adam-linear")
                    .get(value.getAsString()));
        case "lr" -> given.put("learningRate", value.getAsDouble());
        case "weight_decay" -> given.put("weightDecay", value.getAsDouble());
        case "lr_decay" -> given.put("learningRateDecay", value.getAsDouble());
        case "initial_accumulator_value" -> given.put("initialSum", value.getAsDouble());
        case "eps" -> given.put("epsilon", value.getAsDouble());
        case "betas" -> {
          given.put("beta1", value.getAsJsonArray().get(0).getAsDouble());
          given.put("beta2", value.getAsJsonArray().get(1).getAsDouble());
        }
        case "amsgrad", "nesterov" -> given.put(entry.getKey(), value.getAsBoolean());
        case "total_steps" -> totalSteps = value.getAsLong();
        case "no_decay" -> {
          // Set below: it is no hyper-parameter but belongs to the parameters.
        }
        default -> given.put(entry.getKey(), value.getAsDouble());
      }
    }
    Map<String, Object> complete =
        HyperParameters.complete(given, Optimisers.defaults((String) given.get("optimiser")));
    Optimiser optimiser = Optimisers.of(new HyperParameters(complete), totalSteps);
    List<String> without = new ArrayList<>();
    if (torch.has("no_decay")) {
      torch.getAsJsonArray("no_decay").forEach(name -> without.add(name.getAsString()));
    }
    return optimiser.decayOnly(name -> !without.contains(name));
  }

  private static void compareClipping(Path folder) throws IOException {
    Torch.prepareThread();
    Golden golden = Golden.counter("optim clipping");
    int cases = description(folder).get("clip_cases").getAsInt();
    for (int i = 0; i < cases; i++) {
      for (String type : TYPES) {
        Map<String, Npz.Array> arrays = Npz.read(folder.resolve("clip" + i + "_" + type + ".npz"));
        double absolute = type.equals("f64") ? 1e-11 : 2e-6;
        double relative = type.equals("f64") ? 1e-11 : 5e-6;
        try (NDManager manager = NDManager.newBaseManager()) {
          Map<String, NDArray> gradients = new LinkedHashMap<>();
          for (Map.Entry<String, Npz.Array> entry : arrays.entrySet()) {
            if (entry.getKey().startsWith("before.")) {
              Npz.Array before = entry.getValue();
              gradients.put(
                  entry.getKey().substring("before.".length()),
                  create(manager, before.values(), before.shape(), type));
            }
          }
          double norm =
              Gradients.clipByGlobalNorm(gradients.values(), arrays.get("max_norm").values()[0]);
          String name = "clip" + i + " " + type;
          golden.close(name, norm, arrays.get("total_norm").values()[0], absolute, relative);
          for (Map.Entry<String, NDArray> gradient : gradients.entrySet()) {
            Number[] actual = gradient.getValue().toArray();
            double[] wanted = arrays.get("after." + gradient.getKey()).values();
            for (int k = 0; k < wanted.length; k++) {
              golden.close(name, actual[k].doubleValue(), wanted[k], absolute, relative);
            }
          }
        }
      }
    }
    golden.report();
  }
}
