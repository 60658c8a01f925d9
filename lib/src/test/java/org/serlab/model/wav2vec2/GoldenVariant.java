package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.serlab.Golden;
import org.serlab.feature.Npz;
import org.serlab.nn.Gradients;
import org.serlab.nn.Torch;

/** One architecture's folder of the golden files, and a network with its weights. */
final class GoldenVariant implements AutoCloseable {
  /** Tolerances of the folder's README: outputs. */
  private static final double ABSOLUTE = 5e-5;

  private static final double RELATIVE = 1e-4;

  final Path folder;
  final Wav2Vec2Settings settings;
  final NDManager manager = NDManager.newBaseManager();
  final ParameterStore store = new ParameterStore(manager, false);
  final Golden golden;

  GoldenVariant(Path folder, Golden golden) {
    Torch.prepareThread();
    this.folder = folder;
    this.golden = golden;
    settings = HuggingFaceConfig.read(folder.resolve("config.json"));
  }

  /** The architectures' folders, by whatever names they have. */
  static List<Path> folders(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      List<Path> folders =
          entries.filter(folder -> Files.exists(folder.resolve("config.json"))).sorted().toList();
      assertThat(folders).isNotEmpty();
      return folders;
    }
  }

  Wav2Vec2 backbone() {
    Wav2Vec2 network = new Wav2Vec2(settings);
    Wav2Vec2Weights.load(folder.resolve("model.safetensors"), network, manager).requireComplete();
    return network;
  }

  PretrainingNetwork whole() {
    PretrainingNetwork network = new PretrainingNetwork(settings);
    Wav2Vec2Weights.load(folder.resolve("model.safetensors"), network, manager).requireComplete();
    Gradients.require(network);
    return network;
  }

  boolean has(String file) {
    return Files.exists(folder.resolve(file));
  }

  Map<String, Npz.Array> arrays(String file) {
    return Npz.read(folder.resolve(file));
  }

  Npz.Array input(String name) {
    return Npz.readNpy(folder.resolve("inputs").resolve(name + ".npy"));
  }

  JsonObject json(String file) throws IOException {
    return JsonParser.parseString(Files.readString(folder.resolve(file))).getAsJsonObject();
  }

  NDArray create(Npz.Array array) {
    return manager.create(
        array.floats(), new Shape(Arrays.stream(array.shape()).asLongStream().toArray()));
  }

  /** Samples (B, L) or (L) and, where there is one, their mask. */
  Waves waves(Npz.Array samples, Npz.Array attentionMask) {
    int width = samples.shape()[samples.shape().length - 1];
    NDArray array = create(samples).reshape(-1, width);
    if (attentionMask == null) {
      return Waves.ofOneLength(array);
    }
    int[] lengths = new int[samples.values().length / width];
    for (int i = 0; i < samples.values().length; i++) {
      lengths[i / width] += (int) attentionMask.values()[i];
    }
    return new Waves(array, Optional.of(lengths));
  }

  static boolean[][] flags(Npz.Array array) {
    int rows = array.shape()[0];
    int columns = array.values().length / rows;
    boolean[][] flags = new boolean[rows][columns];
    for (int i = 0; i < array.values().length; i++) {
      flags[i / columns][i % columns] = array.values()[i] != 0;
    }
    return flags;
  }

  /** Compares an output at the README's tolerance, at the frames that are defined. */
  void compare(String what, NDArray actual, Npz.Array expected, boolean[][] frames) {
    float[] values = actual.toType(DataType.FLOAT32, false).toFloatArray();
    assertThat(actual.getShape().getShape())
        .as(what)
        .isEqualTo(Arrays.stream(expected.shape()).asLongStream().toArray());
    int rows = expected.shape()[0] * expected.shape()[1];
    int width = values.length / rows;
    for (int i = 0; i < values.length; i++) {
      int frame = i / width;
      if (frames == null || frames[frame / expected.shape()[1]][frame % expected.shape()[1]]) {
        golden.close(
            folder.getFileName() + " " + what + "[" + i + "]",
            values[i],
            expected.values()[i],
            ABSOLUTE,
            RELATIVE);
      }
    }
  }

  static Block child(Block block, String name) {
    return block.getChildren().stream()
        .filter(child -> child.getKey().replaceFirst("^\\d+", "").equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Override
  public void close() {
    manager.close();
  }
}
