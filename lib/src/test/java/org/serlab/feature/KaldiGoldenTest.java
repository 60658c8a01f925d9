package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.audio.Waveform;

/** Equal to Kaldi, built in double precision, at the tolerance of each case. */
class KaldiGoldenTest {
  @Test
  void featuresAreThoseOfKaldi() throws IOException {
    compare(Golden.folder("mfcc"), "kaldi");
  }

  @Test
  void featuresAreThoseOfKaldiInTheCommittedPart() throws IOException {
    compare(Golden.committed("mfcc"), "kaldi, committed part");
  }

  private static void compare(Path folder, String name) throws IOException {
    assertThat(Files.exists(folder.resolve("kaldi.json"))).as(folder + "/kaldi.json").isTrue();
    GoldenCases file = new GoldenCases(folder, "kaldi");
    Golden golden = Golden.counter(name);
    Set<String> kinds = new TreeSet<>();
    for (GoldenCases.Case one : file.cases) {
      double[][] actual = compute(one);
      assertThat(actual.length).as(one.id() + ": frames").isEqualTo(one.expected().shape()[0]);
      one.compare(golden, actual);
      kinds.add(one.kind());
    }
    System.out.println("golden " + name + ": " + file.cases.size() + " cases of " + kinds);
    golden.report();
  }

  private static double[][] compute(GoldenCases.Case one) {
    JsonObject p = one.params;
    return switch (one.kind()) {
      case "mfcc" ->
          KaldiFeatures.mfcc(
              frames(p),
              bands(p),
              p.get("num_ceps").getAsInt(),
              p.get("cepstral_lifter").getAsDouble(),
              flag(p, "use_energy"),
              flag(p, "htk_compat"),
              one.signal());
      case "fbank" ->
          KaldiFeatures.filterbank(
              frames(p),
              bands(p),
              flag(p, "use_power"),
              flag(p, "use_log_fbank"),
              flag(p, "use_energy"),
              flag(p, "htk_compat"),
              one.signal());
      case "spectrogram" -> KaldiFeatures.spectrogram(frames(p), one.signal());
      case "add_deltas" ->
          Deltas.regression(
              one.array("input").rows(),
              p.get("delta_order").getAsInt(),
              p.get("delta_window").getAsInt());
      case "apply_cmvn_sliding" ->
          Normalisation.sliding(
              one.array("input").rows(),
              p.get("cmn_window").getAsInt(),
              flag(p, "center"),
              p.get("min_cmn_window").getAsInt(),
              flag(p, "norm_vars"));
      case "apply_cmvn" -> {
        assertThat(flag(p, "norm_means")).isTrue();
        yield Normalisation.utterance(one.array("input").rows(), flag(p, "norm_vars"));
      }
      default -> throw new AssertionError("cases of an unknown kind: " + one.kind());
    };
  }

  private static boolean flag(JsonObject params, String name) {
    return params.get(name).getAsBoolean();
  }

  private static KaldiFrames frames(JsonObject p) {
    assertThat(p.get("dither").getAsDouble()).isZero();
    double rate = p.get("sample_frequency").getAsDouble();
    return new KaldiFrames(
        (int) rate,
        (int) Math.floor(rate * p.get("frame_length_ms").getAsDouble() / 1000),
        (int) Math.floor(rate * p.get("frame_shift_ms").getAsDouble() / 1000),
        flag(p, "snip_edges"),
        flag(p, "remove_dc_offset"),
        p.get("preemphasis_coefficient").getAsDouble(),
        Window.of(GoldenCases.window(p, "window_type")),
        flag(p, "round_to_power_of_two"),
        flag(p, "raw_energy"),
        p.get("energy_floor").getAsDouble(),
        32768);
  }

  private static KaldiFeatures.Bands bands(JsonObject p) {
    return new KaldiFeatures.Bands(
        p.get("num_mel_bins").getAsInt(),
        p.get("low_freq").getAsDouble(),
        p.get("high_freq").getAsDouble());
  }

  @Test
  void aRecordingShorterThanAFrameHasNoWholeFrame() {
    KaldiFrames frames =
        new KaldiFrames(
            16000, 400, 160, true, true, 0.97, Window.of("povey"), true, true, 0, 32768);
    Waveform waveform = new Waveform(new float[399], 16000);
    assertThat(KaldiFeatures.spectrogram(frames, waveform)).isEmpty();
  }
}
