package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        ? tables.outcome(condition, column.one())
        : tables.within(condition, column.one());
  }

  /** What is missing of the trials behind a cell; empty if they are all there. */
  private String gaps(String condition, Column column) {
    return column.across()
        ? results.gaps(condition, column.one().setting())
        : tables.gapsWithin(condition, column.one());
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
                        column.across()
                            ? tables.cell(name, column.one(), measure)
                            : tables.cellWithin(name, column.one(), measure))
                .toList());
  }

  /**
   * Each less the forest on the same set and utterances, and whether the difference is found after
   * Holm's correction over the table. Where trials are missing there is no test.
   */
  public Table againstForests(Measure measure) {
    Map<Column, Map<String, Contrast>> contrasts = new LinkedHashMap<>();
    columns().forEach(column -> contrasts.put(column, against(column, measure)));
    Iterator<Contrast> adjusted =
        Contrast.adjusted(
                contrasts.values().stream().flatMap(own -> own.values().stream()).toList())
            .iterator();
    contrasts.values().forEach(own -> own.replaceAll((name, contrast) -> adjusted.next()));
    return table(
        measure + " less that of the forest on the same set; found or not after Holm's correction",
        names(false),
        column ->
            names(false).stream()
                .map(
                    name ->
                        contrasts.get(column).containsKey(name)
                            ? FactorTables.cell(contrasts.get(column).get(name))
                            : missing(name, column))
                .toList());
  }

  private Map<String, Contrast> against(Column column, Measure measure) {
    Map<String, Contrast> contrasts = new LinkedHashMap<>();
    for (String name : names(false)) {
      if (missing(name, column).isEmpty()) {
        outcome(name, column)
            .flatMap(
                own -> outcome(set(name), column).flatMap(forest -> own.contrast(forest, measure)))
            .ifPresent(contrast -> contrasts.put(name, contrast));
      }
    }
    return contrasts;
  }

  private String missing(String name, Column column) {
    String own = gaps(name, column);
    return own.isEmpty() ? gaps(set(name), column) : own;
  }

  /** The set of features, with which conditions' names begin. */
  private static String set(String name) {
    return name.substring(0, name.indexOf(' '));
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
