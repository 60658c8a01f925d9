package org.serlab.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;

/** Measures the resampler as the golden file says and compares with what it requires. */
class ResamplerGoldenTest {
  private static final double TONE = 0.008;

  @Test
  void meetsTheRequirements() throws IOException {
    Path folder = Golden.folder("resample");
    JsonObject file =
        JsonParser.parseString(Files.readString(folder.resolve("resample.json"))).getAsJsonObject();
    measure(file, "golden resample");
  }

  /** The four ratios of everyday use, on every machine. */
  @Test
  void meetsTheRequirementsOfTheCommittedPart() throws IOException {
    JsonObject file =
        JsonParser.parseString(
                Files.readString(Golden.committed("resample").resolve("resample.json")))
            .getAsJsonObject();
    measure(file, "committed resample");
  }

  private static void measure(JsonObject file, String name) {
    JsonObject required = file.getAsJsonObject("required");
    double passband = required.get("passband_to_ratio_of_lower_nyquist").getAsDouble();
    double ripple = required.get("passband_max_abs_gain_db").getAsDouble();
    double phase = required.get("max_abs_phase_error_rad_in_passband").getAsDouble();
    double stopFrom = required.get("first_tested_ratio").getAsDouble();
    double stop = required.get("stopband_max_db").getAsDouble();
    double image = required.get("image_max_db").getAsDouble();
    int count = 0;
    for (JsonElement element : file.getAsJsonArray("ratios")) {
      JsonObject ratio = element.getAsJsonObject();
      int in = ratio.get("in_rate").getAsInt();
      int out = ratio.get("out_rate").getAsInt();
      double nyquist = Math.min(in, out) / 2.0;
      double[] worst = multitone(in, out, passband * nyquist, numbers(ratio, "pass_freqs_hz"));
      String what = in + " to " + out + " Hz";
      assertThat(worst[0]).as(what + ": gain error in dB").isLessThanOrEqualTo(ripple);
      assertThat(worst[1]).as(what + ": phase error").isLessThanOrEqualTo(phase);
      count += 2;
      double worstStop = Double.NEGATIVE_INFINITY;
      if (out > in) {
        assertThat(worst[2]).as(what + ": image in dB").isLessThanOrEqualTo(image);
        count++;
      } else {
        for (double frequency : numbers(ratio, "stop_freqs_hz")) {
          if (frequency >= stopFrom * nyquist) {
            double level = tone(in, out, frequency);
            worstStop = Math.max(worstStop, level);
            assertThat(level).as(what + ": dB at " + frequency).isLessThanOrEqualTo(stop);
            count++;
          }
        }
      }
      System.out.printf(
          "%s: %s: gain within %.5f dB, phase within %.1e, image %.0f dB, stop band %.0f dB%n",
          name, what, worst[0], worst[1], worst[2], worstStop);
    }
    System.out.println(name + ": " + count + " measurements, all as required");
    assertThat(count).isPositive();
  }

  /** Largest gain error in dB, phase error in radians, and level of images in dB. */
  private static double[] multitone(int in, int out, double highest, double[] frequencies) {
    double[] tones = Arrays.stream(frequencies).filter(f -> f <= highest).toArray();
    double[] phases = new Random(7).doubles(tones.length, 0, 2 * Math.PI).toArray();
    double[] sum = new double[4 * in];
    for (int t = 0; t < tones.length; t++) {
      for (int n = 0; n < sum.length; n++) {
        sum[n] += TONE * Math.sin(2 * Math.PI * tones[t] * n / in + phases[t]);
      }
    }
    float[] output = resample(in, out, sum);
    double[] worst = {0, 0, Double.NEGATIVE_INFINITY};
    for (int t = 0; t < tones.length; t++) {
      double[] c = component(output, out, tones[t], phases[t] - Math.PI / 2);
      worst[0] = Math.max(worst[0], Math.abs(20 * Math.log10(Math.hypot(c[0], c[1]))));
      worst[1] = Math.max(worst[1], Math.abs(Math.atan2(c[1], c[0])));
      if (out > in) {
        double[] image = component(output, out, in - tones[t], 0);
        worst[2] = Math.max(worst[2], 20 * Math.log10(Math.hypot(image[0], image[1])));
      }
    }
    return worst;
  }

  /** The component at a frequency in seconds 1 to 3, relative to a tone of that phase. */
  private static double[] component(float[] output, int rate, double frequency, double phase) {
    double re = 0;
    double im = 0;
    for (int k = rate; k < 3 * rate; k++) {
      double angle = 2 * Math.PI * frequency * k / rate + phase;
      re += output[k] * Math.cos(angle);
      im -= output[k] * Math.sin(angle);
    }
    return new double[] {re / rate / TONE, im / rate / TONE};
  }

  /** What is left of a tone, in dB. */
  private static double tone(int in, int out, double frequency) {
    double[] input = new double[4 * in];
    for (int n = 0; n < input.length; n++) {
      input[n] = 0.5 * Math.sin(2 * Math.PI * frequency * n / in + 0.3);
    }
    float[] output = resample(in, out, input);
    double squares = 0;
    for (int k = out; k < 3 * out; k++) {
      squares += (double) output[k] * output[k];
    }
    return 10 * Math.log10(squares / (2 * out) / 0.125);
  }

  private static float[] resample(int in, int out, double[] samples) {
    float[] input = new float[samples.length];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) samples[i];
    }
    float[] output = new Waveform(input, in).resample(out).samples();
    assertThat(output.length).isEqualTo((int) Math.ceil(samples.length * (double) out / in));
    return output;
  }

  private static double[] numbers(JsonObject object, String name) {
    JsonArray array = object.getAsJsonArray(name);
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }
}
