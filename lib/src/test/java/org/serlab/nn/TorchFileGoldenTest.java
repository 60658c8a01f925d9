package org.serlab.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;

/** Checkpoints of s3prl: objects of unknown classes, tensors on one storage, both formats. */
class TorchFileGoldenTest {
  private static List<Path> checkpoints() throws IOException {
    try (Stream<Path> files = Files.walk(Golden.folder("s3prl"))) {
      return files.filter(file -> file.toString().endsWith(".ckpt")).sorted().toList();
    }
  }

  /** Every tensor of every dictionary of the top. */
  private static Map<String, ByteBuffer> tensors(TorchFile file) {
    Map<String, ByteBuffer> tensors = new LinkedHashMap<>();
    ((Map<?, ?>) file.root())
        .forEach(
            (part, value) -> {
              if (value instanceof Map<?, ?> dictionary) {
                WeightFile weights = file.weights(dictionary);
                weights
                    .names()
                    .forEach(name -> tensors.put(part + "." + name, weights.bytes(name)));
              }
            });
    return tensors;
  }

  @Test
  void bothFormatsHoldTheSameNumbers() throws IOException {
    Golden golden = Golden.counter("s3prl checkpoints");
    for (Path path : checkpoints()) {
      try (TorchFile file = TorchFile.open(path)) {
        Map<String, ByteBuffer> tensors = tensors(file);
        assertThat(tensors).as(path.toString()).isNotEmpty();
        Path legacy = path.resolveSibling("states_legacy.ckpt");
        if (!path.equals(legacy) && Files.exists(legacy)) {
          try (TorchFile old = TorchFile.open(legacy)) {
            Map<String, ByteBuffer> same = tensors(old);
            assertThat(same.keySet()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
            tensors.forEach(
                (name, bytes) -> {
                  assertThat(same.get(name)).as(name).isEqualTo(bytes);
                  golden.close(name, 0, 0, 0, 0);
                });
          }
        }
      }
    }
    golden.report();
  }

  @Test
  void unknownClassesAreInert() throws IOException {
    Golden golden = Golden.counter("s3prl namespaces");
    for (Path path : checkpoints()) {
      try (TorchFile file = TorchFile.open(path)) {
        if (((Map<?, ?>) file.root()).get("Args") instanceof PickleObject arguments) {
          assertThat(arguments.type()).isEqualTo("argparse.Namespace");
          assertThat(arguments.fields()).containsKey("upstream");
          golden.close("seen", 1, 1, 0, 0);
        }
      }
    }
    golden.report();
  }
}
