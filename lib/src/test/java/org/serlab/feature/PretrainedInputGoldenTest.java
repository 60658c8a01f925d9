package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.audio.Waveform;

/** The inputs of TERA, Audio ALBERT and NPC equal s3prl's, within 2e-3 (its README). */
class PretrainedInputGoldenTest {
  private static final double TOLERANCE = 2e-3;
  private static final int RATE = 16_000;

  @Test
  void inputsAreThoseOfS3prl() throws IOException {
    Path folder = Golden.folder("s3prl");
    Golden golden = Golden.counter("s3prl inputs");
    for (String model : new String[] {"tera", "audio_albert"}) {
      JsonObject audio = audio(folder.resolve(model));
      assertThat(audio.getAsJsonObject("input").get("cmvn").getAsBoolean()).isTrue();
      Map<String, Object> options = new HashMap<>();
      options.put("kind", "tera");
      options.put("level", audio.get("target_level").getAsDouble());
      options.put("frame", audio.get("win_ms").getAsInt() * RATE / 1000);
      options.put("hop", audio.get("hop_ms").getAsInt() * RATE / 1000);
      options.put("fftSize", 2 * (audio.get("n_freq").getAsInt() - 1));
      options.put("bands", audio.get("n_mels").getAsInt());
      compare(golden, folder.resolve(model), "single", "features", options);
      options.put("normalise", "none");
      compare(golden, folder.resolve(model), "single", "log_mel", options);
    }
    JsonObject npc = audio(folder.resolve("npc"));
    Map<String, Object> options = new HashMap<>();
    options.put("kind", "npc");
    options.put("frame", npc.get("frame_length").getAsInt() * RATE / 1000);
    options.put("hop", npc.get("frame_shift").getAsInt() * RATE / 1000);
    options.put("bands", npc.get("feat_dim").getAsInt());
    compare(golden, folder.resolve("npc"), "single", "features", options);
    options.put("normalise", "none");
    compare(golden, folder.resolve("npc"), "single", "log_mel", options);

    JsonObject fbank = audio(folder.resolve("features"));
    JsonObject bank = fbank.getAsJsonObject("kaldi").getAsJsonObject("fbank");
    options = new HashMap<>();
    options.put("kind", "teraFbank240");
    options.put("bands", bank.get("num_mel_bins").getAsInt());
    options.put("frame", (int) (bank.get("frame_length").getAsDouble() * RATE / 1000));
    options.put("hop", (int) (bank.get("frame_shift").getAsDouble() * RATE / 1000));
    options.put("deltas", fbank.getAsJsonObject("delta").get("order").getAsInt());
    options.put("deltaWindow", fbank.getAsJsonObject("delta").get("win_length").getAsInt() / 2);
    compare(golden, folder.resolve("features"), "kaldi", "features", options);
    options.put("normalise", "none");
    compare(golden, folder.resolve("features"), "kaldi", "raw_with_deltas", options);
    golden.report();
  }

  private static JsonObject audio(Path folder) throws IOException {
    JsonObject config =
        JsonParser.parseString(Files.readString(folder.resolve("config.json"))).getAsJsonObject();
    return (config.has("data") ? config.getAsJsonObject("data") : config).getAsJsonObject("audio");
  }

  private static void compare(
      Golden golden, Path folder, String file, String key, Map<String, Object> options) {
    int compared = 0;
    for (int i = 0; Files.exists(folder.resolve("wav" + i + ".npy")); i++) {
      float[] samples = Npz.readNpy(folder.resolve("wav" + i + ".npy")).floats();
      Npz.Array expected = Npz.read(folder.resolve(file + i + ".npz")).get(key);
      Matrix actual = FeatureExtractors.of(options).extract(new Waveform(samples, RATE));
      assertThat(new int[] {actual.rows(), actual.columns()}).isEqualTo(expected.shape());
      for (int j = 0; j < expected.values().length; j++) {
        golden.close(
            folder.getFileName() + " " + key + i,
            actual.values()[j],
            expected.values()[j],
            TOLERANCE,
            0);
      }
      compared++;
    }
    assertThat(compared).as("recordings in " + folder).isPositive();
  }
}
