package org.serlab.learn.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.corpus.Utterance;
import org.serlab.model.wav2vec2.HuggingFaceConfig;
import org.serlab.model.wav2vec2.PretrainingNetwork;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;
import org.serlab.model.wav2vec2.Wav2Vec2Weights;
import org.serlab.nn.Torch;
import org.serlab.nn.Weights;

/** Pre-training on made-up speech: it learns, and it goes on where it stopped. */
class PretrainingTest {
  @TempDir private Path folder;

  private static Wav2Vec2Settings tiny(boolean large) {
    return new Wav2Vec2Settings(
        new Wav2Vec2Settings.Convolutions(
            List.of(16, 16, 16), List.of(20, 6, 4), List.of(10, 5, 4), large, large),
        24,
        2,
        2,
        48,
        large,
        1e-5,
        8,
        2,
        new Wav2Vec2Settings.Dropouts(0.05, 0.05, 0, 0.05, 0.05, 0.05),
        new Wav2Vec2Settings.Masking(0.4, 4, 2, 0, 4, 0),
        new Wav2Vec2Settings.Quantisation(2, 8, 16, 16, 8, 0.1, 0.1),
        0.02);
  }

  /** "Vowels": a second of tones that change every 50 to 150 ms, none the same as another. */
  private static Speech speech(int recordings, long seed) {
    Random random = new Random(seed);
    List<String> ids = IntStream.range(0, recordings).mapToObj(i -> seed + "-" + i).toList();
    return Speech.of(
        ids,
        number -> {
          float[] samples = new float[14_000 + random.nextInt(6_000)];
          double phase = 0;
          double pitch = 0;
          for (int i = 0, left = 0; i < samples.length; i++, left--) {
            if (left == 0) {
              left = 800 + random.nextInt(1_600);
              pitch = 200 * Math.pow(2, random.nextInt(16) / 4.0);
            }
            phase += 2 * Math.PI * pitch / Speech.RATE;
            samples[i] = (float) (0.3 * Math.sin(phase) + 0.01 * random.nextGaussian());
          }
          return new Waveform(samples, Speech.RATE);
        });
  }

  private static PretrainingTask task(
      boolean large, int epochs, Optional<Path> checkpoint, Consumer<PretrainingEpoch> progress) {
    return new PretrainingTask(
        tiny(large),
        speech(24, 1),
        Optional.of(speech(6, 2)),
        Map.of(
            "epochs",
            epochs,
            "batchSeconds",
            6,
            "shortestSeconds",
            0.5,
            "learningRate",
            5e-3,
            "temperatureDecay",
            0.99,
            "clipNorm",
            5),
        3,
        "cpu",
        checkpoint,
        progress);
  }

  @Test
  void theLossFallsAndTheTargetIsToldFromDistractors() {
    for (boolean large : new boolean[] {false, true}) {
      List<PretrainingEpoch> heard = new ArrayList<>();
      try (Pretrained result = Pretraining.run(task(large, 25, Optional.empty(), heard::add))) {
        assertThat(result.history()).isEqualTo(heard).hasSize(25);
        PretrainingEpoch first = heard.get(0);
        PretrainingEpoch last = heard.get(24);
        assertThat(last.training().loss()).isLessThan(0.9 * first.training().loss());
        assertThat(last.training().contrastive()).isLessThan(0.9 * first.training().contrastive());
        // Nine candidates: one in nine by chance.
        assertThat(last.validation().orElseThrow().accuracy()).isGreaterThan(0.25);
        assertThat(last.training().perplexity()).isBetween(2.0, 16.0);
        assertThat(last.training().masked()).isBetween(0.2, 0.5);
        assertThat(last.steps()).isEqualTo(25 * first.steps());
        assertThat(first.temperature())
            .isCloseTo(2 * Math.pow(0.99, first.steps() - 1.0), within(1e-9));
        assertThat(last.toString()).startsWith("epoch 25: loss ").contains("validation");
      }
    }
  }

  @Test
  void anInterruptedRunGoesOnToTheSameWeights() {
    List<float[]> whole = new ArrayList<>();
    try (Pretrained result = Pretraining.run(task(false, 4, Optional.empty(), epoch -> {}))) {
      Weights.of(result.network()).values().forEach(array -> whole.add(array.toFloatArray()));
    }
    Consumer<PretrainingEpoch> stopping =
        epoch -> {
          if (epoch.number() == 2) {
            throw new IllegalStateException("as if killed");
          }
        };
    assertThatThrownBy(() -> Pretraining.run(task(false, 4, Optional.of(folder), stopping)))
        .hasMessage("as if killed");
    List<Integer> heard = new ArrayList<>();
    PretrainingTask again = task(false, 4, Optional.of(folder), epoch -> heard.add(epoch.number()));
    try (Pretrained result = Pretraining.run(again)) {
      assertThat(heard).containsExactly(3, 4);
      assertThat(result.history()).hasSize(4);
      List<float[]> resumed =
          Weights.of(result.network()).values().stream().map(a -> a.toFloatArray()).toList();
      for (int i = 0; i < whole.size(); i++) {
        assertThat(resumed.get(i)).isEqualTo(whole.get(i));
      }
    }
  }

  @Test
  void theResultIsAFolderThatOthersRead() throws IOException {
    try (Pretrained result = Pretraining.run(task(true, 1, Optional.empty(), epoch -> {}))) {
      result.save(folder);
      Torch.prepareThread();
      try (NDManager manager = NDManager.newBaseManager()) {
        PretrainingNetwork network =
            new PretrainingNetwork(HuggingFaceConfig.read(folder.resolve(Pretrained.CONFIG)));
        Wav2Vec2Weights.load(folder.resolve(Pretrained.WEIGHTS), network, manager)
            .requireComplete();
        assertThat(network.settings()).isEqualTo(tiny(true));
      }
      PretrainingReport report = PretrainingReport.in(folder);
      assertThat(report.recordings()).contains("1-0");
      assertThat(report.validation()).contains("2-5");
      assertThat(report.hyperParameters()).containsEntry("temperatureDecay", 0.99);
      assertThat(report.history())
          .isEqualTo(result.history().stream().map(PretrainingReport.Line::of).toList());
    }
  }

  @Test
  void mistakesAreSentences() {
    PretrainingTask good = task(true, 1, Optional.empty(), epoch -> {});
    refused(good, Map.of("epoch", 3), "no hyper-parameter epoch");
    refused(good, Map.of("shortestSeconds", 5), "None of the 24 recordings");
    refused(good, Map.of("longestSeconds", 0), "longestSeconds is 0.0");
    refused(
        good, Map.of("shortestSeconds", 0.5, "learningRate", 1e30, "epochs", 3), "the loss became");
    assertThatThrownBy(() -> Speech.of(List.of("a", "a"), i -> new Waveform(new float[9], 8000)))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("two recordings with the id a");
  }

  private static void refused(PretrainingTask task, Map<String, Object> given, String complaint) {
    PretrainingTask other =
        new PretrainingTask(
            task.network(),
            task.training(),
            task.validation(),
            given,
            task.seed(),
            task.device(),
            task.checkpoint(),
            task.progress());
    assertThatThrownBy(() -> Pretraining.run(other))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining(complaint);
  }

  /** Of two corpora, and as the ids of test parts in records are written. */
  @Test
  void idsNameTheCorpusAndSpeakersAreKept() {
    Path audio = folder.resolve("a.wav");
    AudioFile.writeWav(audio, new Waveform(new float[900], Speech.RATE));
    List<Utterance> utterances =
        Stream.of("emodb", "nemo")
            .map(corpus -> new Utterance(corpus, "a", audio, "03", "", "", "", "", "", 0))
            .toList();
    assertThat(Speech.of(utterances).ids()).containsExactly("emodb/a", "nemo/a");
    assertThat(Speech.of(utterances).speakers())
        .isEqualTo(Map.of("emodb", List.of("03"), "nemo", List.of("03")));
  }

  /** Speech of 16 bits at 16 kHz is kept exactly. */
  @Test
  void samplesSurvive() {
    float[] samples = {0, -1, 32767 / 32768f, 1 / 32768f, 1};
    Speech kept = Speech.of(List.of("a"), i -> new Waveform(samples, Speech.RATE));
    assertThat(kept.samples(0)).containsExactly(0, -1, 32767 / 32768f, 1 / 32768f, 32767 / 32768f);
    assertThat(kept.length(0)).isEqualTo(5);
  }
}
