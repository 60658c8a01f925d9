package org.serlab.learn.pretraining;

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
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.nn.Optimiser;
import org.serlab.nn.Safetensors;

/**
 * The state of a pre-training at an epoch's end, in one file. It belongs to one task; a checkpoint
 * of another task or network, or one that is damaged, is as good as none.
 */
final class PretrainingCheckpoint {
  private static final String FILE = "pretraining.safetensors";
  private static final String NETWORK = "network/";
  private static final String OPTIMISER = "optimiser/";
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  private final Path file;
  private final String task;

  /**
   * @param folder where it lies
   * @param task what it belongs to
   * @param settings its hyper-parameters, complete
   */
  PretrainingCheckpoint(Path folder, PretrainingTask task, PretrainingSettings settings) {
    this.file = folder.resolve(FILE);
    this.task = digest(task, settings);
  }

  /** Everything that an interrupted run needs to go on. */
  record State(
      Map<String, NDArray> network, Optimiser.State optimiser, List<PretrainingEpoch> history) {}

  /** An epoch as JSON has it; absent measures are null. */
  private record Line(
      int number,
      PretrainingEpoch.Measures training,
      PretrainingEpoch.Measures validation,
      double temperature,
      long steps,
      double seconds) {}

  /** What is no array. */
  private record Notes(String task, List<Line> history, Map<String, Long> steps) {}

  void write(State state) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    state.network().forEach((name, array) -> arrays.put(NETWORK + name, array));
    state.optimiser().arrays().forEach((name, array) -> arrays.put(OPTIMISER + name, array));
    List<Line> lines =
        state.history().stream()
            .map(
                epoch ->
                    new Line(
                        epoch.number(),
                        epoch.training(),
                        epoch.validation().orElse(null),
                        epoch.temperature(),
                        epoch.steps(),
                        epoch.seconds()))
            .toList();
    Notes notes = new Notes(task, lines, state.optimiser().steps());
    Safetensors.write(file, arrays, Map.of("notes", GSON.toJson(notes)));
  }

  /**
   * @param manager owner of the arrays
   * @param network the weights that go on
   */
  Optional<State> read(NDManager manager, Map<String, NDArray> network) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Safetensors saved = Safetensors.open(file)) {
      Notes notes = GSON.fromJson(saved.metadata().get("notes"), Notes.class);
      if (notes == null || !task.equals(notes.task()) || !saved.fits(NETWORK, network)) {
        return Optional.empty();
      }
      List<PretrainingEpoch> history =
          notes.history().stream()
              .map(
                  line ->
                      new PretrainingEpoch(
                          line.number(),
                          line.training(),
                          Optional.ofNullable(line.validation()),
                          line.temperature(),
                          line.steps(),
                          line.seconds()))
              .toList();
      return Optional.of(
          new State(
              saved.arrays(manager, NETWORK),
              new Optimiser.State(saved.arrays(manager, OPTIMISER), notes.steps()),
              history));
    } catch (SerlabException | JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Digest of all that decides the outcome. */
  private static String digest(PretrainingTask task, PretrainingSettings settings) {
    Sha256 digest = new Sha256();
    digest.add(
        GSON.toJson(List.of(task.network(), settings.all().values(), task.seed(), task.device())));
    add(digest, task.training());
    task.validation().ifPresent(speech -> add(digest, speech));
    return digest.hex();
  }

  private static void add(Sha256 digest, Speech speech) {
    digest.add("|");
    for (int number = 0; number < speech.size(); number++) {
      short[] samples = speech.quantised(number);
      digest.add("%s %d ".formatted(speech.ids().get(number), samples.length));
      ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length);
      bytes.asShortBuffer().put(samples);
      digest.add(bytes);
    }
  }
}
