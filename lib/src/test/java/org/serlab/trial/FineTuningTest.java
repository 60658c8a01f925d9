package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.Serlab;
import org.serlab.audio.AudioFile;
import org.serlab.learn.EmbeddingModel;
import org.serlab.learn.LearningTask;
import org.serlab.learn.Recognizer;
import org.serlab.model.wav2vec2.Embedder;
import org.serlab.model.wav2vec2.HuggingFaceConfig;
import org.serlab.model.wav2vec2.Wav2Vec2;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;
import org.serlab.model.wav2vec2.Wav2Vec2Weights;

/** A tiny emotion network on wav2vec 2.0 from waveform to record, killed, and as a model folder. */
class FineTuningTest {
  private static final int EPOCHS = 12;
  private static final String RECORDING = "corpora/tones/a_anger_2.wav";

  @TempDir Path home;

  private static Wav2Vec2Settings backbone() {
    return new Wav2Vec2Settings(
        new Wav2Vec2Settings.Convolutions(
            List.of(8, 8, 8), List.of(10, 8, 4), List.of(5, 8, 4), true, true),
        12,
        1,
        2,
        24,
        true,
        1e-5,
        4,
        2,
        Wav2Vec2Settings.Dropouts.none(),
        new Wav2Vec2Settings.Masking(0.65, 3, 1, 0, 10, 0),
        new Wav2Vec2Settings.Quantisation(2, 6, 8, 8, 5, 0.1, 0.1),
        0.02);
  }

  /** The cross-language paper's settings but for the network's size and the length of inputs. */
  private static Condition tiny() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("learner", "network");
    settings.put("network", "wav2vec2-emotion");
    settings.put("backbone", HuggingFaceConfig.text(backbone()));
    settings.put("seconds", 0.2);
    settings.put("hidden", 16);
    settings.put("epochs", EPOCHS);
    settings.put("batchSize", 14);
    settings.put("optimiser", "adagrad");
    settings.put("learningRate", 0.02);
    settings.put("weightDecay", 5e-4);
    settings.put("keep", "best-validation");
    return Condition.of(
        "tiny",
        Map.of("kind", "waveform", "trim", true),
        settings,
        Protocol.CHOSEN_ON_TEST, // the tiny corpus has no validation part
        1,
        "");
  }

  private static TrialSpec spec() {
    return new TrialSpec("fine-tuning", tiny(), TinyCorpus.DATA, TinyCorpus.CUT, 1, 1, "cpu");
  }

  /** What is killed: a process that runs the trial in a process of its own. */
  public static final class Run {
    /**
     * @param args none
     */
    public static void main(String[] args) {
      Records records = Records.in(Serlab.home().resolve("records"));
      new ExperimentRunner(records, 1, progress -> {}).run(List.of(spec()));
    }
  }

  private static Process start(Path home) throws IOException {
    return java(home, Run.class.getName());
  }

  private static Process java(Path home, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Dserlab.home=" + home,
                    "-Dserlab.data=" + System.getProperty("serlab.data"),
                    "-cp",
                    System.getProperty("java.class.path")),
                Arrays.stream(arguments))
            .toList();
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  void killedInTheMiddleItEndsAsIfNothingHadHappened() throws Exception {
    try (TinyCorpus corpus = new TinyCorpus(home)) {
      Path quiet = Files.createDirectory(home.resolve("quiet"));
      assertThat(start(quiet).waitFor(120, TimeUnit.SECONDS)).isTrue();
      TrialRecord undisturbed = Records.in(quiet.resolve("records")).find(spec()).orElseThrow();
      Process run = start(home);
      Path heartbeat = TrialProcess.heartbeat(spec());
      while (run.isAlive()
          && !(Heartbeat.alive(heartbeat) && Heartbeat.progress(heartbeat).epoch() >= 3)) {
        Thread.sleep(5);
      }
      List<ProcessHandle> trials = run.descendants().toList();
      run.destroyForcibly().waitFor();
      trials.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle trial : trials) {
        trial.onExit().orTimeout(20, TimeUnit.SECONDS).join();
      }
      assertThat(corpus.records().find(spec())).as("killed before its end").isEmpty();

      Process again = start(home);
      assertThat(again.waitFor(120, TimeUnit.SECONDS)).isTrue();
      TrialRecord record = corpus.records().find(spec()).orElseThrow();
      assertThat(firstEpochOfTheLastProcess()).isGreaterThan(1);
      assertThat(answers(record)).isEqualTo(answers(undisturbed));
      assertThat(record.history()).hasSize(EPOCHS);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        assertThat(record.history().get(epoch).trainingLoss())
            .isEqualTo(undisturbed.history().get(epoch).trainingLoss());
      }
    }
  }

  private static int firstEpochOfTheLastProcess() throws IOException {
    Path log = Serlab.build().resolve("logs").resolve(spec().key() + ".log");
    try (Stream<String> lines = Files.lines(log)) {
      String first = lines.filter(line -> line.contains(": epoch ")).findFirst().orElseThrow();
      return Integer.parseInt(first.replaceFirst(".*: epoch (\\d+) of.*", "$1"));
    }
  }

  private static List<String> answers(TrialRecord record) {
    return record.test().stream()
        .map(answer -> answer.id() + Arrays.toString(answer.probabilities()))
        .toList();
  }

  @Test
  void theModelFolderGivesTheSameProbabilitiesInAFreshProcess() throws Exception {
    try (TinyCorpus corpus = new TinyCorpus(home);
        LiveTrial trial = LiveTrial.train(spec(), LearningTask.Progress.NONE)) {
      long right =
          trial.record().test().stream().filter(one -> one.predicted() == one.truth()).count();
      assertThat(right).isGreaterThanOrEqualTo(7); // of 8 by a speaker who was not heard
      Path model = home.resolve("model");
      Path recording = home.resolve(RECORDING);
      trial.recognizer().save(model);
      double[] expected = trial.recognizer().probabilities(AudioFile.read(recording));
      try (Recognizer loaded = Recognizer.load(model)) {
        assertThat(loaded.probabilities(AudioFile.read(recording))).isEqualTo(expected);
      }
      try (EmbeddingModel embedding = EmbeddingModel.open(model)) { // what embed --model does
        assertThat(embedding.features()).containsEntry("trim", true);
        assertThat(embedding.layers()).isEqualTo(1);
        float[] wave = AudioFile.read(recording).samples();
        Embedder embedder = embedding.embedder(1, Embedder.Pool.STATS);
        assertThat(embedder.embed(List.of(wave)).get(0).columns()).isEqualTo(24);
      }
      Process process =
          java(
              home,
              "org.serlab.cli.Main",
              "predict",
              "--json",
              "--model",
              model.toString(),
              recording.toString());
      String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      for (double probability : expected) {
        assertThat(json).contains(": " + probability);
      }
    }
  }

  private static List<String> leaks(Condition condition, Records records) {
    Experiment experiment =
        Experiment.of("frozen", condition.name(), List.of(condition))
            .with(
                Profile.DEMO,
                List.of(condition),
                TinyCorpus.DATA,
                TinyCorpus.CUT,
                List.of(1),
                List.of(1L));
    return ProtocolAudit.of(Results.of(experiment, Profile.DEMO, records)).rows().get(0).leaks();
  }

  /** The head alone on what a network gives that does not learn, each fold with its own search. */
  @Test
  void aHeadLearnsOnFrozenEmbeddings() throws Exception {
    try (TinyCorpus corpus = new TinyCorpus(home);
        NDManager manager = NDManager.newBaseManager()) {
      Wav2Vec2 network = new Wav2Vec2(backbone());
      Wav2Vec2Weights.initialise(network, manager, 3);
      Wav2Vec2Weights.save(home.resolve("weights/frozen.safetensors"), network);
      HuggingFaceConfig.write(home.resolve("weights/config.json"), backbone());
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("learner", "network");
      settings.put("network", "emotion-head");
      settings.put("optimiser", "adagrad");
      settings.put("epochs", 5);
      settings.put("batchSize", 8);
      settings.put("hidden", 16);
      settings.put("keep", "best-validation");
      settings.put("search", "tree-parzen");
      settings.put("searchPoints", 4);
      settings.put("searchOver", List.of("learningRate log 1e-3 1", "smoothing uniform 0 1"));
      Map<String, Object> features =
          Map.of("kind", "wav2vec2", "weights", "weights/frozen.safetensors", "pool", "stats");
      Condition condition =
          Condition.of("head", features, settings, Protocol.CHOSEN_ON_TEST, 1, "");
      assertThat(condition.features())
          .containsEntry("layer", 1L)
          .containsEntry("backbone", HuggingFaceConfig.text(backbone()))
          .containsKey("weightsDigest");
      TrialSpec spec =
          new TrialSpec("frozen", condition, TinyCorpus.DATA, TinyCorpus.CUT, 1, 1, "cpu");
      try (LiveTrial trial = LiveTrial.train(spec, LearningTask.Progress.NONE)) {
        assertThat(trial.record().parameters()).isEqualTo(24 * 16 + 16 + 2 * 16 + 16 * 2 + 2);
        assertThat((List<?>) trial.record().notes().get("tried")).hasSize(4);
        assertThat(trial.recognizer().embedding(AudioFile.read(home.resolve(RECORDING))))
            .hasSize(16);
        corpus.records().write(trial.record());
        assertThat(leaks(condition, corpus.records()))
            .contains("nothing is said of whom the weights weights/frozen.safetensors had heard");
        Path model = home.resolve("head");
        Path recording = home.resolve(RECORDING);
        trial.recognizer().save(model);
        double[] expected = trial.recognizer().probabilities(AudioFile.read(recording));
        try (Recognizer loaded = Recognizer.load(model)) {
          assertThat(loaded.probabilities(AudioFile.read(recording))).isEqualTo(expected);
        }
      }
    }
  }
}
