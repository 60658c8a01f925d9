package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Utterance;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.FeatureStore;
import org.serlab.feature.Matrix;

class FeatureMemoryTest {
  @TempDir private static Path home;
  @TempDir private Path cache;

  private FeatureMemory memory() {
    return new FeatureMemory(new FeatureStore(cache));
  }

  private long kept() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.getFileName().toString().length() == 64).count();
    }
  }

  @Test
  void costlyFeaturesAreKeptForOtherProcessesBitByBit() throws IOException {
    Map<String, Object> options = Map.of("kind", "egemapsv02");
    try (TinyCorpus corpus = new TinyCorpus(home)) {
      List<Utterance> utterances = Corpora.open("tones").utterances();
      for (int process = 0; process < 2; process++) {
        Map<Path, Matrix> features = memory().of(options, utterances);
        assertThat(kept()).isEqualTo(utterances.size());
        for (Utterance utterance : utterances) {
          Matrix direct = FeatureExtractors.of(options).extract(AudioFile.read(utterance.audio()));
          assertThat(features.get(utterance.audio()).values()).containsExactly(direct.values());
        }
      }
    }
  }

  @Test
  void cheapOnesAreComputedEachTime() throws IOException {
    Map<String, Object> options = Map.of("kind", "kaldi13");
    try (TinyCorpus corpus = new TinyCorpus(home)) {
      List<Utterance> utterances = Corpora.open("tones").utterances();
      assertThat(memory().of(options, utterances)).hasSize(utterances.size());
      assertThat(kept()).isZero();
    }
  }

  @Test
  void aDamagedRecordingEndsTheTrial() throws IOException {
    Path file = Files.writeString(cache.resolve("notes.wav"), "no recording");
    Utterance bad = new Utterance("c", "notes", file, "s", "", "", "", "anger", "en", 1);
    for (String kind : Arrays.asList("egemapsv02", "kaldi13")) {
      assertThatThrownBy(() -> memory().of(Map.of("kind", kind), List.of(bad)))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("notes.wav");
    }
  }
}
