package org.serlab.feature.opensmile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.serlab.Golden;
import org.serlab.audio.AudioException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.feature.Matrix;
import org.serlab.feature.Npz;

/** Agreement with openSMILE's own output, over whatever recordings the golden folder has. */
class OpenSmileGoldenTest {
  private static final double LEAST_SHARE = 0.995;
  private static final double MOST_IN_A_COLUMN = 0.1;

  @ParameterizedTest
  @EnumSource
  void functionalsAgree(OpenSmileSet set) throws IOException {
    Path folder = Golden.folder("opensmile");
    present(folder.resolve("func/" + set.kind() + ".npy"));
    Agreement agreement = ReferenceFolder.agreement(set, folder).orElseThrow();
    print(set, "functionals", agreement);
    bars(agreement);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTooShortIsRefused(OpenSmileSet set) throws IOException {
    Path folder = Golden.folder("opensmile");
    present(folder.resolve("func/" + set.kind() + ".npy"));
    List<String> files = Files.readAllLines(folder.resolve("func/" + set.kind() + ".files.txt"));
    int refused = 0;
    for (String file : recordings(folder)) {
      if (!files.contains(file)) {
        assertThatThrownBy(() -> set.functionals(audio(folder, file)))
            .as(file)
            .isInstanceOf(AudioException.class);
        refused++;
      }
    }
    System.out.printf("golden opensmile %s: %d recordings refused%n", set.kind(), refused);
  }

  @ParameterizedTest
  @EnumSource
  void contoursAndVoicingAgree(OpenSmileSet set) throws IOException {
    Path folder = Golden.folder("opensmile");
    present(folder.resolve("func/" + set.kind() + ".npy"));
    int tables = 0;
    for (String part : List.of("", "1", "2")) {
      Path file = folder.resolve("lld/" + set.kind() + ".lld" + part + ".npz");
      if (Files.exists(file)) {
        contours(set, folder, file, set.kind() + ".lld" + part);
        tables++;
      }
    }
    Assumptions.assumeTrue(tables > 0, "no contours of " + set.kind());
  }

  private void contours(OpenSmileSet set, Path folder, Path file, String tag) throws IOException {
    List<String> names = Files.readAllLines(folder.resolve("lld/" + tag + ".names.txt"));
    names = names.subList(1, names.size()); // without the time
    assertThat(set.contourNames()).containsAll(names);
    int[] columns = names.stream().mapToInt(set.contourNames()::indexOf).toArray();
    int pitch = pitchColumn(names);
    Agreement agreement = new Agreement(names);
    int voicingEqual = 0;
    for (Map.Entry<String, Npz.Array> entry : Npz.read(file).entrySet()) {
      double[][] expected = entry.getValue().rows();
      if (expected.length == 0) {
        continue;
      }
      Matrix ours = set.contours(audio(folder, entry.getKey()));
      assertThat(ours.rows()).as("rows of " + entry.getKey()).isEqualTo(expected.length);
      for (int row = 0; row < expected.length; row++) {
        float[] actual = new float[columns.length];
        for (int c = 0; c < columns.length; c++) {
          actual[c] = ours.get(row, columns[c]);
        }
        float[] wanted = floats(Arrays.copyOfRange(expected[row], 1, expected[row].length));
        agreement.add(actual, wanted);
        if (pitch >= 0 && actual[pitch] > 0 == wanted[pitch] > 0) {
          voicingEqual++;
        }
      }
    }
    print(set, "contours", agreement);
    assertThat(agreement.share()).isGreaterThanOrEqualTo(LEAST_SHARE);
    if (pitch >= 0) {
      System.out.printf(
          "golden opensmile %s: voicing equal in %d of %d frames%n",
          set.kind(), voicingEqual, agreement.rows());
      assertThat((double) voicingEqual / agreement.rows()).isGreaterThanOrEqualTo(LEAST_SHARE);
    }
  }

  private static int pitchColumn(List<String> names) {
    return Stream.of("F0_sma", "F0final_sma", "F0semitoneFrom27.5Hz_sma3nz")
        .mapToInt(names::indexOf)
        .max()
        .orElse(-1);
  }

  @ParameterizedTest
  @EnumSource
  void otherSampleRatesAgree(OpenSmileSet set) throws IOException {
    Path folder = Golden.folder("opensmile").resolve("rates");
    double[][] rows = Npz.readNpy(present(folder.resolve(set.kind() + ".npy"))).rows();
    List<String> files = Files.readAllLines(folder.resolve("files.txt"));
    Agreement agreement = new Agreement(set.names());
    for (int i = 0; i < rows.length; i++) {
      String name = files.get(i).replaceFirst("\\.wav$", "") + ".wav";
      Waveform waveform = AudioFile.read(folder.resolve(name));
      agreement.add(set.functionals(waveform), floats(rows[i]));
    }
    print(set, "functionals at other rates", agreement);
    assertThat(agreement.share()).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  @ParameterizedTest
  @EnumSource
  void piecesAgree(OpenSmileSet set) throws IOException {
    Path folder = Golden.folder("opensmile");
    Pattern pattern = Pattern.compile(Pattern.quote(set.kind()) + "_(\\d+)ms\\.npz");
    int tables = 0;
    for (Path file : list(folder.resolve("segments"))) {
      Matcher matcher = pattern.matcher(file.getFileName().toString());
      if (matcher.matches()) {
        pieces(set, folder, file, Integer.parseInt(matcher.group(1)) / 1000.0);
        tables++;
      }
    }
    Assumptions.assumeTrue(tables > 0, "no segments of " + set.kind());
  }

  private void pieces(OpenSmileSet set, Path folder, Path file, double seconds) {
    Agreement agreement = new Agreement(set.names());
    for (Map.Entry<String, Npz.Array> entry : Npz.read(file).entrySet()) {
      double[][] expected =
          Arrays.stream(entry.getValue().rows())
              .filter(row -> !Double.isNaN(row[0])) // openSMILE gave nothing
              .toArray(double[][]::new);
      Matrix ours = set.segments(audio(folder, entry.getKey()), seconds);
      assertThat(ours.rows()).as("pieces of " + entry.getKey()).isEqualTo(expected.length);
      int width = ours.columns();
      for (int row = 0; row < expected.length; row++) {
        float[] actual = Arrays.copyOfRange(ours.values(), row * width, (row + 1) * width);
        agreement.add(actual, floats(expected[row]));
      }
    }
    print(set, "functionals of pieces", agreement);
    bars(agreement);
  }

  private static void bars(Agreement agreement) {
    assertThat(agreement.rows()).isPositive();
    assertThat(agreement.share()).isGreaterThanOrEqualTo(LEAST_SHARE);
    assertThat(agreement.worstColumnShare())
        .as("share of the files in which %s is outside", agreement.columns().get(0).name())
        .isLessThanOrEqualTo(MOST_IN_A_COLUMN);
  }

  private static void print(OpenSmileSet set, String what, Agreement agreement) {
    System.out.printf("golden opensmile %s: %s: %s%n", set.kind(), what, agreement);
  }

  private static Waveform audio(Path folder, String name) {
    return AudioFile.read(folder.resolve("audio/" + name + ".wav"));
  }

  private static List<String> recordings(Path folder) throws IOException {
    return list(folder.resolve("audio")).stream()
        .map(path -> path.getFileName().toString())
        .filter(name -> name.endsWith(".wav"))
        .map(name -> name.substring(0, name.length() - 4))
        .toList();
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Path present(Path file) {
    Assumptions.assumeTrue(Files.exists(file), "the golden folder has no " + file.getFileName());
    return file;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
