package org.serlab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import org.serlab.SerlabException;

/** What holds for every partition of every corpus, however unevenly it is filled. */
class PartitionsPropertyTest {
  /** Fields of one utterance; the numbers become codes. */
  private record Recording(int speaker, int session, int sentence, int label, int take) {}

  @Provide
  Arbitrary<Corpus> corpora() {
    Arbitrary<Recording> recordings =
        Combinators.combine(
                Arbitraries.integers().between(1, 12),
                Arbitraries.integers().between(1, 5),
                Arbitraries.integers().between(1, 8),
                Arbitraries.integers().between(1, 4),
                Arbitraries.integers().between(1, 3))
            .as(Recording::new);
    return recordings
        .list()
        .ofMinSize(1)
        .ofMaxSize(80)
        .uniqueElements()
        .map(PartitionsPropertyTest::corpus);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        "random",
        "random-70",
        "random-60-20",
        "independent",
        "independent-validated",
        "leave-one-speaker-out",
        "leave-one-session-out",
        "sentence-independent");
  }

  /** What each partition promises not to share between its parts. */
  private static final Map<String, Function<Utterance, String>> SEPARATED =
      Map.of(
          "independent", Utterance::speaker,
          "independent-validated", Utterance::speaker,
          "leave-one-speaker-out", Utterance::speaker,
          "leave-one-session-out", Utterance::session,
          "sentence-independent", Utterance::sentence);

  private static Corpus corpus(List<Recording> recordings) {
    List<Utterance> utterances = new ArrayList<>();
    for (Recording r : recordings) {
      String id = "s%d_%d_%d_%d_%d".formatted(r.speaker, r.session, r.sentence, r.label, r.take);
      utterances.add(
          new Utterance(
              "made",
              id,
              Path.of(id + ".wav"),
              // a speaker is in one session only, as in every corpus that has sessions
              "%d-%d".formatted(r.session, r.speaker),
              String.valueOf(r.session),
              String.valueOf(r.sentence),
              "",
              "class" + r.label,
              "de",
              1));
    }
    List<String> labels = utterances.stream().map(Utterance::label).distinct().sorted().toList();
    return new Corpus(new Manifest("made", false), "made", labels, utterances);
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void everyFoldIsAWholeAndHonestCut(
      @ForAll("corpora") Corpus corpus,
      @ForAll("names") String name,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    Partition partition = Partitions.of(name, seed);
    List<Fold> folds;
    try {
      folds = partition.folds(corpus);
    } catch (SerlabException e) {
      Statistics.label("outcome").collect("refused");
      assertThat(isTooSmall(corpus, name)).as(e.getMessage()).isTrue();
      return;
    }
    Statistics.label("outcome").collect("cut");
    Map<String, Integer> tested = new TreeMap<>();
    for (Fold fold : folds) {
      assertThat(fold.training()).isNotEmpty();
      assertThat(fold.test()).isNotEmpty();
      List<String> ids = new ArrayList<>();
      for (List<Utterance> part : List.of(fold.training(), fold.validation(), fold.test())) {
        part.forEach(utterance -> ids.add(utterance.id()));
      }
      assertThat(ids)
          .as("each utterance in exactly one part of %s", fold)
          .containsExactlyInAnyOrderElementsOf(
              corpus.utterances().stream().map(Utterance::id).toList());
      Function<Utterance, String> separated = SEPARATED.get(name);
      if (separated != null) {
        assertNothingShared(separated, fold.training(), fold.validation());
        assertNothingShared(separated, fold.training(), fold.test());
        assertNothingShared(separated, fold.validation(), fold.test());
      }
      if (partition.speakerIndependent()) {
        assertNothingShared(Utterance::speaker, fold.training(), fold.test());
        assertNothingShared(Utterance::speaker, fold.validation(), fold.test());
      }
      fold.test().forEach(utterance -> tested.merge(utterance.id(), 1, Integer::sum));
    }
    assertThat(tested.values()).as("tested once").containsOnly(1);
    if (!name.startsWith("random")) {
      assertThat(tested).hasSameSizeAs(corpus.utterances());
      assertThat(folds).extracting(Fold::number).isSorted().doesNotHaveDuplicates();
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void neitherOrderNorAnythingButTheSeedDecides(
      @ForAll("corpora") Corpus corpus,
      @ForAll("names") String name,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    List<Utterance> shuffled = new ArrayList<>(corpus.utterances());
    Collections.shuffle(shuffled, new Random(seed));
    Corpus other = new Corpus(corpus.manifest(), corpus.subset(), corpus.labels(), shuffled);
    assertThat(cut(other, name, seed)).isEqualTo(cut(corpus, name, seed));
    assertThat(cut(corpus, name, seed)).isEqualTo(cut(corpus, name, seed));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void anotherSeedIsAnotherRandomCutOfTheSameSizes(
      @ForAll("corpora") Corpus corpus, @ForAll @LongRange(min = 0, max = 1000) long seed) {
    if (corpus.utterances().size() < 40) {
      return; // a few utterances may well be drawn alike twice
    }
    Fold one = Partitions.of("random-60-20", seed).folds(corpus).get(0);
    Fold two = Partitions.of("random-60-20", seed + 1).folds(corpus).get(0);
    assertThat(one.test()).hasSameSizeAs(two.test()).isNotEqualTo(two.test());
    double size = corpus.utterances().size();
    assertThat(one.training().size() / size).isCloseTo(0.6, within(0.5 / size + 1e-9));
  }

  /** The folds, or the sentence that says why there are none. */
  private static Object cut(Corpus corpus, String name, long seed) {
    try {
      return Partitions.of(name, seed).folds(corpus);
    } catch (SerlabException e) {
      return e.getMessage();
    }
  }

  private static boolean isTooSmall(Corpus corpus, String name) {
    Function<Utterance, String> field = SEPARATED.get(name);
    if (field == null) {
      return corpus.utterances().size() < 5;
    }
    long values = corpus.utterances().stream().map(field).distinct().count();
    return values < (name.equals("independent-validated") ? 3 : 2);
  }

  private static void assertNothingShared(
      Function<Utterance, String> field, List<Utterance> left, List<Utterance> right) {
    Set<String> shared = left.stream().map(field).collect(Collectors.toSet());
    shared.retainAll(right.stream().map(field).collect(Collectors.toSet()));
    assertThat(shared).isEmpty();
  }
}
