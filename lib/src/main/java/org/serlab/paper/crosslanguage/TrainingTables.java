package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.serlab.evaluate.Measure;
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
            StringColumn.create("UA of the chosen"),
            StringColumn.create("of the worst"),
            IntColumn.create("tried"));
    for (LanguageCase one : LanguageCase.of(results, BaselineExperiment.THREE_GROUPS, true)) {
      for (TrialRecord record : results.records(BaselineExperiment.SEARCHED, one.setting())) {
        double[] tried = accuracies(record);
        table.stringColumn(0).append(one.code().split(" ")[0]);
        table.intColumn(1).append(record.spec().fold());
        table
            .stringColumn(2)
            .append(
                String.valueOf(record.notes().get("chosen"))
                    .replaceAll("[{}]", "")
                    .replace('=', ' '));
        table.stringColumn(3).append(Measure.UA.format(Arrays.stream(tried).max().orElse(0)));
        table.stringColumn(4).append(Measure.UA.format(Arrays.stream(tried).min().orElse(0)));
        table.intColumn(5).append(tried.length);
      }
    }
    return table;
  }

  /** Of all that were tried, as the search's notes give them. */
  private static double[] accuracies(TrialRecord record) {
    List<?> tried = record.notes().get("tried") instanceof List<?> list ? list : List.of();
    return tried.stream()
        .map(String::valueOf)
        .mapToDouble(note -> Double.parseDouble(note.substring(note.lastIndexOf(' ') + 1)))
        .toArray();
  }
}
