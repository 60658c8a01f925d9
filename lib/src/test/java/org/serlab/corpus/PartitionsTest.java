package org.serlab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;

class PartitionsTest {
  /** Every speaker of a manifest says ten sentences in two classes. */
  private static Corpus corpus(Manifest manifest, List<String> speakers) {
    List<Utterance> utterances = new ArrayList<>();
    for (String speaker : speakers) {
      for (int sentence = 0; sentence < 10; sentence++) {
        for (String label : List.of("anger", "neutral")) {
          String id = "%s_%d_%s".formatted(speaker, sentence, label);
          utterances.add(
              new Utterance(
                  manifest.name(),
                  id,
                  Path.of(id + ".wav"),
                  speaker,
                  "s" + speaker.charAt(0),
                  String.valueOf(sentence),
                  "",
                  label,
                  "de",
                  1));
        }
      }
    }
    return new Corpus(manifest, manifest.name(), List.of("anger", "neutral"), utterances);
  }

  private static Corpus own(String... speakers) {
    return corpus(new Manifest("own", false), List.of(speakers));
  }

  private static Set<String> speakers(List<Utterance> utterances) {
    return utterances.stream()
        .map(Utterance::speaker)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random",
        "random-70",
        "random-60-20",
        "independent",
        "independent-validated",
        "leave-one-speaker-out",
        "leave-one-session-out",
        "sentence-independent"
      })
  void partsAreDisjointAndWholeAndDoNotDependOnOrder(String name) {
    Corpus corpus = own("a1", "a2", "b1", "b2", "c1", "c2", "c3");
    List<Utterance> shuffled = new ArrayList<>(corpus.utterances());
    Collections.shuffle(shuffled, new Random(5));
    Corpus other = new Corpus(corpus.manifest(), "own", corpus.labels(), shuffled);
    Partition partition = Partitions.of(name, 3);
    assertThat(partition.name()).isEqualTo(name);
    List<Fold> folds = partition.folds(corpus);
    assertThat(partition.folds(other)).isEqualTo(folds);
    Set<Utterance> tested = new HashSet<>();
    for (Fold fold : folds) {
      List<Utterance> all = new ArrayList<>(fold.training());
      all.addAll(fold.validation());
      all.addAll(fold.test());
      assertThat(all).doesNotHaveDuplicates().hasSameSizeAs(corpus.utterances());
      if (partition.speakerIndependent()) {
        assertThat(speakers(fold.training()))
            .noneMatch(speakers(fold.test())::contains)
            .noneMatch(speakers(fold.validation())::contains);
        assertThat(speakers(fold.validation())).noneMatch(speakers(fold.test())::contains);
      }
      assertThat(fold.test()).noneMatch(tested::contains);
      tested.addAll(fold.test());
    }
    if (!name.startsWith("random")) {
      assertThat(tested).hasSameSizeAs(corpus.utterances());
    }
  }

  @Test
  void foldsOfTheCrossLanguagePaper() {
    // Its Table 2, both rows.
    check("emodb", "15 16|13 14|11 12|09 10|03 08", "13 14|11 12|09 10|03 08|15 16");
    check(
        "ravdess",
        "21 22 23 24|16 17 18 19 20|11 12 13 14 15|06 07 08 09 10|01 02 03 04 05",
        "16 17 18 19 20|11 12 13 14 15|06 07 08 09 10|01 02 03 04 05|21 22 23 24");
    Manifest esd = Manifests.of("esd");
    List<String> mandarin =
        esd.speakers().keySet().stream().filter(s -> s.compareTo("0010") <= 0).toList();
    check(
        corpus(esd, mandarin),
        "0009 0010|0007 0008|0005 0006|0003 0004|0001 0002",
        "0007 0008|0005 0006|0003 0004|0001 0002|0009 0010");
    assertThatThrownBy(
            () -> Partitions.of("independent", 0).folds(corpus(esd, List.of("0001", "0011"))))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("no group for speaker '0011'");
  }

  private static void check(String name, String tested, String validating) {
    Manifest manifest = Manifests.of(name);
    check(corpus(manifest, List.copyOf(manifest.speakers().keySet())), tested, validating);
  }

  private static void check(Corpus corpus, String tested, String validating) {
    List<Fold> validated = Partitions.of("independent-validated", 0).folds(corpus);
    List<Fold> folds = Partitions.of("independent", 0).folds(corpus);
    assertThat(
            validated.stream()
                .map(fold -> String.join(" ", speakers(fold.test())))
                .collect(Collectors.joining("|")))
        .isEqualTo(tested);
    assertThat(
            validated.stream()
                .map(fold -> String.join(" ", speakers(fold.validation())))
                .collect(Collectors.joining("|")))
        .isEqualTo(validating);
    for (int k = 0; k < folds.size(); k++) {
      assertThat(folds.get(k).number()).isEqualTo(k + 1);
      assertThat(folds.get(k).test()).isEqualTo(validated.get(k).test());
      assertThat(folds.get(k).validation()).isEmpty();
    }
    List<Fold> unvalidated = Partitions.of("independent-unvalidated", 0).folds(corpus);
    for (int k = 0; k < folds.size(); k++) {
      assertThat(unvalidated.get(k).training()).isEqualTo(validated.get(k).training());
      assertThat(unvalidated.get(k).test()).isEqualTo(validated.get(k).test());
      assertThat(unvalidated.get(k).validation()).isEmpty();
    }
  }

  @Test
  void nemoHasFiveGroups() {
    Manifest nemo = Manifests.of("nemo");
    List<Fold> folds =
        Partitions.of("independent", 0).folds(corpus(nemo, List.copyOf(nemo.speakers().keySet())));
    assertThat(folds.stream().map(fold -> String.join(",", speakers(fold.test()))))
        .containsExactly("EB0,KS0", "IC0,SM0", "KD0,TP0", "MK0,MP0", "WR0");
    assertThat(folds.get(0).name()).isEqualTo("speakers EB0, KS0");
  }

  @Test
  void aPartlyPresentCorpusKeepsTheNumbersOfItsFolds() {
    Manifest emodb = Manifests.of("emodb");
    List<Fold> folds =
        Partitions.of("independent", 0).folds(corpus(emodb, List.of("13", "09", "03")));
    assertThat(folds).extracting(Fold::number).containsExactly(2, 4, 5);
  }

  @Test
  void randomKeepsRatioAndFollowsTheSeed() {
    Corpus corpus = own("a", "b", "c", "d", "e");
    Fold fold = Partitions.of("random", 1).folds(corpus).get(0);
    assertThat(fold.training()).hasSize(80);
    assertThat(fold.test()).hasSize(20);
    assertThat(Partitions.of("random", 1).folds(corpus).get(0)).isEqualTo(fold);
    assertThat(Partitions.of("random", 2).folds(corpus).get(0).test()).isNotEqualTo(fold.test());
    Fold three = Partitions.of("random-80-10", 1).folds(corpus).get(0);
    assertThat(List.of(three.training().size(), three.validation().size(), three.test().size()))
        .containsExactly(80, 10, 10);
    assertThat(three.training()).isEqualTo(fold.training());
  }

  @Test
  void sentencesAreDisjoint() {
    for (Fold fold : Partitions.of("sentence-independent", 4).folds(own("a", "b"))) {
      Set<String> training =
          fold.training().stream().map(Utterance::sentence).collect(Collectors.toSet());
      assertThat(fold.test()).noneMatch(utterance -> training.contains(utterance.sentence()));
      assertThat(fold.test()).hasSize(8);
    }
  }

  @Property(tries = 50)
  void dealtGroupsAreBalanced(@ForAll @IntRange(min = 2, max = 30) int number, @ForAll long seed) {
    List<String> speakers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      speakers.add("p" + i);
    }
    List<Fold> folds =
        Partitions.of("independent", seed).folds(corpus(new Manifest("own", false), speakers));
    assertThat(folds).hasSize(Math.min(5, number));
    List<Integer> sizes = folds.stream().map(fold -> fold.test().size() / 20).toList();
    assertThat(Collections.max(sizes) - Collections.min(sizes)).isLessThanOrEqualTo(1);
  }

  @Test
  void complaintsNameTheMend() {
    assertThatThrownBy(() -> Partitions.of("independent", 1).folds(own("a")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("only one speaker (a)")
        .hasMessageContaining("random");
    assertThatThrownBy(() -> Partitions.of("independent-validated", 1).folds(own("a", "b")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("needs three");
    assertThatThrownBy(() -> Partitions.of("nosuch", 1).folds(own("a", "b")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("leave-one-speaker-out");
    assertThatThrownBy(() -> Partitions.of("random-80-30", 1))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("less than 100");
    assertThatThrownBy(() -> Partitions.of("leave-one-session-out", 1).folds(own("a1", "a2")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("only one session");
  }
}
