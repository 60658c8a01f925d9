package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.Golden;
import org.serlab.feature.Npz;
import org.serlab.feature.table.FeatureRow;
import org.serlab.feature.table.FeatureTable;
import org.serlab.feature.table.Recordings;
import org.serlab.feature.table.TableExtraction;
import org.serlab.learn.EmbeddingModel;
import org.serlab.learn.EmbeddingTable;
import org.serlab.model.wav2vec2.Embedder;
import picocli.CommandLine;

/** The command {@code embed} on folders of recordings, with the golden files' networks. */
class EmbedCommandGoldenTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int embed(Object... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all =
        Stream.concat(Stream.of("embed"), Stream.of(arguments).map(Object::toString))
            .toArray(String[]::new);
    return line.execute(all);
  }

  /** A mono WAV file of single-precision numbers at 16 kHz: nothing is rounded. */
  private static void wav(Path file, float[] samples) throws IOException {
    Files.createDirectories(file.getParent());
    int bytes = 4 * samples.length;
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 3).putShort((short) 1).putInt(16_000).putInt(64_000);
    wav.putShort((short) 4).putShort((short) 32);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    wav.asFloatBuffer().put(samples);
    Files.write(file, wav.array());
  }

  @Test
  void aFolderGivesTheGoldenHiddenStatesPooled() throws IOException {
    compare(Golden.folder("wav2vec2"));
  }

  @Test
  void theCommittedFolderGivesTheGoldenHiddenStatesPooled() throws IOException {
    compare(Golden.committed("wav2vec2"));
  }

  private void compare(Path root) throws IOException {
    Golden golden = Golden.counter("wav2vec2, embed");
    for (Path variant : variants(root)) {
      String name = variant.getFileName().toString();
      Map<String, Npz.Array> expected = new LinkedHashMap<>();
      for (int i = 0; Files.exists(variant.resolve("single" + i + ".npz")); i++) {
        Npz.Array raw = Npz.readNpy(variant.resolve("inputs/wav" + i + "_raw.npy"));
        wav(folder.resolve(name + "/wav" + i + ".wav"), raw.floats());
        expected.put("wav" + i + ".wav", last(Npz.read(variant.resolve("single" + i + ".npz"))));
      }
      if (expected.isEmpty()) {
        continue;
      }
      for (String ending : List.of("npz", "csv")) {
        Path table = folder.resolve(name + "." + ending);
        int status =
            embed(
                "--weights",
                variant.resolve("model.safetensors"),
                "--config",
                variant.resolve("config.json"),
                "--out",
                table,
                folder.resolve(name));
        assertThat(status).as(err.toString()).isZero();
        List<FeatureRow> rows = FeatureTable.read(table).rows();
        assertThat(rows).hasSize(expected.size());
        for (FeatureRow row : rows) {
          Npz.Array hidden = expected.get(row.file());
          int frames = hidden.shape()[1];
          int width = hidden.shape()[2];
          assertThat(row.values()).hasSize(width);
          for (int h = 0; h < width; h++) {
            double mean = 0;
            for (int t = 0; t < frames; t++) {
              mean += hidden.values()[t * width + h] / frames;
            }
            golden.close(table + " " + row.file(), row.values()[h], mean, 5e-5, 1e-4);
          }
        }
      }
    }
    golden.report();
  }

  private static Npz.Array last(Map<String, Npz.Array> arrays) {
    return arrays.get("last_hidden_state");
  }

  private static List<Path> variants(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve("model.safetensors")))
          .sorted()
          .toList();
    }
  }

  /** Recordings of many lengths, in folders; one too short, one that is none. */
  private void recordings() throws IOException {
    Random random = new Random(8);
    for (int i = 0; i < 37; i++) {
      float[] samples = new float[4_000 + random.nextInt(i % 3 == 0 ? 1 : 12_000)];
      for (int k = 0; k < samples.length; k++) {
        samples[k] = (float) (0.1 * random.nextGaussian());
      }
      wav(folder.resolve("speech/%d/r%02d.wav".formatted(i % 2, i)), samples);
    }
    wav(folder.resolve("speech/short.wav"), new float[100]);
    Files.writeString(folder.resolve("speech/notes.wav"), "these are notes, not a recording");
  }

  private static Path network(String variant) {
    return Golden.committed("wav2vec2").resolve(variant).resolve("model.safetensors");
  }

  private Map<String, float[]> table(String name) {
    Map<String, float[]> rows = new LinkedHashMap<>();
    FeatureTable.read(folder.resolve(name))
        .rows()
        .forEach(row -> rows.merge(row.file(), row.values(), EmbedCommandGoldenTest::join));
    return rows;
  }

  private static float[] join(float[] a, float[] b) {
    float[] joined = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  @Test
  void togetherOrOneByOneTheVectorsAreTheSame() throws IOException {
    recordings();
    for (String variant : List.of("base", "large")) {
      String all = variant + "-all.npz";
      int status =
          embed(
              "--weights",
              network(variant),
              "--pool",
              "stats",
              "--layer",
              2,
              "--out",
              folder.resolve(all),
              folder.resolve("speech"));
      assertThat(status).isEqualTo(1); // two files give none
      Map<String, float[]> together = table(all);
      assertThat(together).hasSize(37);
      for (String file : List.of("0/r00.wav", "1/r07.wav", "0/r36.wav")) {
        embed(
            "--weights",
            network(variant),
            "--pool",
            "stats",
            "--layer",
            2,
            "--out",
            folder.resolve("one.csv"),
            folder.resolve("speech").resolve(file));
        float[] alone = table("one.csv").values().iterator().next();
        float[] among = together.get(file.substring(2));
        assertThat(among).containsExactly(alone, within(1e-5f));
      }
    }
    assertThat(err.toString())
        .contains("short.wav is too short for a frame", "notes.wav")
        .doesNotContain("\tat ");
    assertThat(out.toString()).contains("37 recordings; 2 files gave none");
  }

  /** Embeds the folder of speech and stops after so many groups of recordings. */
  private void stopped(Path table, int last) {
    int[] heard = {0};
    try (EmbeddingModel model = EmbeddingModel.open(network("large"), null)) {
      EmbeddingTable job =
          new EmbeddingTable(model, model.layers(), Embedder.Pool.NONE, false, true);
      Map<Path, String> files = Recordings.of(List.of(folder.resolve("speech")), List.of(table));
      TableExtraction.Listener stopping =
          new TableExtraction.Listener() {
            @Override
            public void failed(String fault) {}

            @Override
            public void progress(int done, int total, double secondsLeft) {
              if (++heard[0] == last) {
                throw new IllegalStateException("stopped");
              }
            }
          };
      assertThatThrownBy(() -> job.write(files, table, stopping)).hasMessage("stopped");
    }
    assertThat(table).doesNotExist();
  }

  /** Puts other bytes into a file in a way that its size and time do not show. */
  private static void replace(Path file, byte[] content) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    assertThat(Files.size(file)).isEqualTo(content.length);
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
  }

  /** As after a network drive was away for a moment: nothing tells of it but what was done then. */
  @Test
  void whatFailedInTheInterruptedRunAndNowReadsIsInTheTable() throws IOException {
    recordings();
    Path whole = folder.resolve("whole.npz");
    embed(
        "--weights", network("large"), "--pool", "none", "--out", whole, folder.resolve("speech"));
    Map<String, float[]> expected = table("whole.npz");
    assertThat(expected).hasSize(37);
    Path longest =
        Recordings.of(List.of(folder.resolve("speech")), List.of()).keySet().stream()
            .max(Comparator.comparingLong(file -> file.toFile().length()))
            .orElseThrow();
    byte[] good = Files.readAllBytes(longest);
    byte[] noHeader = new byte[good.length];
    byte[] noNumbers = Arrays.copyOf(good, good.length);
    Arrays.fill(noNumbers, 44, good.length, (byte) 0xFF);
    for (byte[] bad : List.of(noHeader, noNumbers)) {
      Path table = folder.resolve("stopped%d.npz".formatted(bad[0]));
      replace(longest, bad);
      stopped(table, 2);
      replace(longest, good);
      out.getBuffer().setLength(0);
      embed(
          "--weights",
          network("large"),
          "--pool",
          "none",
          "--out",
          table,
          folder.resolve("speech"));
      assertThat(out.toString()).contains("37 recordings", "; 2 files gave none");
      Map<String, float[]> actual = table(table.getFileName().toString());
      assertThat(actual).containsOnlyKeys(expected.keySet());
      actual.forEach((file, values) -> assertThat(values).as(file).isEqualTo(expected.get(file)));
    }
  }

  @Test
  void interruptedItGoesOnToTheSameTable() throws IOException {
    recordings();
    Path whole = folder.resolve("whole.npz");
    embed(
        "--weights", network("large"), "--pool", "none", "--out", whole, folder.resolve("speech"));
    Path table = folder.resolve("speech/stopped.npz"); // in the folder itself: no recording
    stopped(table, 1);
    stopped(table, 2);
    out.getBuffer().setLength(0);
    embed(
        "--weights", network("large"), "--pool", "none", "--out", table, folder.resolve("speech"));
    assertThat(out.toString()).contains("of them done by an earlier run");
    assertThat(FeatureTable.read(table).rows()).hasSameSizeAs(FeatureTable.read(whole).rows());
    Map<String, float[]> expected = table("whole.npz");
    table("speech/stopped.npz")
        .forEach((file, values) -> assertThat(values).as(file).isEqualTo(expected.get(file)));
    try (Stream<Path> left = Files.list(folder.resolve("speech"))) {
      assertThat(left.filter(file -> file.toString().contains(".part"))).isEmpty();
    }
    FeatureRow second = FeatureTable.read(whole).rows().get(1);
    assertThat(second.start()).isCloseTo(0.02, within(1e-9));
    assertThat(second.end()).isCloseTo(0.045, within(1e-9));
  }

  @Test
  void aPersonsMistakeIsOneSentence() throws IOException {
    wav(folder.resolve("a.wav"), new float[8_000]);
    Path recording = folder.resolve("a.wav");
    Path table = folder.resolve("a.npz");
    assertThat(embed("--out", table, recording)).isEqualTo(1);
    assertThat(embed("--weights", network("large"), "--layer", 9, "--out", table, recording))
        .isEqualTo(1);
    assertThat(embed("--model", folder, "--out", table, recording)).isEqualTo(1);
    assertThat(embed("--weights", network("large"), "--out", folder.resolve("a.xls"), recording))
        .isEqualTo(1);
    assertThat(err.toString().lines().toList()).hasSize(4);
    assertThat(err.toString())
        .contains("--model DIR", "no layer 9", "holds no model", ".csv, .parquet or .npz");
  }
}
