package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.feature.table.FeatureRow;
import org.serlab.feature.table.FeatureTable;
import org.serlab.learn.TonesModel;
import picocli.CommandLine;

class FeaturesCommandTest {
  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void prepare() throws IOException {
    Path recordings = Files.createDirectories(folder.resolve("recordings/more"));
    AudioFile.writeWav(recordings.resolve("b.wav"), TonesModel.tone(0, 1, 16_000, 60));
    AudioFile.writeWav(recordings.resolveSibling("a.wav"), TonesModel.tone(2, 1, 48_000, 61));
    Path bad = Files.createDirectories(folder.resolve("bad"));
    AudioFile.writeWav(bad.resolve("good.wav"), TonesModel.tone(1, 1, 16_000, 62));
    AudioFile.writeWav(bad.resolve("silent.wav"), new Waveform(new float[16_000], 16_000));
    byte[] bytes = AudioFile.wavBytes(TonesModel.tone(1, 1, 16_000, 63));
    Files.write(bad.resolve("cut.wav"), java.util.Arrays.copyOf(bytes, 5_000));
    Files.createFile(bad.resolve("empty.wav"));
    Files.writeString(bad.resolve("foreign.mp3"), "ID3 and so on, and so on");
  }

  private int features(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "features";
    for (int i = 0; i < arguments.length; i++) {
      all[i + 1] = arguments[i].replace("IN", folder.toString());
    }
    return line.execute(all);
  }

  private FeatureTable table(String name) {
    return FeatureTable.read(folder.resolve(name));
  }

  @Test
  void aFolderAsATable() throws IOException {
    assertThat(features("--set", "eGeMAPSv02", "--out", "IN/f.csv", "IN/recordings")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("Resampled", "1 at 48000 Hz", "2 rows of 88 features from 2 recordings.");
    List<String> lines = Files.readAllLines(folder.resolve("f.csv"));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("file,F0semitoneFrom27.5Hz_sma3nz_amean,");
    assertThat(lines.get(1)).startsWith("a.wav,");
    assertThat(lines.get(2)).startsWith("b.wav,");
  }

  @Test
  void badFilesAreASentenceEachAndTheOthersAreWritten() {
    assertThat(features("--set", "is10", "--out", "IN/bad.parquet", "IN/bad")).isEqualTo(1);
    assertThat(err.toString().split("\n"))
        .hasSize(3)
        .allMatch(line -> line.endsWith(".") && !line.contains("\tat "));
    assertThat(err.toString()).contains("cut.wav", "empty.wav", "foreign.mp3");
    assertThat(table("bad.parquet").rows())
        .extracting(FeatureRow::file)
        .containsExactly("good.wav", "silent.wav");
    assertThat(out.toString()).contains("2 recordings; 3 files gave none.");
  }

  @Test
  void contoursAndPieces() {
    assertThat(features("--set", "emobase", "--lld", "--out", "IN/l.npz", "IN/recordings"))
        .isZero();
    assertThat(table("l.npz").head().timed()).isTrue();
    assertThat(table("l.npz").head().names()).contains("pcm_intensity_sma");
    String[] pieces = {"--set", "is10", "--segments", "200ms", "--trim", "--out"};
    assertThat(features(with(pieces, "IN/s.csv", "IN/recordings"))).isZero();
    assertThat(table("s.csv").rows().get(1).start()).isEqualTo(0.2);
    assertThat(features("--set", "kaldi13", "--out", "IN/k.csv", "IN/recordings")).isZero();
    assertThat(table("k.csv").head().names()).hasSize(13);
  }

  private static String[] with(String[] some, String... more) {
    String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  @Test
  void aTableAgreesWithItself() {
    features("--set", "emobase", "--out", "IN/theirs.csv", "IN/recordings");
    out.getBuffer().setLength(0);
    assertThat(features("--set", "emobase", "--compare", "IN/theirs.csv", "IN/recordings"))
        .isZero();
    assertThat(out.toString()).contains("1976 of 1976 values agree (100.000 %)", "agree least");
  }

  /** All samples together are twice the memory that there is. */
  @Test
  void recordingsOfTenMinutesInLittleMemory() throws Exception {
    Path minutes = Files.createDirectories(folder.resolve("minutes"));
    Path first = minutes.resolve("00.wav");
    AudioFile.writeWav(first, TonesModel.tone(0, 600, 16_000, 64));
    for (int i = 1; i < 20; i++) {
      Files.createLink(minutes.resolve("%02d.wav".formatted(i)), first);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx320m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "features",
            "--set",
            "emobase",
            "--out",
            folder.resolve("minutes.npz").toString(),
            minutes.toString());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    List<FeatureRow> rows = table("minutes.npz").rows();
    assertThat(rows).hasSize(20);
    for (FeatureRow row : rows) {
      assertThat(row.values()).containsExactly(rows.get(0).values());
    }
  }

  @Test
  void mistakesAreASentence() {
    refuses("no features of kind nonsense", "--set", "nonsense", "--out", "IN/f.csv", "IN/bad");
    refuses("end in .csv", "--set", "is10", "--out", "IN/f.xls", "IN/recordings");
    refuses("--out", "--set", "is10", "IN/recordings");
    refuses("200ms or 0.2s", "--set", "is10", "--segments", "x", "--out", "IN/f.csv", "IN/bad");
    refuses("exclude", "--set", "is10", "--segments", "1s", "--lld", "--out", "IN/f.csv", "IN/bad");
    refuses("not for tera", "--set", "tera", "--lld", "--out", "IN/f.csv", "IN/bad");
    refuses("no recordings", "--set", "is10", "--out", "IN/f.csv", "IN/bad/empty");
  }

  private void refuses(String words, String... arguments) {
    try {
      Files.createDirectories(folder.resolve("bad/empty"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    err.getBuffer().setLength(0);
    assertThat(features(arguments)).isEqualTo(1);
    assertThat(err.toString()).contains(words).matches("[^\n]*\\.\n");
  }
}
