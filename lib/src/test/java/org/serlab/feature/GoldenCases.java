package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.Golden;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;

/** The cases of one golden file: a JSON file with parameters and an npz file with arrays. */
final class GoldenCases {
  private final Path folder;
  private final Map<String, Npz.Array> arrays;
  private final Map<String, Path> signals = new LinkedHashMap<>();
  final List<Case> cases = new ArrayList<>();

  GoldenCases(Path folder, String name) throws IOException {
    this.folder = folder;
    JsonObject file = json(folder.resolve(name + ".json"));
    arrays = Npz.read(folder.resolve(name + ".npz"));
    if (Files.exists(folder.resolve("audio.json"))) {
      JsonElement audio = JsonParser.parseString(Files.readString(folder.resolve("audio.json")));
      JsonElement list = audio.isJsonArray() ? audio : audio.getAsJsonObject().get("signals");
      for (JsonElement signal : list.getAsJsonArray()) {
        JsonObject entry = signal.getAsJsonObject();
        signals.put(entry.get("id").getAsString(), folder.resolve(entry.get("file").getAsString()));
      }
    }
    for (JsonElement element : file.getAsJsonArray("cases")) {
      cases.add(new Case(element.getAsJsonObject()));
    }
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  List<Case> ofKind(String... kinds) {
    List<String> wanted = List.of(kinds);
    return cases.stream().filter(one -> wanted.contains(one.kind())).toList();
  }

  /** One case. */
  final class Case {
    final JsonObject json;
    final JsonObject params;

    Case(JsonObject json) {
      this.json = json;
      this.params = json.getAsJsonObject("params");
    }

    String id() {
      return json.get("id").getAsString();
    }

    String kind() {
      return json.get("kind").getAsString();
    }

    String text(String name) {
      return json.get(name).getAsString();
    }

    boolean has(String name) {
      return json.has(name) && !json.get(name).isJsonNull();
    }

    Npz.Array array(String name) {
      return stored(json.get(name).getAsString());
    }

    Npz.Array input(String name) {
      return stored(json.getAsJsonObject("inputs").get(name).getAsString());
    }

    private Npz.Array stored(String key) {
      assertThat(arrays.containsKey(key)).as("%s: array %s in the npz file", id(), key).isTrue();
      return arrays.get(key);
    }

    /** Fails if the case asks for something that is not compared here. */
    void requires(String name, Object value) {
      JsonElement asked = params.get(name);
      assertThat(asked == null ? value : new Gson().fromJson(asked, Object.class))
          .as(id() + ": " + name)
          .isEqualTo(value);
    }

    Npz.Array expected() {
      return array("expected");
    }

    /** Samples of full scale 1. */
    Waveform signal() {
      if (json.has("audio_file")) {
        return AudioFile.read(folder.resolve(text("audio_file")));
      }
      Path file = signals.get(text("signal"));
      assertThat(file).as("%s: signal %s in audio.json", id(), text("signal")).isNotNull();
      return AudioFile.read(file);
    }

    /** Compares with the expected array at the tolerance of the case. */
    void compare(Golden golden, double[] actual, String tolerance) {
      Npz.Array expected = expected();
      compare(golden, "", actual, expected, tolerance);
    }

    void compare(
        Golden golden, String part, double[] actual, Npz.Array expected, String tolerance) {
      assertThat(actual.length)
          .as(id() + part + ": number of values")
          .isEqualTo(expected.values().length);
      JsonObject allowed = json.getAsJsonObject(tolerance);
      double absolute = allowed.get("abs").getAsDouble();
      double relative = allowed.get("rel").getAsDouble();
      for (int i = 0; i < actual.length; i++) {
        golden.close(
            id() + part + "[" + i + "]", actual[i], expected.values()[i], absolute, relative);
      }
    }

    void compare(Golden golden, double[][] actual) {
      compare(golden, flat(actual), "tolerance");
    }
  }

  /** The name that {@link Window#of} knows for one of librosa's, scipy's or Kaldi's. */
  static String window(JsonObject params, String name) {
    return switch (params.get(name).getAsString()) {
      case "boxcar" -> "rectangular";
      case "hanning" -> "hann";
      default -> params.get(name).getAsString();
    };
  }

  static double[] flat(double[][] rows) {
    return java.util.Arrays.stream(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}
