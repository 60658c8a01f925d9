package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.trial.Condition;
import org.serlab.trial.Results;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Other learners beside the forests, on trimmed speech, three groups of speakers to train. */
public final class LearnerTables {
  private final Results results;
  private final BaselineTables tables;
  private final List<LanguageCase> cases;

  private LearnerTables(Results results) {
    this.results = results;
    tables = BaselineTables.of(results);
    cases = LanguageCase.of(results, BaselineExperiment.THREE_GROUPS, true);
  }

  /** Tables of an experiment's records. */
  public static LearnerTables of(Results results) {
    return new LearnerTables(results);
  }

  /** One per tested language and whether it was trained on. */
  private record Column(LanguageCase one, boolean across) {
    String name() {
      return one.language() + (across ? " across" : " within");
    }
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (boolean across : List.of(false, true)) {
      cases.forEach(one -> columns.add(new Column(one, across)));
    }
    return columns;
  }

  private Optional<Outcome> outcome(String condition, Column column) {
    return column.across()
        ? results.outcome(condition, column.one().setting())
        : tables.within(condition, column.one());
  }

  /** What is missing; that a row is not run at all is seen without it. */
  private String gaps(String condition, Column column) {
    String gaps = results.gaps(condition, column.one().setting());
    return gaps.isEmpty() || gaps.equals("not run") ? "" : ", " + gaps;
  }

  private List<String> names(boolean forests) {
    return results.experiment().conditions().stream()
        .map(Condition::name)
        .filter(name -> !name.contains(BaselineExperiment.UNTRIMMED))
        .filter(name -> !name.contains(BaselineExperiment.WCCN))
        .filter(name -> forests || !BaselineExperiment.SETS.containsKey(name))
        .toList();
  }

  /** Each tested language, within (mean of two training sets) and across. */
  public Table accuracy(Measure measure) {
    return table(
        measure + " of other learners, trimmed speech, three groups train, no WCCN",
        names(true),
        column ->
            names(true).stream()
                .map(
                    name ->
                        outcome(name, column)
                            .map(
                                o ->
                                    BaselineTables.tight(o.estimate(measure).text())
                                        + gaps(name, column))
                            .orElse("not run"))
                .toList());
  }

  /**
   * Each less the forest on the same set and utterances, and whether the difference is found after
   * Holm's correction over a column.
   */
  public Table againstForests(Measure measure) {
    return table(
        measure + " less that of the forest on the same set; found or not after Holm's correction",
        names(false),
        column -> against(column, measure));
  }

  private List<String> against(Column column, Measure measure) {
    List<Optional<Contrast>> contrasts = new ArrayList<>();
    for (String name : names(false)) {
      String set = name.substring(0, name.indexOf(' '));
      contrasts.add(
          outcome(name, column)
              .flatMap(o -> outcome(set, column).flatMap(forest -> o.contrast(forest, measure))));
    }
    List<Contrast> known =
        new ArrayList<>(Contrast.adjusted(contrasts.stream().flatMap(Optional::stream).toList()));
    List<String> cells = new ArrayList<>();
    for (Optional<Contrast> contrast : contrasts) {
      cells.add(contrast.isEmpty() ? "not run" : FactorTables.cell(known.remove(0)));
    }
    return cells;
  }

  private Table table(String title, List<String> names, Function<Column, List<String>> cells) {
    Table table = Table.create(tables.caption(title));
    table.addColumns(
        StringColumn.create(
            "condition",
            names.stream()
                .map(
                    name ->
                        BaselineExperiment.SETS.containsKey(name) ? name + " random forest" : name)
                .toList()));
    for (Column column : columns()) {
      table.addColumns(StringColumn.create(column.name(), cells.apply(column)));
    }
    return table;
  }
}
