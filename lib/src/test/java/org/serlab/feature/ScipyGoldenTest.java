package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;

/** Equal to scipy, at the tolerance that each case asks of double precision. */
class ScipyGoldenTest {
  @Test
  void signalToolsAreThoseOfScipy() throws IOException {
    compare(Golden.folder("mfcc"), "scipy");
  }

  @Test
  void signalToolsAreThoseOfScipyInTheCommittedPart() throws IOException {
    compare(Golden.committed("mfcc"), "scipy, committed part");
  }

  private static void compare(Path folder, String name) throws IOException {
    GoldenCases file = new GoldenCases(folder, "scipy");
    Golden golden = Golden.counter(name);
    Set<String> kinds = new TreeSet<>();
    for (GoldenCases.Case one : file.cases) {
      String tolerance = one.has("tolerance_double") ? "tolerance_double" : "tolerance";
      one.compare(golden, compute(one, golden), tolerance);
      kinds.add(one.kind());
    }
    System.out.println("golden " + name + ": " + file.cases.size() + " cases of " + kinds);
    golden.report();
  }

  private static double[] compute(GoldenCases.Case one, Golden golden) {
    JsonObject p = one.params;
    return switch (one.kind()) {
      case "get_window" -> window(p, "fftbins").weights(p.get("length").getAsInt());
      case "dct", "idct" -> {
        double[] x = one.input("x").values();
        int type = p.get("type").getAsInt();
        boolean orthonormal = !p.get("norm").isJsonNull();
        CosineTransform transform =
            one.kind().equals("dct")
                ? CosineTransform.of(type, orthonormal, x.length, x.length)
                : CosineTransform.inverse(type, orthonormal, x.length);
        double[] y = new double[x.length];
        transform.apply(x, y);
        yield y;
      }
      case "lfilter" -> filter(p).apply(one.input("x").values());
      case "lfilter_with_state" -> {
        double[] state = one.input("zi").values().clone();
        double[] y = filter(p).apply(one.input("x").values(), state);
        double[] both = Arrays.copyOf(y, y.length + state.length);
        System.arraycopy(state, 0, both, y.length, state.length);
        yield both;
      }
      case "resample_poly" -> {
        one.requires("padtype", "constant");
        one.requires("cval", 0.0);
        int up = p.get("up").getAsInt();
        int down = p.get("down").getAsInt();
        int gcd =
            java.math.BigInteger.valueOf(up).gcd(java.math.BigInteger.valueOf(down)).intValue();
        double[] taps =
            text(p, "window").equals("taps")
                ? numbers(p, "taps")
                : PolyphaseFilter.lowPass(up / gcd, down / gcd, p.get("beta").getAsDouble());
        yield PolyphaseFilter.resample(samples(one), up, down, taps);
      }
      case "stft" -> {
        ShortTimeTransform transform = transform(p);
        boolean even = text(p, "boundary").equals("even");
        boolean none = text(p, "boundary").equals("none");
        double[] extended =
            transform.extend(
                samples(one),
                none
                    ? ShortTimeTransform.Boundary.NONE
                    : even ? ShortTimeTransform.Boundary.EVEN : ShortTimeTransform.Boundary.ZEROS,
                p.get("padded").getAsBoolean());
        axes(one, golden, transform, extended, none ? 0 : transform.segment() / 2.0);
        ShortTimeTransform.Spectra spectra =
            transform.transform(extended, scaling(p, "psd"), rate(p));
        double[][] interleaved = new double[spectra.real().length][];
        for (int k = 0; k < interleaved.length; k++) {
          double[] re = spectra.real()[k];
          interleaved[k] = new double[2 * re.length];
          for (int t = 0; t < re.length; t++) {
            interleaved[k][2 * t] = re[t];
            interleaved[k][2 * t + 1] = spectra.imaginary()[k][t];
          }
        }
        yield GoldenCases.flat(interleaved);
      }
      case "spectrogram" -> {
        ShortTimeTransform transform = transform(p);
        double[] samples = samples(one);
        axes(one, golden, transform, samples, 0);
        if (p.get("mode").getAsString().equals("psd")) {
          yield GoldenCases.flat(transform.power(samples, scaling(p, "density"), rate(p)));
        }
        assertThat(p.get("mode").getAsString()).isEqualTo("magnitude");
        ShortTimeTransform.Spectra spectra =
            transform.transform(samples, scaling(p, "density"), rate(p));
        double[] re = GoldenCases.flat(spectra.real());
        double[] im = GoldenCases.flat(spectra.imaginary());
        for (int i = 0; i < re.length; i++) {
          re[i] = Math.hypot(re[i], im[i]);
        }
        yield re;
      }
      default -> throw new AssertionError("cases of an unknown kind: " + one.kind());
    };
  }

  /** Compares frequencies and times of a case too. */
  private static void axes(
      GoldenCases.Case one,
      Golden golden,
      ShortTimeTransform transform,
      double[] samples,
      double edge) {
    double[] frequencies = one.array("expected_freqs").values();
    assertThat(frequencies.length).isEqualTo(transform.fftSize() / 2 + 1);
    double[] times = one.array("expected_times").values();
    assertThat(times.length).isEqualTo(transform.segments(samples));
    for (int k = 0; k < frequencies.length; k++) {
      double expected = k * rate(one.params) / transform.fftSize();
      golden.close(one.id() + " frequency", expected, frequencies[k], 1e-9, 1e-9);
    }
    for (int t = 0; t < times.length; t++) {
      double centre =
          transform.segment() / 2.0 + t * (transform.segment() - transform.overlap()) - edge;
      golden.close(one.id() + " time", centre / rate(one.params), times[t], 1e-9, 1e-9);
    }
  }

  private static double rate(JsonObject p) {
    return p.get("fs").getAsDouble();
  }

  private static String text(JsonObject p, String name) {
    return p.get(name).isJsonNull() ? "none" : p.get(name).getAsString();
  }

  private static ShortTimeTransform.Scaling scaling(JsonObject p, String density) {
    return p.get("scaling").getAsString().equals(density)
        ? ShortTimeTransform.Scaling.DENSITY
        : ShortTimeTransform.Scaling.SPECTRUM;
  }

  private static ShortTimeTransform transform(JsonObject p) {
    return new ShortTimeTransform(
        window(p, "periodic"),
        p.get("nperseg").getAsInt(),
        p.get("noverlap").getAsInt(),
        p.get("nfft").getAsInt(),
        switch (p.get("detrend").getAsString()) {
          case "false" -> ShortTimeTransform.Detrend.NONE;
          case "constant" -> ShortTimeTransform.Detrend.CONSTANT;
          case "linear" -> ShortTimeTransform.Detrend.LINEAR;
          default -> throw new AssertionError(p.get("detrend"));
        });
  }

  private static Window window(JsonObject p, String periodic) {
    String name = GoldenCases.window(p, "window");
    boolean parameter = p.has("window_param") && !p.get("window_param").isJsonNull();
    boolean symmetric = p.has(periodic) && !p.get(periodic).getAsBoolean();
    return Window.of(
        name
            + (parameter ? " " + p.get("window_param").getAsString() : "")
            + (symmetric ? "" : " periodic"));
  }

  private static DigitalFilter filter(JsonObject p) {
    return new DigitalFilter(numbers(p, "b"), numbers(p, "a"));
  }

  private static double[] numbers(JsonObject p, String name) {
    return StreamSupport.stream(p.getAsJsonArray(name).spliterator(), false)
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  private static double[] samples(GoldenCases.Case one) {
    if (!one.has("signal")) {
      return one.input("x").values();
    }
    float[] single = one.signal().samples();
    int count =
        one.params.has("first_samples")
            ? one.params.get("first_samples").getAsInt()
            : single.length;
    double[] samples = new double[count];
    for (int i = 0; i < count; i++) {
      samples[i] = single[i];
    }
    return samples;
  }

  @Test
  void aTukeyWindowOfMoreThanTheFrameIsHann() {
    assertThat(Window.of("tukey 1.5").weights(9)).isEqualTo(Window.of("tukey 1").weights(9));
  }

  /** Two taps 0 and 1 are a delay of one sample. */
  @Test
  void theLastOfAnEvenNumberOfTapsCounts() {
    double[] x = {1, 2, 3};
    assertThat(PolyphaseFilter.resample(x, 1, 1, new double[] {0, 1})).containsExactly(0, 1, 2);
  }
}
