package org.serlab.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Interval;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.trial.Condition;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Results as tables, beside what a paper published. Every caption says on what, how it was cut, and
 * where another corpus stands in for the paper's.
 */
public final class ResultTables {
  private static final Function<Contrast.Finding, String> FOUND =
      finding -> finding.name().toLowerCase(Locale.ROOT);

  private final Results results;
  private final Setting setting;
  private final Optional<Publication> publication;
  private final String column;
  private final List<Condition> rows;

  private ResultTables(
      Results results,
      Setting setting,
      Optional<Publication> publication,
      String column,
      List<Condition> rows) {
    this.results = results;
    this.setting = setting;
    this.publication = publication;
    this.column = column;
    this.rows = rows;
  }

  /** Tables of all rows in one setting. */
  public static ResultTables of(Results results, Setting setting) {
    return new ResultTables(
        results,
        setting,
        Publication.find(results.experiment().paper()),
        "",
        results.experiment().conditions());
  }

  /** The same with another column of the paper, such as {@code DECH -> EN}. */
  public ResultTables beside(String column) {
    return new ResultTables(results, setting, publication, column, rows);
  }

  /** The same with these rows alone, such as those of the paper's Table 1. */
  public ResultTables rows(List<String> names) {
    return new ResultTables(
        results,
        setting,
        publication,
        column,
        names.stream().map(results.experiment()::condition).toList());
  }

  /** A row as far as it was run. */
  private record Row(
      String condition, Optional<Published> paper, Optional<Estimate> estimate, String gaps) {}

  private List<Row> compute(Measure measure) {
    List<Row> list = new ArrayList<>();
    for (Condition condition : rows) {
      String name = condition.name();
      list.add(
          new Row(
              name,
              publication.flatMap(paper -> paper.find(name, column, measure.name())),
              results.outcome(name, setting).map(outcome -> outcome.estimate(measure)),
              results.gaps(name, setting)));
    }
    return list;
  }

  /**
   * paper | this run | difference, with intervals, and on what they rest. Rows without records say
   * why.
   */
  public Table comparison(Measure measure) {
    List<Row> list = compute(measure);
    Table table = Table.create(caption(measure, list));
    table.addColumns(text("condition", list, Row::condition));
    if (list.stream().anyMatch(row -> row.paper().isPresent())) {
      table.addColumns(text("paper", list, row -> row.paper().map(Published::text).orElse("")));
    }
    table.addColumns(
        text("this run", list, row -> row.estimate().map(Estimate::text).orElse(row.gaps())));
    if (list.stream().anyMatch(row -> row.paper().isPresent())) {
      table.addColumns(text("difference", list, ResultTables::difference));
    }
    optional(
        table,
        text(
            "t interval over speakers",
            list,
            row ->
                row.estimate()
                    .flatMap(Estimate::overSpeakers)
                    .map(interval -> range(interval, measure))
                    .orElse("")));
    optional(
        table,
        text(
            "mean over folds",
            list,
            row ->
                row.estimate()
                    .filter(estimate -> estimate.perFold().length > 1)
                    .map(estimate -> measure.format(estimate.foldMean()))
                    .orElse("")));
    optional(
        table,
        text(
            "deviation over seeds",
            list,
            row ->
                row.estimate()
                    .filter(estimate -> estimate.seeds() > 1)
                    .map(estimate -> measure.formatSpread(estimate.seedDeviation()))
                    .orElse("")));
    table.addColumns(
        count("utterances", list, Estimate::utterances),
        count("speakers", list, Estimate::speakers),
        count("folds", list, estimate -> estimate.perFold().length),
        count("seeds", list, Estimate::seeds));
    optional(table, text("run so far", list, row -> row.estimate().isPresent() ? row.gaps() : ""));
    return table;
  }

  private static String difference(Row row) {
    return row.estimate().isEmpty() || row.paper().isEmpty()
        ? ""
        : difference(row.estimate().get(), row.paper().get());
  }

  /**
   * How far a run is from what a paper printed, with the run's interval; empty where the paper gave
   * no share.
   */
  public static String difference(Estimate estimate, Published published) {
    if (!published.isShare()) {
      return "";
    }
    double paper = published.share();
    Measure measure = estimate.measure();
    Interval interval = estimate.interval();
    String text = measure.formatDifference(estimate.value() - paper);
    return Double.isNaN(interval.low())
        ? text
        : "%s (%s to %s)"
            .formatted(
                text,
                measure.formatDifference(interval.low() - paper).replace(" points", ""),
                measure.formatDifference(interval.high() - paper).replace(" points", ""));
  }

  /** An interval of a measure for a table's cell; empty if it is undefined. */
  public static String range(Interval interval, Measure measure) {
    if (Double.isNaN(interval.low())) {
      return "";
    }
    // the t interval of two or three speakers may leave the range that a share can have
    double low = measure.share() ? Math.max(0, interval.low()) : interval.low();
    double high = measure.share() ? Math.min(1, interval.high()) : interval.high();
    return "%s to %s".formatted(measure.format(low).replace(" %", ""), measure.format(high));
  }

  /**
   * paper | this run in each of several settings, such as known speakers beside new ones.
   *
   * @param results the results
   * @param settings one column each
   * @param measure by what
   */
  public static Table overview(Results results, List<Setting> settings, Measure measure) {
    List<ResultTables> each = settings.stream().map(setting -> of(results, setting)).toList();
    Table table = Table.create(measure + " with 95 % intervals" + remarks(results, settings));
    for (int i = 0; i < each.size(); i++) {
      ResultTables one = each.get(i);
      List<Row> list = one.compute(measure);
      if (i == 0) {
        table.addColumns(text("condition", list, Row::condition));
        optional(table, text("paper", list, row -> row.paper().map(Published::text).orElse("")));
      }
      table.addColumns(
          text(one.heading(), list, row -> row.estimate().map(Estimate::text).orElse(row.gaps())));
    }
    return table;
  }

  /** All measures of each row: UA, WA, F1, recall of each class, calibration error, log loss. */
  public Table measures() {
    List<Measure> measures =
        new ArrayList<>(List.of(Measure.UA, Measure.WA, Measure.MACRO_F1, Measure.WEIGHTED_F1));
    List<String> classes = results.classes(setting);
    for (int k = 0; k < classes.size(); k++) {
      measures.add(Measure.recall(k, classes.get(k)));
    }
    measures.addAll(List.of(Measure.CALIBRATION_ERROR, Measure.LOG_LOSS));
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Condition row : rows) {
      results.outcome(row.name(), setting).ifPresent(o -> outcomes.put(row.name(), o));
    }
    Table table = Table.create("All measures on " + situation());
    table.addColumns(StringColumn.create("condition", List.copyOf(outcomes.keySet())));
    for (Measure measure : measures) {
      table.addColumns(
          StringColumn.create(
              measure.name(),
              outcomes.values().stream()
                  .map(outcome -> measure.format(outcome.estimate(measure).value()))
                  .toList()));
    }
    return table;
  }

  /** Every other row against the reference row, corrected together, with what may be said. */
  public Table contrasts(Measure measure) {
    List<Contrast> contrasts = results.contrasts(setting, measure);
    String reference = results.experiment().reference();
    return Table.create(
        "%s against %s on %s".formatted(measure, reference, situation()),
        StringColumn.create("condition", contrasts.stream().map(Contrast::condition)),
        StringColumn.create("difference to " + reference, contrasts.stream().map(Contrast::text)),
        StringColumn.create("finding", contrasts.stream().map(Contrast::finding).map(FOUND)),
        StringColumn.create("in words", contrasts.stream().map(Contrast::sentence)));
  }

  /** The data, how they were cut, and what must be said of both. */
  public String situation() {
    return String.join("; ", Stream.concat(Stream.of(heading()), remarks().stream()).toList());
  }

  /** The data and how they were cut, in brief. */
  public String heading() {
    return setting + results.regime(setting).map(regime -> " (" + regime.words() + ")").orElse("");
  }

  /** What must be said of the data: that they stand in for others, or are not whole. */
  private List<String> remarks() {
    String standIn =
        published().map(paper -> StandIns.sentence(setting, paper.corpus())).orElse("");
    return Stream.of(standIn, results.part(setting)).filter(text -> !text.isEmpty()).toList();
  }

  /** What must be said of the data of several settings, once each, before a caption's end. */
  public static String remarks(Results results, List<Setting> settings) {
    return settings.stream()
        .flatMap(setting -> of(results, setting).remarks().stream())
        .distinct()
        .map(text -> "; " + text)
        .collect(Collectors.joining());
  }

  /** The first value that the paper gives for one of the experiment's rows. */
  private Optional<Published> published() {
    return publication.flatMap(
        paper ->
            results.experiment().conditions().stream()
                .flatMap(row -> paper.find(row.name(), column).stream())
                .findFirst());
  }

  private String caption(Measure measure, List<Row> list) {
    StringBuilder caption = new StringBuilder("%s on %s".formatted(measure, situation()));
    list.stream()
        .flatMap(row -> row.paper().stream())
        .findFirst()
        .ifPresent(
            paper ->
                caption.append("; the paper: %s, %s".formatted(paper.corpus(), paper.split())));
    list.stream()
        .flatMap(row -> row.estimate().stream())
        .findFirst()
        .ifPresent(
            estimate ->
                caption.append(
                    ". In brackets 95 %% intervals, resampling %s"
                        .formatted(estimate.unit().plural())));
    return caption.append(".").toString();
  }

  private static void optional(Table table, StringColumn column) {
    if (column.asList().stream().anyMatch(text -> !text.isEmpty())) {
      table.addColumns(column);
    }
  }

  private static StringColumn text(String name, List<Row> list, Function<Row, String> cell) {
    return StringColumn.create(name, list.stream().map(cell).toList());
  }

  private static IntColumn count(
      String name, List<Row> list, java.util.function.ToIntFunction<Estimate> cell) {
    IntColumn column = IntColumn.create(name);
    for (Row row : list) {
      row.estimate()
          .ifPresentOrElse(
              estimate -> column.append(cell.applyAsInt(estimate)), column::appendMissing);
    }
    return column;
  }
}
