package org.serlab.feature;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.audio.Waveform;

/** Equal to librosa, at the tolerance of each case. */
class LibrosaGoldenTest {
  @Test
  void featuresAreThoseOfLibrosa() throws IOException {
    compare(Golden.folder("mfcc"), "librosa");
  }

  @Test
  void featuresAreThoseOfLibrosaInTheCommittedPart() throws IOException {
    compare(Golden.committed("mfcc"), "librosa, committed part");
  }

  private static void compare(Path folder, String name) throws IOException {
    GoldenCases file = new GoldenCases(folder, "librosa");
    Golden golden = Golden.counter(name);
    Set<String> kinds = new TreeSet<>();
    for (GoldenCases.Case one : file.cases) {
      one.compare(golden, compute(one.kind(), one.params, one));
      kinds.add(one.kind());
    }
    System.out.println("golden " + name + ": " + file.cases.size() + " cases of " + kinds);
    golden.report();
  }

  private static double[][] compute(String kind, JsonObject p, GoldenCases.Case one) {
    return switch (kind) {
      case "mel_filter_bank" -> bank(p).dense();
      case "melspectrogram" -> mel(p).compute(one.signal());
      case "melspectrogram_db" -> decibels(p, one.signal());
      case "mfcc" ->
          Cepstra.of(
              decibels(p, one.signal()),
              p.get("n_mfcc").getAsInt(),
              p.get("dct_type").getAsInt(),
              !p.get("dct_norm").isJsonNull(),
              p.get("lifter").getAsDouble());
      case "mfcc_delta" ->
          Deltas.savitzkyGolay(
              compute("mfcc", p.getAsJsonObject("mfcc"), one),
              p.get("width").getAsInt(),
              p.get("order").getAsInt(),
              p.get("mode").getAsString().equals("interp"));
      case "rms" -> new double[][] {FrameMeasures.rms(framing(p, "frame_length"), one.signal())};
      case "zero_crossing_rate" -> {
        one.requires("zero_pos", true);
        yield new double[][] {
          FrameMeasures.zeroCrossingRate(
              framing(p, "frame_length"), p.get("threshold").getAsDouble(), one.signal())
        };
      }
      case "rms_from_stft" ->
          measure(
              p,
              one,
              magnitudes -> {
                double[] power = magnitudes.clone();
                for (int k = 0; k < power.length; k++) {
                  power[k] *= power[k];
                }
                return FrameMeasures.rmsOfSpectrum(power, p.get("n_fft").getAsInt());
              });
      case "spectral_centroid" ->
          measure(p, one, magnitudes -> SpectralShape.centroid(magnitudes, hertz(p)));
      case "spectral_bandwidth" -> {
        one.requires("norm", true);
        yield measure(
            p,
            one,
            magnitudes -> SpectralShape.bandwidth(magnitudes, hertz(p), p.get("p").getAsDouble()));
      }
      case "spectral_rolloff" ->
          measure(
              p,
              one,
              magnitudes ->
                  SpectralShape.rolloff(magnitudes, hertz(p), p.get("roll_percent").getAsDouble()));
      case "spectral_flatness" ->
          measure(
              p,
              one,
              magnitudes ->
                  SpectralShape.flatness(
                      magnitudes, p.get("power").getAsDouble(), p.get("amin").getAsDouble()));
      case "stft_magnitude" -> magnitudes(p, one.signal());
      default -> throw new AssertionError("cases of an unknown kind: " + kind);
    };
  }

  private static double[][] measure(
      JsonObject p, GoldenCases.Case one, ToDoubleFunction<double[]> measure) {
    double[][] bins = magnitudes(p, one.signal());
    double[] measured = new double[bins[0].length];
    for (int t = 0; t < measured.length; t++) {
      double[] frame = new double[bins.length];
      for (int k = 0; k < frame.length; k++) {
        frame[k] = bins[k][t];
      }
      measured[t] = measure.applyAsDouble(frame);
    }
    return new double[][] {measured};
  }

  private static double[] hertz(JsonObject p) {
    int n = p.get("n_fft").getAsInt();
    return SpectralShape.frequencies(n / 2 + 1, p.get("sample_rate").getAsInt(), n);
  }

  private static double[][] magnitudes(JsonObject p, Waveform waveform) {
    Spectrogram spectrogram = spectrogram(p);
    double[][] bins =
        new double[spectrogram.fftSize() / 2 + 1][spectrogram.frames(waveform.length())];
    spectrogram.compute(
        waveform,
        (frame, power) -> {
          for (int k = 0; k < power.length; k++) {
            bins[k][frame] = Math.sqrt(power[k]);
          }
        });
    return bins;
  }

  private static Framing framing(JsonObject p, String length) {
    String mode = p.get("pad_mode").getAsString();
    Framing.Edges edges =
        !p.get("center").getAsBoolean()
            ? Framing.Edges.WHOLE
            : switch (mode) {
              case "constant" -> Framing.Edges.CENTRED_ZEROS;
              case "reflect" -> Framing.Edges.CENTRED_MIRRORED;
              case "edge" -> Framing.Edges.CENTRED_HELD;
              default -> throw new AssertionError(mode);
            };
    return new Framing(p.get(length).getAsInt(), p.get("hop_length").getAsInt(), edges);
  }

  private static Spectrogram spectrogram(JsonObject p) {
    String window = GoldenCases.window(p, "window");
    return Spectrogram.withWindowInTheMiddle(
        framing(p, "n_fft"), Window.of(window + " periodic"), p.get("win_length").getAsInt());
  }

  private static MelFilterbank bank(JsonObject p) {
    JsonElement norm = p.get("mel_norm");
    return MelFilterbank.linearInHertz(
        p.get("mel_scale").getAsString().equals("htk") ? MelScale.HTK : MelScale.SLANEY,
        norm.isJsonNull() ? MelFilterbank.Norm.PEAK : MelFilterbank.Norm.AREA,
        p.get("n_mels").getAsInt(),
        p.get("fmin").getAsDouble(),
        p.get("fmax").getAsDouble(),
        p.get("n_fft").getAsInt(),
        p.get("sample_rate").getAsInt());
  }

  private static MelSpectrogram mel(JsonObject p) {
    return new MelSpectrogram(spectrogram(p), bank(p), p.get("power").getAsDouble());
  }

  private static double[][] decibels(JsonObject p, Waveform waveform) {
    JsonObject db = p.getAsJsonObject("db");
    double[][] mel = mel(p.getAsJsonObject("mel")).compute(waveform);
    boolean relative = db.get("ref").getAsJsonPrimitive().isString(); // "max"
    double reference = relative ? Decibels.largest(mel) : db.get("ref").getAsDouble();
    double[][] decibels = Decibels.of(mel, reference, db.get("amin").getAsDouble());
    if (!db.get("top_db").isJsonNull()) {
      Decibels.limit(decibels, db.get("top_db").getAsDouble());
    }
    return decibels;
  }
}
