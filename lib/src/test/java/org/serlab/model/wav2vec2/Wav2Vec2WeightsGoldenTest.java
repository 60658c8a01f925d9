package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.Golden;
import org.serlab.nn.LoadReport;

/** The same weights in every format that checkpoints come in. */
class Wav2Vec2WeightsGoldenTest {
  @TempDir private Path temporary;

  private static Map<String, ByteBuffer> weights(PretrainingNetwork network) {
    Map<String, ByteBuffer> weights = new TreeMap<>();
    Wav2Vec2Weights.parameters(network)
        .forEach((name, parameter) -> weights.put(name, parameter.getArray().toByteBuffer()));
    return weights;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(safetensors|bin|pt)"))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyFormatGivesTheSameWeights() throws IOException {
    Golden golden = Golden.counter("wav2vec2 weights");
    for (Path folder : GoldenVariant.folders(Golden.folder("wav2vec2"))) {
      try (GoldenVariant variant = new GoldenVariant(folder, golden)) {
        Map<String, ByteBuffer> expected = weights(variant.whole());
        for (Path file : files(folder)) {
          PretrainingNetwork network = new PretrainingNetwork(variant.settings);
          LoadReport report = Wav2Vec2Weights.load(file, network, variant.manager);
          assertThat(report.unexpected()).as(file.toString()).isEmpty();
          assertThat(report.misshapen()).isEmpty();
          assertThat(report.loaded().size() + report.missing().size()).isEqualTo(expected.size());
          // A file of the backbone alone lacks the heads and nothing else.
          boolean backboneOnly = file.getFileName().toString().startsWith("backbone");
          assertThat(report.complete()).isEqualTo(!backboneOnly);
          assertThat(report.missing()).noneMatch(name -> name.startsWith("wav2vec2."));
          Map<String, ByteBuffer> actual = weights(network);
          for (String name : report.loaded()) {
            assertThat(actual.get(name)).as(file + " " + name).isEqualTo(expected.get(name));
            golden.close(name, 0, 0, 0, 0);
          }
        }
      }
    }
    golden.report();
  }

  @Test
  void savedWeightsAreReadAgain() throws IOException {
    for (Path folder : GoldenVariant.folders(Golden.committed("wav2vec2"))) {
      try (GoldenVariant variant = new GoldenVariant(folder, Golden.counter("unused"))) {
        PretrainingNetwork network = variant.whole();
        Path file = temporary.resolve("model.safetensors");
        Wav2Vec2Weights.save(file, network);
        HuggingFaceConfig.write(temporary.resolve("config.json"), variant.settings);
        Wav2Vec2Settings settings = HuggingFaceConfig.read(temporary.resolve("config.json"));
        assertThat(settings).isEqualTo(variant.settings);
        PretrainingNetwork again = new PretrainingNetwork(settings);
        Wav2Vec2Weights.load(file, again, variant.manager).requireComplete();
        assertThat(weights(again)).isEqualTo(weights(network));
      }
    }
  }

  @Test
  void fairseqCheckpointsSayTheirSettings() throws IOException {
    Golden golden = Golden.counter("fairseq settings");
    for (Path folder : GoldenVariant.folders(Golden.folder("wav2vec2"))) {
      for (Path file : files(folder)) {
        if (file.toString().endsWith(".pt")) {
          Wav2Vec2Settings wanted = HuggingFaceConfig.read(folder.resolve("config.json"));
          Wav2Vec2Settings actual = FairseqConfig.read(file);
          assertThat(actual.convolutions()).isEqualTo(wanted.convolutions());
          // The criterion's settings apart: a checkpoint of args need not have them.
          assertThat(actual.quantisation())
              .usingRecursiveComparison()
              .ignoringFields("negatives", "diversityWeight")
              .isEqualTo(wanted.quantisation());
          assertThat(actual.dropouts()).isEqualTo(wanted.dropouts());
          assertThat(actual.preNorm()).isEqualTo(wanted.preNorm());
          golden.close("width", actual.hidden(), wanted.hidden(), 0, 0);
          golden.close("layers", actual.layers(), wanted.layers(), 0, 0);
          golden.close("heads", actual.heads(), wanted.heads(), 0, 0);
          golden.close("feed-forward", actual.feedForward(), wanted.feedForward(), 0, 0);
          golden.close("positions", actual.positionKernel(), wanted.positionKernel(), 0, 0);
          golden.close("groups", actual.positionGroups(), wanted.positionGroups(), 0, 0);
        }
      }
    }
    golden.report();
  }
}
