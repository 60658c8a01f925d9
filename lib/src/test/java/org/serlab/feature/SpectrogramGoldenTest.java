package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.audio.Waveform;

class SpectrogramGoldenTest {
  @Test
  void logPowerSpectrogramsAreThoseOfScipy() throws IOException {
    GoldenCases file = cases(Golden.folder("spectrogram"));
    Golden golden = Golden.counter("spectrogram");
    for (GoldenCases.Case one : file.ofKind("log_power_spectrogram")) {
      JsonObject params = one.params;
      one.requires("center", false);
      one.requires("preemphasis", null);
      one.requires("remove_dc", false);
      Map<String, Object> options = new HashMap<>();
      options.put("kind", "log-power-spectrogram");
      options.put("sampleRate", params.get("sample_rate").getAsInt());
      options.put("frame", params.get("frame_length").getAsInt());
      options.put("hop", params.get("hop_length").getAsInt());
      options.put("fftSize", params.get("n_fft").getAsInt());
      options.put("floor", params.get("floor").getAsDouble());
      options.put(
          "window",
          GoldenCases.window(params, "window")
              + (params.get("window_symmetric").getAsBoolean() ? "" : " periodic"));
      options.put("resize", List.of());
      int first = one.json.get("first_sample").getAsInt();
      Waveform part = one.signal().crop(first, first + one.json.get("num_samples").getAsInt());
      Matrix actual = FeatureExtractors.of(options).extract(part);
      assertThat(new int[] {actual.rows(), actual.columns()}).isEqualTo(one.expected().shape());
      one.compare(golden, doubles(actual), "tolerance");
    }
    golden.report();
  }

  private static GoldenCases cases(Path folder) throws IOException {
    GoldenCases file = new GoldenCases(folder, "spectrogram");
    assertThat(file.cases.stream().map(GoldenCases.Case::kind).distinct())
        .as("kinds of cases")
        .isSubsetOf("log_power_spectrogram", "resize_bilinear");
    return file;
  }

  @Test
  void resizedTablesAreThoseOfOpenCv() throws IOException {
    compareResizing(Golden.folder("spectrogram"), "resize");
  }

  @Test
  void resizedTablesAreThoseOfOpenCvInTheCommittedPart() throws IOException {
    compareResizing(Golden.committed("spectrogram"), "resize, committed part");
  }

  private static void compareResizing(Path folder, String name) throws IOException {
    GoldenCases file = cases(folder);
    Golden golden = Golden.counter(name);
    for (GoldenCases.Case one : file.ofKind("resize_bilinear")) {
      double[][] resized =
          BilinearResize.resize(
              one.array("input").rows(),
              one.params.get("out_rows").getAsInt(),
              one.params.get("out_cols").getAsInt());
      one.compare(golden, resized);
    }
    golden.report();
  }

  /** Columns of 0 and 1000 by turns show the places: OpenCV 4.6 gives 732.11670 here. */
  @Test
  void placesInWideTablesAreThoseOfOpenCv() {
    double[] row = new double[1000];
    for (int i = 1; i < row.length; i += 2) {
      row[i] = 1000;
    }
    double[][] resized = BilinearResize.resize(new double[][] {row}, 1, 224);
    assertThat(resized[0][196]).isCloseTo(732.11670, within(1e-4)); // exactly it were 732.14286
  }

  /** A cosine of amplitude A in the middle of bin k has power (A sum of the window / 2)^2 there. */
  @Test
  void aToneHasItsPowerInItsBin() {
    float[] samples = new float[4000];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) (0.5 * Math.cos(2 * Math.PI * 40 * n / 512));
    }
    Matrix spectrogram =
        FeatureExtractors.of(
                Map.of("kind", "log-power-spectrogram", "frame", 512, "resize", List.of()))
            .extract(new Waveform(samples, 16000));
    double sum = 0.54 * 512 - 0.46; // of the symmetric Hamming window
    double expected = 20 * Math.log10(0.5 * sum / 2);
    for (int frame = 0; frame < spectrogram.columns(); frame++) {
      assertThat((double) spectrogram.get(40, frame)).isCloseTo(expected, within(0.01));
      assertThat(spectrogram.get(80, frame)).isLessThan((float) (expected - 50));
    }
  }

  private static double[] doubles(Matrix matrix) {
    double[] values = new double[matrix.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.values()[i];
    }
    return values;
  }
}
