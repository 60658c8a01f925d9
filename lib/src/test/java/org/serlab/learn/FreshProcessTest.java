package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.audio.Waveform;

/** A model folder, read by another process, gives the same probabilities to the last digit. */
class FreshProcessTest {
  @TempDir private Path folder;

  private static Waveform speech() {
    return TonesModel.tone(1, 0.9, 22_050, 5);
  }

  @Test
  void classicalModelsGiveTheSameProbabilities() throws IOException, InterruptedException {
    Map<Path, String> expected = new LinkedHashMap<>();
    List<Map<String, Object>> settings = new ArrayList<>();
    for (TribuoKind kind : TribuoKind.values()) {
      settings.add(Map.of("learner", kind.word()));
    }
    settings.add(Map.of("learner", "random-forest", "wccnSmoothing", 0.4));
    settings.add(Map.of("learner", "logistic-regression", "classWeights", "balanced"));
    for (Map<String, Object> one : settings) {
      Path model = folder.resolve("model-" + expected.size());
      try (Recognizer recognizer = TonesModel.fit(one)) {
        expected.put(model, text(recognizer.probabilities(speech())));
        recognizer.save(model);
      }
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("-Dserlab.home=" + org.serlab.Serlab.home());
    command.add(FreshProcessTest.class.getName());
    expected.keySet().forEach(model -> command.add(model.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    assertThat(printed.lines().toList()).isEqualTo(List.copyOf(expected.values()));
  }

  /**
   * What the other process does.
   *
   * @param models folders
   */
  public static void main(String[] models) {
    for (String model : models) {
      try (Recognizer recognizer = Recognizer.load(Path.of(model))) {
        System.out.println(text(recognizer.probabilities(speech())));
      }
    }
  }

  private static String text(double[] probabilities) {
    return Arrays.stream(probabilities)
        .mapToObj(Double::toHexString)
        .collect(Collectors.joining(" "));
  }
}
