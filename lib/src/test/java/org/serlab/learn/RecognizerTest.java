package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;
import org.serlab.audio.Waveform;
import org.serlab.learn.TrainingProfile.Finding;

class RecognizerTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"network", "random-forest", "linear-svm"})
  void aLoadedModelGivesTheSameProbabilities(String learner) {
    Path model = folder.resolve("model");
    double[] before;
    Waveform speech = TonesModel.tone(TonesModel.CLASSES.indexOf("sadness"), 0.9, 44_100, 5);
    try (Recognizer recognizer = TonesModel.fit(Map.of("learner", learner))) {
      before = recognizer.probabilities(speech);
      recognizer.save(model);
      recognizer.save(model); // a model's folder may be replaced
    }
    assertThat(before[TonesModel.CLASSES.indexOf("sadness")]).isGreaterThan(0.5);
    try (Recognizer recognizer = Recognizer.load(model)) {
      assertThat(recognizer.probabilities(speech)).isEqualTo(before);
      assertThat(recognizer.description().classNames()).isEqualTo(TonesModel.CLASSES);
    }
    assertThat(model.resolve("README.md"))
        .content()
        .contains("must not be used", "Simulated speech", "a licence note", "0.750", learner);
  }

  @Test
  void saysInWhatARecordingIsUnlike() {
    try (Recognizer recognizer = TonesModel.fit(Map.of("learner", "random-forest"))) {
      Waveform alike = TonesModel.tone(1, 0.8, 16_000, 3);
      assertThat(recognizer.compare(alike)).noneMatch(Finding::unlike);
      Waveform telephone = alike.resample(8_000);
      assertThat(unlike(recognizer, telephone)).containsExactly("bandwidth");
      float[] quiet = alike.samples().clone();
      for (int i = 0; i < quiet.length; i++) {
        quiet[i] *= 0.05f;
      }
      assertThat(unlike(recognizer, new Waveform(quiet, 16_000))).containsExactly("level");
      assertThat(unlike(recognizer, TonesModel.tone(1, 4, 16_000, 3))).containsExactly("duration");
      Waveform silence = new Waveform(new float[12_800], 16_000);
      assertThat(unlike(recognizer, silence)).containsExactly("level", "bandwidth");
    }
  }

  private static List<String> unlike(Recognizer recognizer, Waveform waveform) {
    return recognizer.compare(waveform).stream()
        .filter(Finding::unlike)
        .map(Finding::measure)
        .toList();
  }

  @Test
  void damageIsASentence() throws IOException {
    assertThatThrownBy(() -> Recognizer.load(folder))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("model.json");
    Path model = folder.resolve("model");
    try (Recognizer recognizer = TonesModel.fit(Map.of("learner", "network", "epochs", 1))) {
      recognizer.save(model);
      Path taken = Files.createDirectories(folder.resolve("taken"));
      Files.writeString(taken.resolve("thesis.tex"), "years of work");
      assertThatThrownBy(() -> recognizer.save(taken))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("something else");
      assertThat(taken.resolve("thesis.tex")).exists();
    }
    Path weights = model.resolve("weights.safetensors");
    byte[] good = Files.readAllBytes(weights);
    byte[] bad = good.clone();
    bad[bad.length - 3] ^= 1;
    Files.write(weights, bad);
    assertThatThrownBy(() -> Recognizer.load(model))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("damaged");
    Files.write(weights, good);
    Path description = model.resolve("model.json");
    String text = Files.readString(description);
    for (String broken :
        List.of(
            "",
            "{",
            "[]",
            "{\"format\": 1}",
            text.replace("\"format\": 1", "\"format\": 99"),
            text.replace("log-mel", "no-such-kind"),
            text.replace("\"start\"", "\"no-such-network\""),
            text.replace("\"classes\"", "\"groups\""),
            text.replace("\"bandwidth\"", "\"width\""),
            text.replace("weights.safetensors", "../weights.safetensors"))) {
      Files.writeString(description, broken);
      assertThatThrownBy(() -> Recognizer.load(model))
          .as(broken)
          .isInstanceOf(SerlabException.class);
    }
    Files.writeString(description, text);
    Recognizer.load(model).close();
  }

  @Test
  void codeIsRunOnlyWhenTheUserNamesIt() throws IOException {
    Path source = folder.resolve("MyNetwork.java");
    Path trace = folder.resolve("trace");
    Files.writeString(
        source,
        """
        import ai.djl.nn.*;
        import ai.djl.nn.core.Linear;
        import org.serlab.model.NetworkFactory;
        import org.serlab.nn.HyperParameters;
        public class MyNetwork implements NetworkFactory {
          public MyNetwork() throws Exception {
            java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "run");
          }
          public Block create(HyperParameters settings, int rows, int columns, int classes) {
            return new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(settings.count("width")).build())
                .add(Linear.builder().setUnits(classes).build());
          }
          public java.util.Map<String, Object> defaults() {
            return java.util.Map.of("width", 8);
          }
        }
        """
            .formatted(trace));
    Path model = folder.resolve("model");
    Waveform speech = TonesModel.tone(0, 0.9, 16_000, 5);
    double[] before;
    Map<String, Object> settings =
        Map.of("learner", "network", "network", "file:" + source, "width", 6, "epochs", 3);
    assertThat(Learners.complete(settings)).containsKey("networkDigest").containsEntry("width", 6L);
    try (Recognizer recognizer = TonesModel.fit(settings)) {
      before = recognizer.probabilities(speech);
      recognizer.save(model);
    }
    Files.delete(trace);
    assertThatThrownBy(() -> Recognizer.load(model))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("--variant");
    assertThat(trace).doesNotExist();
    Path copy =
        Files.copy(source, Files.createDirectory(folder.resolve("b")).resolve("MyNetwork.java"));
    try (Recognizer recognizer = Recognizer.load(model, List.of(copy))) {
      assertThat(recognizer.probabilities(speech)).isEqualTo(before);
    }
    Files.delete(trace);
    Files.writeString(copy, Files.readString(copy).replace("classes)", "classes )"));
    assertThatThrownBy(() -> Recognizer.load(model, List.of(copy)))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("--variant");
    assertThat(trace).doesNotExist();
    Files.writeString(
        source, Files.readString(source).replace("setUnits(classes)", "setUnits(klasses)"));
    assertThatThrownBy(() -> Learners.complete(settings))
        .isInstanceOf(SerlabException.class)
        .hasMessageEndingWith(
            "MyNetwork.java does not compile: line 13, cannot find symbol: variable klasses.");
  }
}
