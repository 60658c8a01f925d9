package org.serlab.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.nn.Optimiser;
import org.serlab.nn.Safetensors;

/**
 * The state of a training at an epoch's end, in one file: the network, the kept network, the
 * optimiser with all its moments, the history. It belongs to one task; a checkpoint of another task
 * or network, or one that is damaged, is as good as none.
 */
final class Checkpoint {
  private static final String FILE = "checkpoint.safetensors";
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  private final Path file;
  private final String task;

  /**
   * @param folder where it lies
   * @param task what it belongs to
   */
  Checkpoint(Path folder, LearningTask task) {
    this.file = folder.resolve(FILE);
    this.task = digest(task);
  }

  /** What is no array. */
  private record Notes(String task, List<Epoch> history, Map<String, Long> steps) {}

  void write(NetworkTraining.State state) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    state.network().forEach((name, array) -> arrays.put("network/" + name, array));
    state.best().forEach((name, array) -> arrays.put("best/" + name, array));
    state.optimiser().arrays().forEach((name, array) -> arrays.put("optimiser/" + name, array));
    Notes notes = new Notes(task, state.history(), state.optimiser().steps());
    Safetensors.write(file, arrays, Map.of("notes", GSON.toJson(notes)));
  }

  /**
   * @param manager owner of the arrays
   * @param network the weights that go on
   */
  Optional<NetworkTraining.State> read(NDManager manager, Map<String, NDArray> network) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Safetensors saved = Safetensors.open(file)) {
      Notes notes = GSON.fromJson(saved.metadata().get("notes"), Notes.class);
      if (notes == null || !task.equals(notes.task()) || !saved.fits("network/", network)) {
        return Optional.empty();
      }
      return Optional.of(
          new NetworkTraining.State(
              saved.arrays(manager, "network/"),
              saved.arrays(manager, "best/"),
              new Optimiser.State(saved.arrays(manager, "optimiser/"), notes.steps()),
              notes.history()));
    } catch (SerlabException | JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Digest of all that decides the outcome, the data too. */
  static String digest(LearningTask task) {
    Map<String, Object> ordered = new TreeMap<>(task.hyperParameters());
    Sha256 digest = new Sha256();
    digest.add(GSON.toJson(List.of(task.classes(), ordered, task.seed(), task.device())));
    for (List<Sample> part : List.of(task.training(), task.validation())) {
      digest.add("|");
      part.forEach(sample -> add(digest, sample));
    }
    return digest.hex();
  }

  private static void add(Sha256 digest, Sample sample) {
    digest.add(
        "%s %d %dx%d "
            .formatted(
                sample.id(),
                sample.label(),
                sample.features().rows(),
                sample.features().columns()));
    float[] values = sample.features().values();
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    digest.add(bytes);
  }
}
