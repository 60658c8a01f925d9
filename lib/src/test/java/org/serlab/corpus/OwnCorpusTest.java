package org.serlab.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.Serlab;

/** A researcher's own corpus, described just as the README of the manifests says. */
class OwnCorpusTest {
  private static final List<String> SPEAKERS = List.of("anna", "bo", "cem", "dora", "eli");
  private static final List<String> CODES = List.of("wut", "freude", "trauer", "neutral");

  @TempDir Path data;
  private String before;

  @BeforeEach
  void twentyRecordingsAndTheManifestOfTheReadme() throws IOException {
    String manifest = firstManifestOfTheReadme();
    assertThat(manifest.lines().count()).isLessThanOrEqualTo(10);
    Trees.text(data.resolve("mine/manifest.yaml"), manifest);
    for (int s = 0; s < SPEAKERS.size(); s++) {
      for (int c = 0; c < CODES.size(); c++) {
        Trees.wav(
            data, "mine/%s_%s_%02d.wav".formatted(SPEAKERS.get(s), CODES.get(c), 1 + (s + c) % 3));
      }
    }
    before = System.getProperty("serlab.data");
    System.setProperty("serlab.data", data.toString());
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty("serlab.data");
    } else {
      System.setProperty("serlab.data", before);
    }
  }

  private static String firstManifestOfTheReadme() throws IOException {
    String readme = Files.readString(Serlab.home().resolve("data-manifests/README.md"));
    Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void itIsFoundAndLoadedWithNoCode() {
    assertThat(Corpora.found()).extracting(found -> found.manifest().name()).contains("mine");
    Corpus corpus = Corpora.open("mine");
    assertThat(corpus.utterances()).hasSize(20);
    assertThat(corpus.leftOut()).isEmpty();
    assertThat(corpus.labels()).containsExactly("anger", "happiness", "sadness", "neutral");
    for (Utterance utterance : corpus.utterances()) {
      String[] name = utterance.audio().getFileName().toString().split("[_.]");
      assertThat(utterance.speaker()).isEqualTo(name[0]);
      assertThat(utterance.label()).isEqualTo(corpus.labels().get(CODES.indexOf(name[1])));
      assertThat(utterance.sentence()).isEqualTo(name[2]);
      assertThat(utterance.language()).isEqualTo("de");
      assertThat(utterance.seconds()).isEqualTo(0.025);
    }
  }

  @Test
  void itIsPartitionedByEveryWayThatItsFieldsAllow() {
    Corpus corpus = Corpora.open("mine");
    assertThat(Partitions.of("random", 1).folds(corpus).get(0).test()).hasSize(4);
    assertThat(Partitions.of("sentence-independent", 1).folds(corpus)).hasSize(3);
    for (String name : List.of("independent", "leave-one-speaker-out")) {
      List<Fold> folds = Partitions.of(name, 1).folds(corpus);
      assertThat(folds).hasSize(5);
      Set<String> tested = new HashSet<>();
      for (Fold fold : folds) {
        assertThat(fold.training()).hasSize(16);
        assertThat(fold.test())
            .hasSize(4)
            .extracting(Utterance::speaker)
            .containsOnly(fold.test().get(0).speaker());
        assertThat(fold.training())
            .extracting(Utterance::speaker)
            .doesNotContain(fold.test().get(0).speaker());
        fold.test().forEach(utterance -> tested.add(utterance.id()));
      }
      assertThat(tested).hasSize(20);
    }
  }
}
