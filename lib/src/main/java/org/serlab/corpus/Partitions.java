package org.serlab.corpus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.serlab.SerlabException;
import org.serlab.Sha256;

/**
 * The ways of cutting a corpus, by name:
 *
 * <ul>
 *   <li>{@code random}: one fold, 80 % train, 20 % are tested; {@code random-70} and {@code
 *       random-80-10} are 70/30 and 80/10/10 with a validation part in the middle;
 *   <li>{@code independent}: the speaker groups that the manifest names, or up to five balanced
 *       ones where it names none; each group is tested once, all others train, none validates;
 *   <li>{@code independent-validated}: the same groups; the next one validates (as in the
 *       cross-language paper, Table 2, with three groups to train), the rest trains;
 *   <li>{@code independent-unvalidated}: the same training and test parts, but the group that would
 *       validate is left out, for learners that choose nothing;
 *   <li>{@code leave-one-speaker-out}, {@code leave-one-session-out};
 *   <li>{@code sentence-independent}: up to five groups of sentences; speakers are shared;
 *   <li>any other name: the folds of that name in the manifest, such as {@code official}.
 * </ul>
 *
 * Chance comes from SHA-256 of seed and id, not from a random number generator: a cut depends on
 * nothing but the seed and the utterances, and can be made again in any language.
 */
public final class Partitions {
  private static final int GROUPS = 5;
  private static final Pattern RATIOS = Pattern.compile("random-([1-9][0-9]?)(?:-([1-9][0-9]?))?");

  /** Names that mean the same in every corpus. */
  static final Set<String> RESERVED =
      Set.of(
          "random",
          "independent",
          "independent-validated",
          "independent-unvalidated",
          "leave-one-speaker-out",
          "leave-one-session-out",
          "sentence-independent");

  private Partitions() {}

  /** The cut of this name that the experiments use: with seed 1 where it is random, else 0. */
  public static Partition of(String name) {
    return of(name, name.startsWith("random") ? 1 : 0);
  }

  /**
   * @param name one of the above
   * @param seed of the cut; without effect where nothing is random
   * @return the partition; whether a corpus can be cut this way is found out when it is
   * @throws SerlabException if the name is like none
   */
  public static Partition of(String name, long seed) {
    Matcher ratios = RATIOS.matcher(name);
    if (ratios.matches()) {
      int validation = ratios.group(2) == null ? 0 : Integer.parseInt(ratios.group(2));
      return random(name, Integer.parseInt(ratios.group(1)), validation, seed);
    }
    return switch (name) {
      case "random" -> random(name, 80, 0, seed);
      case "independent" ->
          new Cut(name, seed, true, (corpus, s) -> tested(corpus, speakerGroups(corpus, s), false));
      case "independent-validated" ->
          new Cut(name, seed, true, (corpus, s) -> tested(corpus, speakerGroups(corpus, s), true));
      case "independent-unvalidated" ->
          new Cut(
              name,
              seed,
              true,
              (corpus, s) ->
                  tested(corpus, speakerGroups(corpus, s), true).stream()
                      .map(Fold::withoutValidation)
                      .toList());
      case "leave-one-speaker-out" ->
          new Cut(name, seed, true, (corpus, s) -> leaveOneOut(corpus, "speaker"));
      case "leave-one-session-out" ->
          new Cut(name, seed, true, (corpus, s) -> leaveOneOut(corpus, "session"));
      case "sentence-independent" ->
          new Cut(
              name,
              seed,
              false,
              (corpus, s) -> tested(corpus, dealt(corpus, "sentence", s), false));
      default -> new Cut(name, seed, false, (corpus, s) -> named(corpus, name));
    };
  }

  private record Cut(
      String name,
      long seed,
      boolean speakerIndependent,
      BiFunction<Corpus, Long, List<Fold>> cutter)
      implements Partition {
    @Override
    public List<Fold> folds(Corpus corpus) {
      return cutter.apply(corpus, seed);
    }
  }

  /** Which values of a field are tested together. */
  private record Groups(String field, List<List<String>> values) {}

  private static Partition random(String name, int training, int validation, long seed) {
    if (training + validation >= 100) {
      throw new SerlabException(
          "The partition '%s' leaves nothing to test; its percentages must add up to less than 100."
              .formatted(name));
    }
    return new Cut(
        name,
        seed,
        false,
        (corpus, s) -> {
          List<Utterance> drawn = new ArrayList<>(corpus.utterances());
          Map<Utterance, String> lots = new HashMap<>();
          drawn.forEach(utterance -> lots.put(utterance, lot(s, utterance.id())));
          drawn.sort(Comparator.comparing(lots::get));
          int first = (int) Math.round(drawn.size() * training / 100.0);
          int second = (int) Math.round(drawn.size() * (training + validation) / 100.0);
          if (first == 0 || second == drawn.size() || (validation > 0 && first == second)) {
            throw new SerlabException(
                "%s has only %d recordings, too few to be cut as '%s'; take another partition."
                    .formatted(corpus.subset(), drawn.size(), name));
          }
          return List.of(
              new Fold(
                  1,
                  "%s, seed %d".formatted(name, s),
                  byId(drawn.subList(0, first)),
                  byId(drawn.subList(first, second)),
                  byId(drawn.subList(second, drawn.size()))));
        });
  }

  private static String lot(long seed, String value) {
    return Sha256.of(seed + " " + value);
  }

  private static List<Utterance> byId(Collection<Utterance> utterances) {
    return utterances.stream().sorted(Comparator.comparing(Utterance::id)).toList();
  }

  private static List<Utterance> where(Corpus corpus, Predicate<Utterance> condition) {
    return byId(corpus.utterances().stream().filter(condition).toList());
  }

  /** The manifest's groups of speakers, or balanced ones. */
  private static Groups speakerGroups(Corpus corpus, long seed) {
    return corpus
        .manifest()
        .speakerFolds()
        .map(set -> named(corpus, set))
        .orElseGet(() -> dealt(corpus, "speaker", seed));
  }

  private static Groups named(Corpus corpus, Manifest.FoldSet set) {
    List<String> known = set.groups().stream().flatMap(List::stream).toList();
    for (Utterance utterance : corpus.utterances()) {
      String value = utterance.field(set.by());
      if (!known.contains(value)) {
        throw new SerlabException(
            "The folds '%s' of %s have no group for %s '%s' (%s); take a subset without it or add it"
                    .formatted(set.name(), corpus.name(), set.by(), value, utterance.id())
                + " to a group.");
      }
    }
    return new Groups(set.by(), set.groups());
  }

  /**
   * Deals the values of a field to at most five groups: those with most utterances first, each to
   * the group that has fewest; the seed decides between equals.
   */
  private static Groups dealt(Corpus corpus, String field, long seed) {
    Map<String, Integer> counts = counts(corpus, field);
    List<String> order = new ArrayList<>(counts.keySet());
    order.sort(
        Comparator.comparing((String value) -> -counts.get(value))
            .thenComparing(value -> lot(seed, value)));
    int number = Math.min(GROUPS, order.size());
    List<List<String>> groups = new ArrayList<>();
    int[] sizes = new int[number];
    for (int i = 0; i < number; i++) {
      groups.add(new ArrayList<>());
    }
    for (String value : order) {
      int smallest = 0;
      for (int i = 1; i < number; i++) {
        if (sizes[i] < sizes[smallest]) {
          smallest = i;
        }
      }
      groups.get(smallest).add(value);
      sizes[smallest] += counts.get(value);
    }
    groups.forEach(group -> group.sort(null));
    return new Groups(field, groups);
  }

  /** Utterances per value of a field that must be known and vary. */
  private static Map<String, Integer> counts(Corpus corpus, String field) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Utterance utterance : corpus.utterances()) {
      if (utterance.field(field).isEmpty()) {
        throw new SerlabException(
            "%s does not say which %s %s is from, so it cannot be cut by %s; add '%s' to its"
                    .formatted(corpus.subset(), field, utterance.id(), field, field)
                + " manifest or take the partition 'random'.");
      }
      counts.merge(utterance.field(field), 1, Integer::sum);
    }
    if (counts.size() < 2) {
      throw new SerlabException(
          "%s has only one %s (%s), so it cannot be cut by %s; take the partition 'random'."
              .formatted(corpus.subset(), field, String.join(", ", counts.keySet()), field));
    }
    return counts;
  }

  private static List<Fold> leaveOneOut(Corpus corpus, String field) {
    List<List<String>> groups = new ArrayList<>();
    counts(corpus, field).keySet().forEach(value -> groups.add(List.of(value)));
    return tested(corpus, new Groups(field, groups), false);
  }

  /** Each group is tested once. Fold k keeps its number where another group is not here. */
  private static List<Fold> tested(Corpus corpus, Groups groups, boolean validated) {
    List<Fold> folds = new ArrayList<>();
    int number = groups.values().size();
    if (validated && number < 3) {
      throw new SerlabException(
          "%s has only %d groups of %ss, and a validated fold needs three; take 'independent'."
              .formatted(corpus.subset(), number, groups.field()));
    }
    for (int k = 0; k < number; k++) {
      List<String> tested = groups.values().get(k);
      List<String> validating = validated ? groups.values().get((k + 1) % number) : List.of();
      Fold fold =
          new Fold(
              k + 1,
              "%s%s %s"
                  .formatted(
                      groups.field(), tested.size() > 1 ? "s" : "", String.join(", ", tested)),
              where(
                  corpus,
                  u ->
                      !tested.contains(u.field(groups.field()))
                          && !validating.contains(u.field(groups.field()))),
              where(corpus, u -> validating.contains(u.field(groups.field()))),
              where(corpus, u -> tested.contains(u.field(groups.field()))));
      if (!fold.test().isEmpty() && !fold.training().isEmpty()) {
        folds.add(fold);
      }
    }
    if (folds.isEmpty()) {
      throw new SerlabException(
          "%s has %ss of one group only, so it cannot be cut by %s; take the partition 'random'."
              .formatted(corpus.subset(), groups.field(), groups.field()));
    }
    return folds;
  }

  private static List<Fold> named(Corpus corpus, String name) {
    Manifest.FoldSet set = corpus.manifest().folds().get(name);
    if (set == null) {
      throw new SerlabException(
          "There is no partition '%s' of %s; there are %s%s."
              .formatted(
                  name,
                  corpus.name(),
                  String.join(", ", RESERVED.stream().sorted().toList()),
                  corpus.manifest().folds().isEmpty()
                      ? ""
                      : ", " + String.join(", ", corpus.manifest().folds().keySet())));
    }
    if (!set.groups().isEmpty()) {
      return tested(corpus, named(corpus, set), false);
    }
    List<Utterance> test = where(corpus, u -> set.test().contains(u.field(set.by())));
    List<Utterance> validation = where(corpus, u -> set.validation().contains(u.field(set.by())));
    List<Utterance> training =
        where(
            corpus,
            u ->
                set.training().isEmpty()
                    ? !set.test().contains(u.field(set.by()))
                        && !set.validation().contains(u.field(set.by()))
                    : set.training().contains(u.field(set.by())));
    if (test.isEmpty() || training.isEmpty()) {
      throw new SerlabException(
          "The recordings of %s that are here leave nothing to %s in the folds '%s'; get the rest"
                  .formatted(corpus.subset(), test.isEmpty() ? "test" : "train on", name)
              + " or take another partition.");
    }
    return List.of(new Fold(1, name, training, validation, test));
  }
}
