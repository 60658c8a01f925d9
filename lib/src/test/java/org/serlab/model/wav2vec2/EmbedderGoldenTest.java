package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.feature.Matrix;
import org.serlab.feature.Npz;

/** Embeddings are the golden hidden states, pooled, alone and together. */
class EmbedderGoldenTest {
  @Test
  void embeddingsAreTheHiddenStatesPooled() throws IOException {
    compare(Golden.folder("wav2vec2"));
  }

  @Test
  void committedEmbeddingsAreTheHiddenStatesPooled() throws IOException {
    compare(Golden.committed("wav2vec2"));
  }

  private static void compare(Path root) throws IOException {
    Golden golden = Golden.counter("wav2vec2, embeddings");
    for (Path folder : GoldenVariant.folders(root)) {
      try (GoldenVariant variant = new GoldenVariant(folder, golden)) {
        List<Map<String, Npz.Array>> expected = new ArrayList<>();
        List<float[]> waves = new ArrayList<>();
        for (int i = 0; variant.has("single" + i + ".npz"); i++) {
          expected.add(variant.arrays("single" + i + ".npz"));
          waves.add(variant.input("wav" + i + "_norm").floats());
        }
        if (!waves.isEmpty()) {
          compare(variant, waves, expected);
        }
      }
    }
    golden.report();
  }

  private static void compare(
      GoldenVariant variant, List<float[]> waves, List<Map<String, Npz.Array>> expected) {
    Wav2Vec2 network = variant.backbone();
    for (int layer = 0; layer <= variant.settings.layers(); layer++) {
      for (Embedder.Pool pool : Embedder.Pool.values()) {
        Embedder embedder = new Embedder(network, variant.manager, layer, pool);
        List<float[]> twice = new ArrayList<>(waves);
        twice.addAll(waves); // equal lengths share a batch in both variants
        List<Matrix> together = embedder.embed(twice);
        for (int i = 0; i < waves.size(); i++) {
          Npz.Array hidden = expected.get(i).get("hidden_" + layer);
          double[][] wanted = pooled(hidden, pool);
          String what = variant.folder.getFileName() + " " + layer + " " + pool + " " + i;
          check(variant.golden, what, together.get(i), wanted);
          check(variant.golden, what, together.get(i + waves.size()), wanted);
          check(variant.golden, what, embedder.embed(List.of(waves.get(i))).get(0), wanted);
        }
      }
    }
  }

  /** From the definition: (1, T, H) to one row, or a row per frame. */
  private static double[][] pooled(Npz.Array hidden, Embedder.Pool pool) {
    int frames = hidden.shape()[1];
    int width = hidden.shape()[2];
    double[][] rows = new double[frames][width];
    for (int t = 0; t < frames; t++) {
      System.arraycopy(hidden.values(), t * width, rows[t], 0, width);
    }
    if (pool == Embedder.Pool.NONE) {
      return rows;
    }
    double[] row = new double[pool == Embedder.Pool.MEAN ? width : 2 * width];
    for (int h = 0; h < width; h++) {
      for (double[] frame : rows) {
        row[h] += frame[h] / frames;
      }
      double squares = 0;
      for (double[] frame : rows) {
        squares += (frame[h] - row[h]) * (frame[h] - row[h]);
      }
      if (pool == Embedder.Pool.STATS) {
        row[width + h] = Math.sqrt(squares / frames);
      }
    }
    return new double[][] {row};
  }

  /** The README's tolerance of outputs. */
  private static void check(Golden golden, String what, Matrix actual, double[][] expected) {
    assertThat(actual.rows()).as(what).isEqualTo(expected.length);
    for (int r = 0; r < expected.length; r++) {
      for (int c = 0; c < expected[r].length; c++) {
        golden.close(what, actual.get(r, c), expected[r][c], 5e-5, 1e-4);
      }
    }
  }
}
