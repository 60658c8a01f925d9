package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;

/** Equal to PyWavelets at the tolerance of each case. */
class WaveletGoldenTest {
  @Test
  void transformsAreThoseOfPyWavelets() throws IOException {
    compare(Golden.folder("wavelet"), "wavelet");
  }

  @Test
  void transformsAreThoseOfPyWaveletsInTheCommittedPart() throws IOException {
    compare(Golden.committed("wavelet"), "wavelet, committed part");
  }

  private static void compare(Path folder, String name) throws IOException {
    GoldenCases file = new GoldenCases(folder, "wavelet");
    Golden golden = Golden.counter(name);
    Set<String> kinds = new TreeSet<>();
    for (GoldenCases.Case one : file.cases) {
      one.compare(golden, compute(one, golden), "tolerance");
      kinds.add(one.kind());
    }
    System.out.println("golden " + name + ": " + file.cases.size() + " cases of " + kinds);
    golden.report();
  }

  private static double[] compute(GoldenCases.Case one, Golden golden) {
    JsonObject p = one.params;
    return switch (one.kind()) {
      case "filter_taps" -> {
        Wavelet wavelet = Wavelet.of(p.get("wavelet").getAsString());
        assertThat(strings(p, "rows")).containsExactly("dec_lo", "dec_hi", "rec_lo", "rec_hi");
        yield GoldenCases.flat(
            new double[][] {
              wavelet.analysisLow(),
              wavelet.analysisHigh(),
              wavelet.synthesisLow(),
              wavelet.synthesisHigh()
            });
      }
      case "dwt" -> {
        WaveletTransform.Level level = transform(p).forward(one.array("signal").values());
        yield GoldenCases.flat(new double[][] {level.approximation(), level.detail()});
      }
      case "idwt" -> {
        double[][] rows = one.array("input").rows();
        yield transform(p).inverse(new WaveletTransform.Level(rows[0], rows[1]));
      }
      case "wavedec" -> {
        double[][] parts =
            transform(p).decompose(one.array("signal").values(), p.get("level").getAsInt());
        assertThat(Arrays.stream(parts).map(part -> part.length)).isEqualTo(lengths(one));
        yield GoldenCases.flat(parts);
      }
      case "waverec" -> {
        double[] all = one.array("input").values();
        List<Integer> lengths = lengths(one);
        double[][] parts = new double[lengths.size()][];
        int from = 0;
        for (int i = 0; i < parts.length; i++) {
          parts[i] = Arrays.copyOfRange(all, from, from + lengths.get(i));
          from += lengths.get(i);
        }
        double[] signal = transform(p).compose(parts);
        assertThat(signal).hasSize(one.json.get("expected_output_length").getAsInt());
        yield Arrays.copyOf(signal, one.json.get("compare_first").getAsInt());
      }
      case "threshold" ->
          WaveletDenoiser.threshold(
              one.array("input").values(), p.get("value").getAsDouble(), soft(p));
      case "denoise_universal" -> {
        assertThat(p.get("sigma_divisor").getAsDouble()).isEqualTo(0.6745);
        assertThat(p.get("approximation_thresholded").getAsBoolean()).isFalse();
        WaveletDenoiser.Denoised denoised =
            new WaveletDenoiser(transform(p), p.get("level").getAsInt(), soft(p))
                .denoise(one.array("signal").values());
        golden.close(one.id(), denoised.sigma(), number(one, "expected_sigma"), 1e-10, 1e-10);
        golden.close(
            one.id(), denoised.threshold(), number(one, "expected_threshold"), 1e-10, 1e-10);
        assertThat(denoised.kept()).isEqualTo((int) number(one, "expected_details_kept"));
        yield denoised.samples();
      }
      default -> throw new AssertionError("cases of an unknown kind: " + one.kind());
    };
  }

  private static double number(GoldenCases.Case one, String name) {
    return one.json.get(name).getAsDouble();
  }

  private static boolean soft(JsonObject p) {
    return p.get("threshold").getAsString().equals("soft");
  }

  private static WaveletTransform transform(JsonObject p) {
    WaveletTransform.Mode mode =
        switch (p.get("mode").getAsString()) {
          case "symmetric" -> WaveletTransform.Mode.SYMMETRIC;
          case "periodization" -> WaveletTransform.Mode.PERIODIC;
          case "zero" -> WaveletTransform.Mode.ZERO;
          default -> throw new AssertionError(p.get("mode"));
        };
    return new WaveletTransform(Wavelet.of(p.get("wavelet").getAsString()), mode);
  }

  private static List<Integer> lengths(GoldenCases.Case one) {
    return StreamSupport.stream(one.json.getAsJsonArray("lengths").spliterator(), false)
        .map(JsonElement::getAsInt)
        .toList();
  }

  private static List<String> strings(JsonObject p, String name) {
    return StreamSupport.stream(p.getAsJsonArray(name).spliterator(), false)
        .map(JsonElement::getAsString)
        .toList();
  }
}
