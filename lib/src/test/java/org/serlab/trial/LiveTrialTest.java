package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.serlab.audio.AudioFile;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Answer;
import org.serlab.learn.LearningTask;
import org.serlab.learn.Recognizer;
import org.serlab.learn.TrainingProfile.Finding;

class LiveTrialTest {
  @TempDir static Path home;
  private TinyCorpus corpus;

  @BeforeEach
  void open() {
    corpus = new TinyCorpus(home);
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  /** A small network, and the paper's own. */
  static List<Condition> conditions() {
    Condition attRes =
        Condition.of(
            "att-Res",
            Map.of("kind", "log-power-spectrogram", "dynamicRange", 80),
            Map.of("learner", "network", "network", "att-Res", "epochs", 1, "batchSize", 8),
            Protocol.ORDINARY,
            1,
            "");
    return List.of(TinyCorpus.network(3), attRes);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void itsSavedModelPredictsWhatItsRecordSays(Condition condition) throws Exception {
    TrialSpec spec = new TrialSpec("tiny", condition, TinyCorpus.DATA, TinyCorpus.CUT, 2, 1);
    Path folder = home.resolve("model " + condition.name());
    TrialRecord record;
    try (LiveTrial trained = LiveTrial.train(spec, LearningTask.Progress.NONE)) {
      record = trained.record();
      trained.recognizer().save(folder);
      assertThat(trained.predictsAs(record)).isTrue();
    }
    try (Recognizer recognizer = Recognizer.load(folder)) {
      for (Utterance utterance : TrialData.open(spec).test()) {
        double[] probabilities = recognizer.probabilities(AudioFile.read(utterance.audio()));
        Answer said =
            record.test().stream()
                .filter(answer -> answer.id().equals("tones/" + utterance.id()))
                .findFirst()
                .orElseThrow();
        assertThat(FourDigits.round(probabilities)).isEqualTo(said.probabilities());
        assertThat(recognizer.compare(AudioFile.read(utterance.audio())))
            .noneMatch(Finding::unlike);
      }
      assertThat(recognizer.description().training().record()).isEqualTo(spec.key());
      assertThat(recognizer.description().training().speakers()).isEqualTo(3);
    }
    JsonObject model =
        JsonParser.parseString(Files.readString(folder.resolve("model.json"))).getAsJsonObject();
    assertThat(model.getAsJsonObject("files").keySet()).containsExactly("weights.safetensors");
    assertThat(folder.resolve("README.md"))
        .content()
        .contains("Simulated speech", "8 utterances of 1 speaker it was not trained on");
  }
}
