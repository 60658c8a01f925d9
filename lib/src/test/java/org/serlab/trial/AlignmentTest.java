package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Fold;
import org.serlab.corpus.Partitions;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Answer;
import org.serlab.feature.Matrix;
import org.serlab.learn.LearningTask;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/**
 * From files to records, every row stays with its own: each recording says by its two tones whose
 * it is and what its label is. File names say nothing, and the table that lists them is shuffled.
 */
class AlignmentTest {
  private static final List<String> SPEAKERS = List.of("zoe", "ann", "max", "bob", "kim");
  private static final List<String> LABELS = List.of("sadness", "anger", "neutral", "fear");
  private static final Map<String, Object> FEATURES =
      Map.of("kind", "log-mel", "bands", 40, "resize", List.of(40, 1));

  @TempDir Path home;
  private final Map<String, String> before = new HashMap<>();
  private final Map<String, String[]> truth = new HashMap<>();

  @BeforeEach
  void write() throws IOException {
    Path folder = Files.createDirectories(home.resolve("tones"));
    Files.writeString(
        folder.resolve("manifest.yaml"),
        "name: tones\nlanguage: en\nsimulated: true\nlayout: {table: list.csv}\n"
            + "subsets: {tones-3: {keep: {label: [anger, neutral, sadness]}}}\n");
    List<String> rows = new ArrayList<>();
    List<Integer> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      names.add(i * 7919 % 1000);
    }
    Random random = new Random(5);
    Collections.shuffle(names, random);
    int next = 0;
    for (String speaker : SPEAKERS) {
      for (String label : LABELS) {
        for (int take = 0; take < 3; take++) {
          String name = "d%d/%d".formatted(names.get(next) % 3, names.get(next++));
          Path file = folder.resolve(name + ".wav");
          Files.createDirectories(file.getParent());
          AudioFile.writeWav(file, tones(pitch(speaker), color(label), random));
          rows.add("%s.wav,%s,%s".formatted(name, label, speaker));
          truth.put(name, new String[] {speaker, label});
        }
      }
    }
    Collections.shuffle(rows, random);
    Files.writeString(
        folder.resolve("list.csv"), "file,label,speaker\n" + String.join("\n", rows) + "\n");
    for (String name : List.of("serlab.home", "serlab.data")) {
      before.put(name, System.getProperty(name));
      System.setProperty(name, home.toString());
    }
  }

  @AfterEach
  void restore() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  private static double pitch(String speaker) {
    return 300 + 120 * SPEAKERS.indexOf(speaker);
  }

  private static double color(String label) {
    return 2000 + 900 * LABELS.indexOf(label);
  }

  private static Waveform tones(double low, double high, Random random) {
    float[] samples = new float[8000];
    for (int t = 0; t < samples.length; t++) {
      samples[t] =
          (float)
              (0.2 * Math.sin(2 * Math.PI * low * t / 16000)
                  + 0.2 * Math.sin(2 * Math.PI * high * t / 16000)
                  + 0.05 * random.nextGaussian());
    }
    return new Waveform(samples, 16000);
  }

  /** Which of the frequencies is loudest in the features of an utterance. */
  private static int loudest(Matrix features, double first, double step, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (at(features, first + i * step) > at(features, first + best * step)) {
        best = i;
      }
    }
    return best;
  }

  private static float at(Matrix features, double hertz) {
    double low = mel(50);
    double width = (mel(8000) - low) / (features.rows() + 1);
    return features.get((int) Math.round((mel(hertz) - low) / width) - 1, 0);
  }

  private static double mel(double hertz) {
    return 1127 * Math.log(1 + hertz / 700);
  }

  @Test
  void featuresLabelsAndSpeakersBelongTogetherInEveryPart() {
    Corpus corpus = Corpora.open("tones-3");
    assertThat(corpus.labels()).containsExactly("anger", "neutral", "sadness");
    int checked = 0;
    for (String partition : List.of("random-60-20", "independent-validated")) {
      for (Fold fold : Partitions.of(partition, 3).folds(corpus)) {
        List<Utterance> all = new ArrayList<>(fold.test());
        all.addAll(fold.training());
        all.addAll(fold.validation());
        Map<Path, Matrix> features = new FeatureMemory().of(FEATURES, all);
        for (Utterance utterance : all) {
          Matrix row = features.get(utterance.audio());
          String speaker = SPEAKERS.get(loudest(row, 300, 120, SPEAKERS.size()));
          String label = LABELS.get(loudest(row, 2000, 900, LABELS.size()));
          assertThat(List.of(utterance.speaker(), utterance.label()))
              .as(utterance.id())
              .containsExactly(truth.get(utterance.id()))
              .containsExactly(speaker, label);
          checked++;
        }
      }
    }
    assertThat(checked).isEqualTo(6 * 45);
  }

  @Test
  void answersInRecordsAreThoseOfTheirUtterances() {
    Condition nearest =
        Condition.of(
            "forest",
            FEATURES,
            Map.of("learner", "random-forest", "trees", 60),
            Protocol.ORDINARY,
            1,
            "");
    for (int fold = 1; fold <= 5; fold++) {
      TrialSpec spec =
          new TrialSpec(
              "tiny",
              nearest,
              List.of(Data.of("tones", "tones-3")),
              new Cut("leave-one-speaker-out", 0),
              fold,
              1);
      TrialRecord record = new Trials().run(spec, Optional.empty(), LearningTask.Progress.NONE);
      assertThat(record.test()).hasSize(9);
      for (Answer answer : record.test()) {
        String[] known = truth.get(answer.id().substring("tones/".length()));
        assertThat(answer.speaker()).isEqualTo("tones/" + known[0]);
        assertThat(record.classes().get(answer.truth())).isEqualTo(known[1]);
        assertThat(record.classes().get(answer.predicted())).as(answer.id()).isEqualTo(known[1]);
      }
    }
  }

  @Test
  void aRecordingOnBothSidesStopsATrialThatPromisesIndependence() throws IOException {
    Path folder = home.resolve("tones");
    Utterance ann =
        Corpora.open("tones").utterances().stream()
            .filter(utterance -> utterance.speaker().equals("ann"))
            .findFirst()
            .orElseThrow();
    Files.copy(ann.audio(), folder.resolve("copy.wav"));
    Files.writeString(
        folder.resolve("list.csv"),
        Files.readString(folder.resolve("list.csv")) + "copy.wav," + ann.label() + ",bob\n");
    Condition condition = TinyCorpus.forest(5);
    for (String partition : List.of("random", "independent")) {
      TrialSpec spec =
          new TrialSpec(
              "tiny", condition, List.of(Data.of("tones", "tones")), new Cut(partition, 0), 1, 1);
      if (partition.equals("random")) {
        assertThat(new Trials().run(spec, Optional.empty(), LearningTask.Progress.NONE).test())
            .hasSize(12);
      } else {
        assertThatThrownBy(
                () -> {
                  for (int fold = 1; fold <= 5; fold++) {
                    new Trials()
                        .run(
                            new TrialSpec(
                                "tiny", condition, spec.data(), spec.partition(), fold, 1),
                            Optional.empty(),
                            LearningTask.Progress.NONE);
                  }
                })
            .isInstanceOf(SerlabException.class)
            .hasMessageContaining("copy ~ " + ann.id())
            .hasMessageContaining("remove one of each pair");
      }
    }
  }
}
