package org.serlab.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What is here of what was published.
 *
 * @param corpus name of the corpus or subset
 * @param classes by class, in the manifest's order; what was published is -1 where unknown
 * @param missing ids that were published and are not here, where the ids are known
 * @param extra ids that are here and were not published, where the ids are known
 * @param leftOut recordings in the folder that are not used
 */
public record Completeness(
    String corpus,
    Map<String, Count> classes,
    List<String> missing,
    List<String> extra,
    List<Corpus.LeftOut> leftOut) {

  /**
   * Of one class.
   *
   * @param present number of utterances here
   * @param published number of utterances published; -1 if unknown
   */
  public record Count(int present, int published) {}

  static Completeness of(Corpus corpus) {
    Manifest manifest = corpus.manifest();
    Optional<Manifest.Subset> subset = Optional.ofNullable(manifest.subsets().get(corpus.subset()));
    Map<String, String> known = knownLabels(manifest, subset);
    Map<String, Integer> published = published(manifest, subset, known);
    Map<String, Integer> present = new TreeMap<>();
    Set<String> ids = new LinkedHashSet<>();
    for (Utterance utterance : corpus.utterances()) {
      present.merge(utterance.label(), 1, Integer::sum);
      ids.add(utterance.id());
    }
    Set<String> labels = new LinkedHashSet<>(manifest.classes());
    labels.addAll(published.keySet());
    labels.addAll(present.keySet());
    Map<String, Count> classes = new LinkedHashMap<>();
    for (String label : labels) {
      int here = present.getOrDefault(label, 0);
      int all = published.isEmpty() ? -1 : published.getOrDefault(label, 0);
      if (here > 0 || all > 0) {
        classes.put(label, new Count(here, all));
      }
    }
    List<String> missing = new ArrayList<>(known.keySet());
    missing.removeAll(ids);
    List<String> extra = new ArrayList<>();
    if (!known.isEmpty()) {
      extra.addAll(ids);
      extra.removeAll(known.keySet());
    }
    return new Completeness(corpus.subset(), classes, missing, extra, corpus.leftOut());
  }

  /** Ids that were published and belong to the subset, with their classes; empty if unknown. */
  private static Map<String, String> knownLabels(
      Manifest manifest, Optional<Manifest.Subset> subset) {
    LayoutReader layout = new LayoutReader(manifest.layout());
    Map<String, String> labels = new LinkedHashMap<>();
    for (String id : RecordingDigests.of(manifest).ids()) {
      layout
          .read(id, List.of())
          .ifPresent(
              fields ->
                  CorpusLoader.label(manifest, fields)
                      .filter(label -> subset.isEmpty() || keeps(subset.get(), fields, label))
                      .ifPresent(label -> labels.put(id, label)));
    }
    return labels;
  }

  private static boolean keeps(Manifest.Subset subset, Map<String, String> fields, String label) {
    return subset.keep().entrySet().stream()
        .allMatch(
            entry ->
                entry
                    .getValue()
                    .contains(
                        entry.getKey().equals("label")
                            ? label
                            : fields.getOrDefault(entry.getKey(), "")));
  }

  private static Map<String, Integer> published(
      Manifest manifest, Optional<Manifest.Subset> subset, Map<String, String> known) {
    if (!known.isEmpty()) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      known.values().forEach(label -> counts.merge(label, 1, Integer::sum));
      return counts;
    }
    if (subset.isEmpty()) {
      return manifest.expected();
    }
    if (!subset.get().expected().isEmpty()) {
      return subset.get().expected();
    }
    Map<String, Integer> counts = new LinkedHashMap<>(manifest.expected());
    if (!subset.get().keep().keySet().equals(Set.of("label"))) {
      return Map.of();
    }
    counts.keySet().retainAll(subset.get().keep().get("label"));
    return counts;
  }

  /** Number of utterances here. */
  public int present() {
    return classes.values().stream().mapToInt(Count::present).sum();
  }

  /** Number of utterances published; empty if unknown. */
  public Optional<Integer> published() {
    return classes.values().stream().anyMatch(count -> count.published() < 0)
        ? Optional.empty()
        : Optional.of(classes.values().stream().mapToInt(Count::published).sum());
  }

  /** Whether all that was published is here and nothing else; true also where that is unknown. */
  public boolean isWhole() {
    return part().isEmpty();
  }

  /**
   * Which part is here, such as {@code 342 of 535 recordings}; empty if it is whole or if nobody
   * knows how much there is.
   */
  public String part() {
    int surplus =
        extra.isEmpty()
            ? classes.values().stream()
                .filter(count -> count.published() >= 0)
                .mapToInt(count -> Math.max(0, count.present() - count.published()))
                .sum()
            : extra.size();
    boolean lacks =
        classes.values().stream().anyMatch(count -> count.present() < count.published())
            || !missing.isEmpty();
    String text =
        lacks
            ? "%d of %d recordings".formatted(present() - surplus, published().orElse(0))
            : surplus > 0 ? "all %d recordings".formatted(published().orElse(0)) : "";
    return surplus == 0 ? text : text + " and %d that were not published".formatted(surplus);
  }

  /** One row per class and one of sums: recordings here, published, missing. */
  public Table table() {
    Table table =
        Table.create(
            corpus,
            StringColumn.create("class"),
            IntColumn.create("here"),
            IntColumn.create("published"),
            IntColumn.create("missing"));
    classes.forEach((label, count) -> row(table, label, count));
    row(table, "all", new Count(present(), published().orElse(-1)));
    return table;
  }

  private static void row(Table table, String label, Count count) {
    table.stringColumn("class").append(label);
    table.intColumn("here").append(count.present());
    if (count.published() < 0) {
      table.intColumn("published").appendMissing();
      table.intColumn("missing").appendMissing();
    } else {
      table.intColumn("published").append(count.published());
      table.intColumn("missing").append(Math.max(0, count.published() - count.present()));
    }
  }
}
