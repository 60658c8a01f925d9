package org.serlab.paper.crosslanguage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.serlab.Serlab;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Fold;
import org.serlab.corpus.Partitions;
import org.serlab.corpus.Utterance;
import org.serlab.learn.pretraining.Pretrained;
import org.serlab.learn.pretraining.PretrainingEpoch;
import org.serlab.learn.pretraining.PretrainingTask;
import org.serlab.learn.pretraining.Speech;
import org.serlab.model.WeightsFile;
import org.serlab.model.wav2vec2.HuggingFaceConfig;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;
import org.serlab.trial.Protocol;
import org.serlab.trial.TrialSpec.Data;

/**
 * A wav2vec 2.0 of under 0.9 million parameters that stands in for XLSR-53 where only open corpora
 * and a processor are at hand. It is built as XLSR-53 is (layer normalisation in the encoder and
 * before attention, 20 ms a frame), but with four convolutions and four transformer layers; it was
 * pre-trained on less than an hour and a half of speech, not on 56,000.
 *
 * <p>The committed weights were made so, in an hour and a quarter on one core:
 *
 * <pre>{@code
 * var task = SmallWav2Vec2.task(Path.of("build/pretraining"), System.out::println);
 * try (var made = Pretraining.run(task)) {
 *   made.save(Path.of(SmallWav2Vec2.FOLDER));
 * }
 * }</pre>
 */
public final class SmallWav2Vec2 {
  /** Where its weights, configuration and the report of its pre-training lie in the checkout. */
  public static final String FOLDER = "notebooks/weights/wav2vec2-small";

  private static final String NAME = "wav2vec2-small";
  private static final long SEED = 1;

  private SmallWav2Vec2() {}

  /** The architecture. */
  public static Wav2Vec2Settings settings() {
    return new Wav2Vec2Settings(
        new Wav2Vec2Settings.Convolutions(
            List.of(40, 64, 96, 128), List.of(20, 8, 4, 4), List.of(10, 4, 4, 2), true, true),
        128,
        4,
        4,
        384,
        true,
        1e-5,
        32,
        8,
        new Wav2Vec2Settings.Dropouts(0.1, 0.1, 0, 0.1, 0.1, 0),
        new Wav2Vec2Settings.Masking(0.65, 10, 1, 0, 10, 0),
        new Wav2Vec2Settings.Quantisation(2, 40, 64, 64, 50, 0.1, 0.1),
        0.02);
  }

  /** The same as the text of a Hugging Face {@code config.json}. */
  static String config() {
    return HuggingFaceConfig.text(settings());
  }

  /**
   * Its pre-training. The speech is that of Emo-DB, RAVDESS and nEMO, whatever its emotion, without
   * the speakers who validate or are tested in fold 1 of the emotion experiments; of the simulated
   * corpus, likewise; and of FSDD (spoken digits), which has no part in those. Measured is on
   * Emo-DB's speakers who validate.
   *
   * @param checkpoint folder for what an interrupted run continues from
   * @param progress hears of each epoch
   * @throws org.serlab.SerlabException if one of the corpora is missing
   */
  public static PretrainingTask task(Path checkpoint, Consumer<PretrainingEpoch> progress) {
    List<Utterance> heard = new ArrayList<>();
    for (Data data : Languages.OPEN.all()) {
      heard.addAll(unheld(data));
    }
    heard.addAll(unheld(Data.of("demo", "demo")));
    heard.addAll(Corpora.open("fsdd").utterances());
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("epochs", 90);
    settings.put("batchSeconds", 40.0);
    settings.put("shortestSeconds", 0.4);
    settings.put("longestSeconds", 4.0);
    settings.put("learningRate", 1e-3);
    settings.put("clipNorm", 5.0);
    settings.put("temperatureEnd", 0.5);
    settings.put("temperatureDecay", 0.99988);
    return new PretrainingTask(
        settings(),
        Speech.of(heard),
        Optional.of(Speech.of(fold(Languages.OPEN.german()).validation())),
        settings,
        SEED,
        "cpu",
        Optional.of(checkpoint),
        progress);
  }

  private static Fold fold(Data data) {
    return Partitions.of(Wav2VecExperiment.VALIDATED.name(), 0)
        .folds(Corpora.open(data.subset()))
        .get(0);
  }

  /** Everything in the corpus by speakers who are neither validated nor tested in fold 1. */
  private static List<Utterance> unheld(Data data) {
    Fold fold = fold(data);
    Set<String> held =
        Stream.concat(fold.validation().stream(), fold.test().stream())
            .map(Utterance::speaker)
            .collect(Collectors.toSet());
    return Corpora.open(data.corpus()).utterances().stream()
        .filter(one -> !held.contains(one.speaker()))
        .toList();
  }

  /** What makes a network begin with its weights. */
  static Map<String, Object> weights() {
    return Map.of(WeightsFile.WEIGHTS, FOLDER + "/" + Pretrained.WEIGHTS);
  }

  /** Whom its weights had heard, as the report beside them says. */
  static Protocol.Pretraining pretraining() {
    return Protocol.Pretraining.of(NAME, Serlab.home().resolve(FOLDER));
  }
}
