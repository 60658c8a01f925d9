package org.serlab.corpus.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;

class DemoCorpusTest {
  @TempDir static Path folder;
  private static Path corpus;

  @BeforeAll
  static void make() {
    corpus = folder.resolve("demo");
    assertThat(DemoCorpus.make(corpus)).isTrue();
  }

  @Test
  void everySpeakerSaysEverySentenceOfTheLanguageInEveryEmotion() throws IOException {
    List<String> names = files(corpus.resolve("wav"));
    assertThat(names).hasSize(12 * 5 * 5).contains("de1_anger_d1.wav", "zh4_sadness_m5.wav");
    Map<String, Long> byEmotion =
        names.stream().collect(Collectors.groupingBy(n -> n.split("_")[1], Collectors.counting()));
    assertThat(byEmotion)
        .isEqualTo(
            Map.of("anger", 60L, "fear", 60L, "happiness", 60L, "neutral", 60L, "sadness", 60L));
  }

  @Test
  void whatIsThereIsKeptAndWhatIsNotIsMadeAnewByteForByte() throws IOException {
    Path other = folder.resolve("other");
    copy(corpus, other);
    assertThat(DemoCorpus.make(other)).isFalse();

    Files.delete(other.resolve("wav/en1_fear_e2.wav"));
    assertThat(DemoCorpus.make(other)).isTrue();
    for (String name : files(corpus.resolve("wav"))) {
      assertThat(other.resolve("wav").resolve(name))
          .hasSameBinaryContentAs(corpus.resolve("wav").resolve(name));
    }

    Files.writeString(other.resolve("VERSION.txt"), "demo corpus 0, espeak-ng 1.51\n");
    Files.writeString(other.resolve("wav/left-over.wav"), "from version 0");
    assertThat(DemoCorpus.make(other)).isTrue();
    assertThat(files(other)).containsExactly("VERSION.txt", "wav");
    assertThat(files(other.resolve("wav"))).hasSize(300);
    assertThat(files(folder)).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void whatAKilledMakerLeftIsRemovedLater() throws IOException {
    Path stale = Files.createDirectories(folder.resolve(".demo-making-1/corpus")).getParent();
    Path fresh = Files.createDirectories(folder.resolve(".demo-making-2/corpus")).getParent();
    Files.setLastModifiedTime(stale, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    assertThat(DemoCorpus.make(corpus)).isFalse();
    assertThat(stale).doesNotExist();
    assertThat(fresh).exists();
    Files.delete(fresh.resolve("corpus"));
    Files.delete(fresh);
  }

  @Test
  void withoutEspeakItSaysWhatToInstallAndLeavesNothing() throws IOException {
    Path nothing = folder.resolve("empty/demo");
    assertThatThrownBy(() -> DemoCorpus.make(nothing, "espeak-ng-is-not-here"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("install the package espeak-ng");
    assertThat(files(folder.resolve("empty"))).isEmpty();
  }

  @Test
  void aSynthesiserWithoutTheVoiceIsNamed() {
    // `true` takes every argument and writes nothing
    assertThatThrownBy(() -> DemoCorpus.make(folder.resolve("mute"), "true"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("did not speak with the voice");
  }

  @Test
  void theEmotionsDifferInPitchLevelRateAndTiltAsActedAndOverlap() throws IOException {
    Map<String, Prosody> mean = new TreeMap<>();
    Map<String, List<Prosody>> all =
        files(corpus.resolve("wav")).stream()
            .collect(
                Collectors.groupingBy(
                    n -> n.split("_")[1],
                    Collectors.mapping(
                        n -> Prosody.of(corpus.resolve("wav").resolve(n)), Collectors.toList())));
    all.forEach((emotion, list) -> mean.put(emotion, Prosody.mean(list)));
    mean.forEach((emotion, prosody) -> System.out.println(emotion + " " + prosody));

    Prosody neutral = mean.get("neutral");
    assertThat(mean.get("happiness").pitch()).isGreaterThan(neutral.pitch() + 3);
    assertThat(mean.get("fear").pitch()).isGreaterThan(neutral.pitch() + 3);
    assertThat(mean.get("sadness").pitch()).isLessThan(neutral.pitch() - 1.5);
    assertThat(mean.get("anger").level()).isGreaterThan(neutral.level() + 4);
    assertThat(mean.get("sadness").level()).isLessThan(neutral.level() - 3);
    assertThat(mean.get("fear").seconds()).isLessThan(neutral.seconds() - 0.2);
    assertThat(mean.get("sadness").seconds()).isGreaterThan(neutral.seconds() + 0.2);
    assertThat(mean.get("anger").tilt()).isGreaterThan(neutral.tilt() + 2.5);
    assertThat(mean.get("sadness").tilt()).isLessThan(neutral.tilt() - 1.5);
    // classes overlap: the quietest anger is below the mean of neutral, the loudest sadness above
    assertThat(all.get("anger").stream().mapToDouble(Prosody::level).min().getAsDouble())
        .isLessThan(neutral.level() + 1);
    assertThat(all.get("happiness").stream().mapToDouble(Prosody::level).max().getAsDouble())
        .isGreaterThan(mean.get("anger").level());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
