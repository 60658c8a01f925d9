package org.serlab.corpus.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.Serlab;
import org.serlab.audio.AudioFile;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Fold;
import org.serlab.corpus.Manifest;
import org.serlab.corpus.Manifests;
import org.serlab.corpus.Partitions;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.ConfusionMatrix;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;
import org.serlab.learn.Classifier;
import org.serlab.learn.Learners;
import org.serlab.learn.LearningTask;
import org.serlab.learn.Sample;

/** The demo corpus as the rest of the library meets it: described, cut, learned. */
class DemoCorpusLearnedTest {
  @TempDir static Path folder;
  private static Manifest manifest;
  private static Corpus corpus;

  @BeforeAll
  static void make() {
    DemoCorpus.make(folder.resolve("demo"));
    manifest = Manifests.read(Serlab.home().resolve("data-manifests/demo.yaml"));
    corpus = Corpora.open(manifest, folder.resolve("demo"));
  }

  @Test
  void theManifestSaysWhatIsMade() {
    assertThat(manifest.name()).isEqualTo(DemoCorpus.NAME);
    assertThat(manifest.simulated()).isTrue();
    assertThat(corpus.utterances()).hasSize(300);
    assertThat(corpus.leftOut()).isEmpty();
    assertThat(corpus.part()).isEqualTo("simulated"); // nothing is missing
    assertThat(manifest.speakers().keySet())
        .containsExactlyElementsOf(Speaker.ALL.stream().map(Speaker::code).toList());
    for (Speaker speaker : Speaker.ALL) {
      Manifest.Speaker said = manifest.speakers().get(speaker.code());
      assertThat(said.language()).isEqualTo(speaker.language());
      // espeak-ng's variants are named f1, m1 and so on
      String variant = speaker.voice().substring(speaker.voice().indexOf('+') + 1);
      assertThat(said.sex()).startsWith(variant.substring(0, 1));
    }
    assertThat(manifest.sentences()).hasSameSizeAs(Sentence.ALL);
    for (Sentence sentence : Sentence.ALL) {
      assertThat(manifest.sentences().get(sentence.code()).text()).isEqualTo(sentence.text());
    }
    for (Utterance utterance : corpus.utterances()) {
      assertThat(utterance.emotion()).isPresent();
      assertThat(utterance.text()).isNotEmpty();
      assertThat(utterance.speaker()).startsWith(utterance.language());
    }
  }

  @Test
  void eachFoldTestsOneUnseenSpeakerOfEachLanguage() {
    List<Fold> folds = Partitions.of("independent", 1).folds(corpus);
    assertThat(folds).hasSize(4);
    for (Fold fold : folds) {
      assertThat(fold.test()).hasSize(75);
      assertThat(fold.test().stream().map(Utterance::speaker).distinct()).hasSize(3);
      assertThat(fold.test().stream().map(Utterance::language).distinct())
          .containsExactlyInAnyOrder("de", "en", "zh");
    }
  }

  @Test
  void aSimpleClassifierHearsTheEmotionsOfUnseenSpeakersButNotAlways() {
    Map<String, Matrix> features = new HashMap<>();
    FeatureExtractor spectrogram = FeatureExtractors.of(Map.of("kind", "log-mel", "bands", 40));
    for (Utterance utterance : corpus.utterances()) {
      features.put(
          utterance.id(), meanAndDeviation(spectrogram.extract(AudioFile.read(utterance.audio()))));
    }
    for (String learner : List.of("linear-svm", "random-forest")) {
      double recall = unweightedRecall(learner, features);
      System.out.printf("demo corpus, %s, speaker-independent: UA %.3f%n", learner, recall);
      // chance is 0.2; another version of espeak-ng speaks a little differently
      assertThat(recall).as(learner).isBetween(0.5, 0.85);
    }
  }

  private static double unweightedRecall(String learner, Map<String, Matrix> features) {
    List<Integer> truth = new ArrayList<>();
    List<Integer> predicted = new ArrayList<>();
    Map<String, Object> settings = Learners.complete(Map.of("learner", learner));
    for (Fold fold : Partitions.of("independent", 1).folds(corpus)) {
      LearningTask task =
          new LearningTask(
              corpus.labels(),
              fold.training().stream().map(utterance -> sample(utterance, features)).toList(),
              List.of(),
              settings,
              1,
              "cpu",
              Optional.empty(),
              LearningTask.Progress.NONE);
      try (Classifier classifier = Learners.of(settings).fit(task).classifier()) {
        double[][] answers =
            classifier.probabilities(
                fold.test().stream().map(utterance -> features.get(utterance.id())).toList());
        for (int i = 0; i < answers.length; i++) {
          truth.add(corpus.labels().indexOf(fold.test().get(i).label()));
          predicted.add(best(answers[i]));
        }
      }
    }
    return ConfusionMatrix.of(
            corpus.labels().size(),
            truth.stream().mapToInt(Integer::intValue).toArray(),
            predicted.stream().mapToInt(Integer::intValue).toArray())
        .unweightedAccuracy();
  }

  private static Sample sample(Utterance utterance, Map<String, Matrix> features) {
    return new Sample(
        utterance.id(),
        utterance.speaker(),
        features.get(utterance.id()),
        corpus.labels().indexOf(utterance.label()));
  }

  private static int best(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }

  /** Mean and standard deviation over time of each band, in one row. */
  private static Matrix meanAndDeviation(Matrix spectrogram) {
    int bands = spectrogram.rows();
    int frames = spectrogram.columns();
    float[] values = new float[2 * bands];
    for (int band = 0; band < bands; band++) {
      double sum = 0;
      double squares = 0;
      for (int frame = 0; frame < frames; frame++) {
        double value = spectrogram.get(band, frame);
        sum += value;
        squares += value * value;
      }
      double mean = sum / frames;
      values[band] = (float) mean;
      values[bands + band] = (float) Math.sqrt(squares / frames - mean * mean);
    }
    return Matrix.vector(values);
  }
}
