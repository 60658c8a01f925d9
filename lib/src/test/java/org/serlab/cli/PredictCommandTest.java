package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.audio.AudioFile;
import org.serlab.learn.Recognizer;
import org.serlab.learn.TonesModel;
import picocli.CommandLine;

class PredictCommandTest {
  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void prepare() throws IOException {
    try (Recognizer recognizer = TonesModel.fit(Map.of("learner", "network"))) {
      recognizer.save(folder.resolve("model"));
    }
    AudioFile.writeWav(folder.resolve("anger.wav"), TonesModel.tone(0, 1, 16_000, 50));
    AudioFile.writeWav(folder.resolve("sadness.wav"), TonesModel.tone(2, 1, 8_000, 51));
    AudioFile.writeWav(folder.resolve("long.wav"), TonesModel.tone(1, 20, 44_100, 52));
    AudioFile.writeWav(folder.resolve("short.wav"), TonesModel.tone(1, 0.002, 16_000, 53));
    Files.writeString(folder.resolve("notes.wav"), "these are notes, not a recording");
  }

  private int predict(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all =
        Arrays.stream(arguments)
            .map(a -> a.endsWith(".wav") || a.equals("model") ? folder.resolve(a).toString() : a)
            .toArray(String[]::new);
    return line.execute(all);
  }

  @Test
  void tableWithProbabilitiesLatencyAndUnlikeness() {
    assertThat(predict("predict", "--model", "model", "anger.wav", "sadness.wav", "long.wav"))
        .isZero();
    assertThat(err.toString()).isEmpty();
    String[] lines = out.toString().split("\n");
    assertThat(lines).hasSize(1 + 3 * 2 + 1);
    assertThat(lines[0]).contains("class", "anger", "neutral", "sadness", "latency");
    assertThat(lines[1]).contains("anger.wav", " ms");
    assertThat(lines[2]).contains("like the training recordings in level");
    assertThat(lines[4]).contains("UNLIKE", "bandwidth 4000 Hz (training 8000 to 8000)");
    assertThat(lines[6]).contains("UNLIKE", "duration 20.0 s");
    assertThat(lines[7]).contains("simulated speech", "language: en");
  }

  @Test
  void aBadFileIsOneSentenceAndTheOthersArePredicted() {
    assertThat(
            predict(
                "predict",
                "--model",
                "model",
                "--json",
                "notes.wav",
                "anger.wav",
                "none.wav",
                "sadness.wav"))
        .isEqualTo(1);
    String[] faults = err.toString().split("\n");
    assertThat(faults).hasSize(2);
    assertThat(faults[0]).contains("notes.wav").endsWith(".");
    assertThat(faults[1]).contains("none.wav").endsWith(".");
    JsonArray predictions =
        JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonArray("predictions");
    assertThat(predictions).hasSize(2);
    for (int i = 0; i < 2; i++) {
      JsonObject prediction = predictions.get(i).getAsJsonObject();
      double sum = 0;
      for (String name : TonesModel.CLASSES) {
        sum += prediction.getAsJsonObject("probabilities").get(name).getAsDouble();
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
      assertThat(prediction.get("class").getAsString()).isIn(TonesModel.CLASSES);
      assertThat(prediction.get("latencyMilliseconds").getAsDouble()).isPositive();
      assertThat(prediction.get("unlike").getAsBoolean()).isEqualTo(i == 1);
    }
  }

  @Test
  void veryShortRecordingsArePredictedOrRefusedInASentence() {
    int status = predict("predict", "--model", "model", "short.wav");
    assertThat(status == 0 ? out.toString() : err.toString()).contains("short.wav");
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void noModelIsASentence() {
    assertThat(predict("predict", "--model", "nowhere", "anger.wav")).isEqualTo(1);
    assertThat(err.toString()).contains("model.json").doesNotContain("\tat ");
  }

  @Test
  void aFreshProcessGivesTheSameProbabilities() throws Exception {
    predict("predict", "--model", "model", "--json", "anger.wav", "sadness.wav");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "predict",
                "--json",
                "--model",
                folder.resolve("model").toString(),
                folder.resolve("anger.wav").toString(),
                folder.resolve("sadness.wav").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String fresh = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(probabilities(fresh)).isEqualTo(probabilities(out.toString()));
  }

  private static String probabilities(String json) {
    StringBuilder text = new StringBuilder();
    JsonParser.parseString(json)
        .getAsJsonObject()
        .getAsJsonArray("predictions")
        .forEach(p -> text.append(p.getAsJsonObject().get("probabilities")));
    return text.toString();
  }
}
