package org.serlab.corpus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What two parts of a fold have in common and should not: speakers, sessions, sentences, and
 * recordings that are there twice ({@link Copies}). Where a partition promises that no speaker is
 * on both sides, all but shared sentences stop the run ({@link #gate()}); acted corpora share their
 * sentences by design.
 *
 * @param partition name of the partition
 * @param corpus name of the corpus or subset
 * @param independent whether the partition promises that no speaker is on both sides
 * @param pairs pairs of parts that were compared, per fold
 */
public record LeakAudit(String partition, String corpus, boolean independent, List<Pair> pairs) {

  /** What may be shared. */
  public enum Kind {
    SPEAKER("speaker"),
    SESSION("session"),
    SENTENCE("sentence"),
    EQUAL_RECORDING("equal recording"),
    NEAR_EQUAL_RECORDING("near-equal recording");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word in the singular, such as {@code equal recording}. */
    public String word() {
      return word;
    }

    private String counted(int number) {
      return number + " " + word + (number == 1 ? "" : "s");
    }
  }

  /**
   * Two parts of one fold.
   *
   * @param fold number of the fold
   * @param parts such as {@code training and test}
   * @param shared what both have, by kind: codes of speakers, sessions and sentences, pairs of ids
   */
  public record Pair(int fold, String parts, Map<Kind, List<String>> shared) {
    /** How many of a kind both have. */
    public int count(Kind kind) {
      return shared.get(kind).size();
    }
  }

  /**
   * Audits all folds of a partition. Comparing the recordings takes seconds the first time (see
   * {@link Copies#among}), a quarter of an hour for 14,000 of them, and nothing later.
   *
   * @param partition a way to cut it
   * @param corpus a corpus or a subset
   * @return what is shared
   */
  public static LeakAudit of(Partition partition, Corpus corpus) {
    return of(
        partition.name(),
        corpus.subset(),
        promisesNewSpeakers(partition, corpus),
        partition.folds(corpus));
  }

  /** Whether a corpus cut this way should have no speaker on both sides. */
  public static boolean promisesNewSpeakers(Partition partition, Corpus corpus) {
    Manifest.FoldSet named = corpus.manifest().folds().get(partition.name());
    return partition.speakerIndependent() || (named != null && named.by().equals("speaker"));
  }

  /**
   * Audits folds of any make, also over several corpora.
   *
   * @param partition name to be shown
   * @param corpus name to be shown
   * @param independent whether no speaker may be on both sides
   * @param folds the folds
   * @return what is shared
   */
  public static LeakAudit of(
      String partition, String corpus, boolean independent, List<Fold> folds) {
    Set<Utterance> all = new LinkedHashSet<>();
    for (Fold fold : folds) {
      all.addAll(fold.training());
      all.addAll(fold.validation());
      all.addAll(fold.test());
    }
    List<Copies.Copy> copies = Copies.among(all);
    List<Pair> pairs = new ArrayList<>();
    for (Fold fold : folds) {
      pairs.add(pair(fold, "training and test", fold.training(), fold.test(), copies));
      if (!fold.validation().isEmpty()) {
        pairs.add(pair(fold, "validation and test", fold.validation(), fold.test(), copies));
        pairs.add(
            pair(fold, "training and validation", fold.training(), fold.validation(), copies));
      }
    }
    return new LeakAudit(partition, corpus, independent, List.copyOf(pairs));
  }

  private static Pair pair(
      Fold fold,
      String parts,
      List<Utterance> one,
      List<Utterance> other,
      List<Copies.Copy> copies) {
    Map<Kind, List<String>> shared = new EnumMap<>(Kind.class);
    shared.put(Kind.SPEAKER, shared(one, other, Utterance::speaker));
    shared.put(Kind.SESSION, shared(one, other, Utterance::session));
    shared.put(Kind.SENTENCE, shared(one, other, LeakAudit::sentence));
    shared.put(Kind.EQUAL_RECORDING, new ArrayList<>());
    shared.put(Kind.NEAR_EQUAL_RECORDING, new ArrayList<>());
    Map<String, Boolean> sides = new HashMap<>();
    one.forEach(utterance -> sides.put(key(utterance), true));
    for (Utterance utterance : other) {
      if (sides.put(key(utterance), false) != null) {
        shared.get(Kind.EQUAL_RECORDING).add(utterance.id() + " ~ " + utterance.id());
      }
    }
    for (Copies.Copy copy : copies) {
      Boolean first = sides.get(key(copy.first()));
      Boolean second = sides.get(key(copy.second()));
      if (first != null && second != null && !first.equals(second)) {
        shared
            .get(copy.isEqual() ? Kind.EQUAL_RECORDING : Kind.NEAR_EQUAL_RECORDING)
            .add(copy.first().id() + " ~ " + copy.second().id());
      }
    }
    return new Pair(fold.number(), parts, shared);
  }

  private static String key(Utterance utterance) {
    return utterance.corpus() + "/" + utterance.id();
  }

  /** The sentence's code with its language, else the words themselves. */
  private static String sentence(Utterance utterance) {
    return utterance.sentence().isEmpty()
        ? utterance.text()
        : utterance.sentence() + " (" + utterance.language() + ")";
  }

  /** Values of a field on both sides; those of another corpus are other values. */
  private static List<String> shared(
      List<Utterance> one, List<Utterance> other, Function<Utterance, String> field) {
    Map<String, String> values = new TreeMap<>();
    for (Utterance utterance : one) {
      if (!field.apply(utterance).isEmpty()) {
        values.put(utterance.corpus() + "/" + field.apply(utterance), field.apply(utterance));
      }
    }
    Set<String> there =
        other.stream()
            .map(utterance -> utterance.corpus() + "/" + field.apply(utterance))
            .collect(Collectors.toSet());
    values.keySet().retainAll(there);
    return List.copyOf(values.values());
  }

  /**
   * Stops what must not go on: anything shared but sentences, where no speaker may be on both
   * sides.
   *
   * @return this audit, if it may
   * @throws SerlabException that names what is shared, and where
   */
  public LeakAudit gate() {
    if (!independent) {
      return this;
    }
    for (Pair pair : pairs) {
      for (Kind kind : Kind.values()) {
        List<String> found = pair.shared().get(kind);
        if (kind != Kind.SENTENCE && !found.isEmpty()) {
          throw new SerlabException(
              "The partition '%s' of %s leaks: %s of fold %d share %s (%s%s); %s."
                  .formatted(
                      partition,
                      corpus,
                      pair.parts(),
                      pair.fold(),
                      kind.counted(found.size()),
                      String.join(", ", found.subList(0, Math.min(3, found.size()))),
                      found.size() > 3 ? ", ..." : "",
                      mend(kind)));
        }
      }
    }
    return this;
  }

  private static String mend(Kind kind) {
    return switch (kind) {
      case SPEAKER -> "put each speaker into one group";
      case SESSION -> "take the partition 'leave-one-session-out', or groups of whole sessions";
      default -> "remove one of each pair from the corpus's folder";
    };
  }

  /**
   * Everything shared by any pair of parts, by kind; kinds of which nothing is shared are absent.
   */
  public Map<Kind, Set<String>> shared() {
    Map<Kind, Set<String>> all = new EnumMap<>(Kind.class);
    for (Pair pair : pairs) {
      pair.shared()
          .forEach(
              (kind, found) -> {
                if (!found.isEmpty()) {
                  all.computeIfAbsent(kind, k -> new TreeSet<>()).addAll(found);
                }
              });
    }
    return all;
  }

  /** What was found, in a sentence that can stand above a result. */
  public String verdict() {
    Map<Kind, Set<String>> all = shared();
    Set<String> sentences = all.getOrDefault(Kind.SENTENCE, Set.of());
    Map<Kind, Set<String>> leaks = new LinkedHashMap<>(all);
    leaks.remove(Kind.SENTENCE);
    String said =
        leaks.isEmpty()
            ? "no speaker, session or recording is in two parts"
            : leaks.entrySet().stream()
                    .map(entry -> entry.getKey().counted(entry.getValue().size()))
                    .collect(Collectors.joining(", "))
                + " in two parts: results say little about new speakers or recordings";
    return "%s, %s: %s%s."
        .formatted(
            corpus,
            partition,
            said,
            sentences.isEmpty()
                ? "; nor is any sentence shared"
                : "; " + Kind.SENTENCE.counted(sentences.size()) + " shared");
  }

  /** Types of the columns of {@link #table()}: fold, parts, one number per kind. */
  public static ColumnType[] types() {
    ColumnType number = ColumnType.INTEGER;
    return new ColumnType[] {number, ColumnType.STRING, number, number, number, number, number};
  }

  /** One row per fold and pair of parts: how many of each kind both have. */
  public Table table() {
    Table table =
        Table.create(
            corpus + ", " + partition, IntColumn.create("fold"), StringColumn.create("parts"));
    for (Kind kind : Kind.values()) {
      table.addColumns(IntColumn.create(kind.word() + "s"));
    }
    for (Pair pair : pairs) {
      table.intColumn("fold").append(pair.fold());
      table.stringColumn("parts").append(pair.parts());
      for (Kind kind : Kind.values()) {
        table.intColumn(kind.word() + "s").append(pair.count(kind));
      }
    }
    return table;
  }

  /** One row per thing shared. */
  public Table details() {
    Table table =
        Table.create(
            corpus + ", " + partition,
            IntColumn.create("fold"),
            StringColumn.create("parts"),
            StringColumn.create("kind"),
            StringColumn.create("shared"));
    for (Pair pair : pairs) {
      pair.shared()
          .forEach(
              (kind, found) ->
                  found.forEach(
                      what -> {
                        table.intColumn("fold").append(pair.fold());
                        table.stringColumn("parts").append(pair.parts());
                        table.stringColumn("kind").append(kind.word());
                        table.stringColumn("shared").append(what);
                      }));
    }
    return table;
  }
}
