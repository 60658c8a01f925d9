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

/**
 * Other learners beside the forests, on trimmed speech: for each tested language within (mean of
 * two training sets) and across.
 */
public final class LearnerTables {
  private final BaselineTables baselines;
  private final LanguageTables tables;
  private final List<String> names;
  private final String subject;

  private LearnerTables(
      Results results, LanguageTables tables, List<String> names, String subject) {
    baselines = BaselineTables.of(results);
    this.tables = tables;
    this.names = names;
    this.subject = subject;
  }

  /** The classical learners of {@link BaselineExperiment}. */
  public static LearnerTables of(Results results) {
    List<String> names =
        results.experiment().conditions().stream()
            .map(Condition::name)
            .filter(name -> !name.contains(BaselineExperiment.UNTRIMMED))
            .filter(name -> !name.contains(BaselineExperiment.WCCN))
            .toList();
    return new LearnerTables(
        results,
        BaselineTables.of(results),
        names,
        "other learners, trimmed speech, three groups train, no WCCN");
  }

  /** The network's head alone on both sets (section 4.6). */
  public static LearnerTables heads(Results results) {
    List<String> names = new ArrayList<>();
    for (String set : BaselineExperiment.sets()) {
      names.add(set);
      for (HeadRows.Head head : HeadRows.Head.values()) {
        names.add(HeadRows.network(set, head));
      }
    }
    return new LearnerTables(
        results,
        Wav2VecTables.of(results),
        names,
        "the network's head alone on both sets, searched, beside forests" + chance(results));
  }

  private static String chance(Results results) {
    return results.settings().stream()
        .map(setting -> results.classes(setting).size())
        .filter(classes -> classes > 0)
        .findFirst()
        .map(classes -> "; chance is " + Measure.UA.format(1.0 / classes))
        .orElse("");
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
      tables.cases(true).forEach(one -> columns.add(new Column(one, across)));
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
        ? tables.gaps(condition, column.one())
        : tables.gapsWithin(condition, column.one());
  }

  private List<String> others() {
    return names.stream().filter(name -> !BaselineExperiment.SETS.containsKey(name)).toList();
  }

  /** Each in each tested language. */
  public Table accuracy(Measure measure) {
    return table(
        measure + " of " + subject,
        names,
        column ->
            names.stream()
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
        others(),
        column ->
            others().stream()
                .map(
                    name ->
                        contrasts.get(column).containsKey(name)
                            ? FactorTables.cell(contrasts.get(column).get(name))
                            : missing(name, column))
                .toList());
  }

  private Map<String, Contrast> against(Column column, Measure measure) {
    Map<String, Contrast> contrasts = new LinkedHashMap<>();
    for (String name : others()) {
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
    Table table = Table.create(baselines.caption(title));
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
