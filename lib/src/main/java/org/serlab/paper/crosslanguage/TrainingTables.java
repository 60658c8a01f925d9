package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.serlab.trial.Results;
import org.serlab.trial.TrialRecord;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the baselines' records tell of their training. */
public final class TrainingTables {
  private final Results results;
  private final BaselineTables tables;

  private TrainingTables(Results results) {
    this.results = results;
    tables = BaselineTables.of(results);
  }

  /** Tables of an experiment's records. */
  public static TrainingTables of(Results results) {
    return new TrainingTables(results);
  }

  /**
   * How often each smaller corpus was repeated, over the folds, beside the paper's words.
   *
   * @return one row per training set
   */
  public Table repetition() {
    Table table =
        Table.create(
            tables.caption("Repetition of the smaller corpus, least and most over the folds"),
            StringColumn.create("trained on"),
            StringColumn.create("here"),
            StringColumn.create("paper's set"),
            StringColumn.create("paper"));
    for (LanguageCase one : LanguageCase.of(results, BaselineExperiment.THREE_GROUPS, true)) {
      String set = one.paperCode().split(" ")[0];
      table.stringColumn(0).append(one.code().split(" ")[0]);
      table.stringColumn(1).append(repetition(results.records("eGeMAPS", one.setting())));
      table.stringColumn(2).append(set);
      table
          .stringColumn(3)
          .append(
              PublishedRepetition.ALL.stream()
                  .filter(published -> published.set().equals(set))
                  .map(published -> published.language() + " " + published.text())
                  .collect(Collectors.joining()));
    }
    return table;
  }

  private static String repetition(List<TrialRecord> records) {
    Set<String> corpora = new TreeSet<>();
    records.forEach(record -> corpora.addAll(counts(record).keySet()));
    List<String> words = new ArrayList<>();
    for (String corpus : corpora) {
      int[] counts =
          records.stream().mapToInt(record -> counts(record).getOrDefault(corpus, 1)).toArray();
      int least = Arrays.stream(counts).min().orElse(1);
      int most = Arrays.stream(counts).max().orElse(1);
      if (most > 1) {
        words.add(corpus + " " + (least == most ? most : least + " to " + most));
      }
    }
    return records.isEmpty() ? "not run" : words.isEmpty() ? "none" : String.join(", ", words);
  }

  private static Map<String, Integer> counts(TrialRecord record) {
    return record.notes().get("repetition") instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> String.valueOf(entry.getKey()),
                    entry -> ((Number) entry.getValue()).intValue()))
        : Map.of();
  }

  /** What the nested search chose in each fold, and how well it did on the inner folds. */
  public Table searched() {
    Table table =
        Table.create(
            tables.caption("What the search chose, by unweighted accuracy over inner folds"),
            StringColumn.create("trained on"),
            IntColumn.create("fold"),
            StringColumn.create("chosen"),
            StringColumn.create("tried"));
    for (LanguageCase one : LanguageCase.of(results, BaselineExperiment.THREE_GROUPS, true)) {
      for (TrialRecord record : results.records(BaselineExperiment.SEARCHED, one.setting())) {
        table.stringColumn(0).append(one.code().split(" ")[0]);
        table.intColumn(1).append(record.spec().fold());
        table.stringColumn(2).append(plain(record.notes().get("chosen")));
        List<?> tried = record.notes().get("tried") instanceof List<?> list ? list : List.of();
        table
            .stringColumn(3)
            .append(tried.stream().map(TrainingTables::plain).collect(Collectors.joining("; ")));
      }
    }
    return table;
  }

  private static String plain(Object note) {
    return String.valueOf(note).replaceAll("[{}]", "").replace('=', ' ');
  }
}
