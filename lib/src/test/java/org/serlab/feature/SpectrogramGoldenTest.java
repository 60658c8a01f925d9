package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.audio.Waveform;

class SpectrogramGoldenTest {
  @Test
  void logPowerSpectrogramsAreThoseOfScipy() throws IOException {
    GoldenCases file = new GoldenCases(Golden.folder("spectrogram"), "spectrogram");
    Golden golden = Golden.counter("spectrogram");
    for (GoldenCases.Case one : file.ofKind("log_power_spectrogram")) {
      JsonObject params = one.params;
      Map<String, Object> options = new HashMap<>();
      options.put("kind", "log-power-spectrogram");
      options.put("sampleRate", params.get("sample_rate").getAsInt());
      options.put("frame", params.get("frame_length").getAsInt());
      options.put("hop", params.get("hop_length").getAsInt());
      options.put("fftSize", params.get("n_fft").getAsInt());
      options.put("floor", params.get("floor").getAsDouble());
      options.put(
          "window",
          params.get("window").getAsString()
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

  @Test
  void resizedTablesAreThoseOfOpenCv() throws IOException {
    GoldenCases file = new GoldenCases(Golden.folder("spectrogram"), "spectrogram");
    Golden golden = Golden.counter("resize");
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

  private static double[] doubles(Matrix matrix) {
    double[] values = new double[matrix.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.values()[i];
    }
    return values;
  }
}
