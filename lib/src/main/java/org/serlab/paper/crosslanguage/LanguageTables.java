package org.serlab.paper.crosslanguage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.paper.Publication;
import org.serlab.paper.Published;
import org.serlab.paper.ResultTables;
import org.serlab.trial.Results;
import org.serlab.trial.TrialSpec.Cut;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Some rows in each of the paper's cases, beside what it printed of them. Every caption names what
 * stands in for something else.
 */
public abstract sealed class LanguageTables permits BaselineTables, Wav2VecTables {
  /** How the forests are cut, which are part of every experiment of this paper. */
  private static final Cut CASES = BaselineExperiment.THREE_GROUPS;

  private final Results results;
  private final List<String> rows;
  private final String head;
  private final String subject;
  private final Publication paper = Publication.of(BaselineExperiment.PAPER);

  /**
   * @param rows names of conditions
   * @param head what a row is, as the head of a column
   * @param subject what the rows are, for captions
   */
  LanguageTables(Results results, List<String> rows, String head, String subject) {
    this.results = results;
    this.rows = List.copyOf(rows);
    this.head = head;
    this.subject = subject;
  }

  /**
   * Two conditions that differ in the normalisation of variability within classes alone.
   *
   * @param without name of the one that has none
   * @param with name of the other
   * @param by name of the normalisation
   */
  record Ablation(String without, String with, String by) {}

  /** What Figure 4 compares of a row: without and with WCCN. */
  Ablation ablation(String row) {
    return new Ablation(row, row + BaselineExperiment.WCCN, "WCCN");
  }

  /** The case as a condition's trials cut it. */
  abstract LanguageCase cut(String condition, LanguageCase one);

  /** Names of the rows. */
  public List<String> rows() {
    return rows;
  }

  /** The cases across languages, or those within one. */
  public List<LanguageCase> cases(boolean across) {
    return LanguageCase.of(results, CASES, across);
  }

  Results results() {
    return results;
  }

  Publication paper() {
    return paper;
  }

  /** What is shown, then what stands in for something else and what of a corpus is here. */
  String caption(String title) {
    Set<String> notes = new LinkedHashSet<>();
    notes.add(remark());
    for (LanguageCase one : LanguageCase.of(results, CASES)) {
      rows.forEach(
          row -> notes.add(results.part(cut(row, one).setting()).replace("simulated", "")));
    }
    notes.removeIf(note -> note.replaceAll("[a-z-]+: |;", "").isBlank());
    return notes.isEmpty() ? title + "." : title + ". " + String.join("; ", notes) + ".";
  }

  /** With a line break before a bracket alone. */
  static String tight(String text) {
    int bracket = text.indexOf(" (");
    return bracket < 0
        ? text.replace(' ', '\u00a0')
        : text.substring(0, bracket).replace(' ', '\u00a0')
            + " "
            + text.substring(bracket + 1).replace(' ', '\u00a0');
  }

  /** What stands in for something else; empty where nothing does. */
  public String remark() {
    return LanguageCase.of(results, CASES).stream()
        .map(LanguageCase::remark)
        .findFirst()
        .orElse("");
  }

  /** What a condition's trials answered in a case; empty if none has a record. */
  public Optional<Outcome> outcome(String condition, LanguageCase one) {
    return results.outcome(condition, cut(condition, one).setting());
  }

  /** What is missing of a condition's trials in a case; empty if they are all there. */
  public String gaps(String condition, LanguageCase one) {
    return results.gaps(condition, cut(condition, one).setting());
  }

  /** The estimate and what is missing of its trials, or why there is none. */
  private String cell(Optional<Outcome> outcome, String gaps, Measure measure) {
    return outcome
        .map(o -> tight(o.estimate(measure).text()) + (gaps.isEmpty() ? "" : ", " + gaps))
        .orElse(gaps);
  }

  /** The same in a case. */
  String cell(String condition, LanguageCase one, Measure measure) {
    return cell(outcome(condition, one), gaps(condition, one), measure);
  }

  /** The same of the mean over the training sets that hold the language tested. */
  String cellWithin(String condition, LanguageCase across, Measure measure) {
    return cell(within(condition, across), gapsWithin(condition, across), measure);
  }

  /** What is missing of the trials whose mean {@link #within} is. */
  String gapsWithin(String condition, LanguageCase across) {
    List<String> gaps =
        withinCases(across).stream().map(one -> gaps(condition, one)).distinct().toList();
    return gaps.size() > 1 && gaps.contains("not run")
        ? "not all run"
        : gaps.stream().filter(gap -> !gap.isEmpty()).collect(Collectors.joining("; "));
  }

  /** A value that the paper gives of a row in a case, or implies. */
  private Optional<Published> published(String row, LanguageCase one, Measure measure) {
    String within = "within -> " + one.testedCode();
    return paper
        .find(row, one.paperCode(), measure.name())
        .or(() -> one.isAcross() ? Optional.empty() : paper.find(row, within, measure.name()));
  }

  /**
   * paper | this run | difference for every row, as the paper's are run.
   *
   * @param measure by what
   * @param across the cases across languages (Figure 3), else those within a language (Figure 2)
   */
  public Table comparison(Measure measure, boolean across) {
    StringColumn tested = StringColumn.create("trained → tested");
    StringColumn theirs = StringColumn.create("paper's case");
    StringColumn names = StringColumn.create(head);
    StringColumn printed = StringColumn.create("paper (implied)");
    StringColumn run = StringColumn.create("this run");
    StringColumn difference = StringColumn.create("difference");
    StringColumn student = StringColumn.create("t interval over speakers");
    StringColumn counts = StringColumn.create("utterances / speakers");
    for (LanguageCase one : cases(across)) {
      for (String row : rows) {
        Optional<Estimate> estimate = outcome(row, one).map(outcome -> outcome.estimate(measure));
        Optional<Published> value = published(row, one, measure);
        tested.append(LanguageCase.label(one.code()));
        theirs.append(LanguageCase.label(one.paperCode()));
        names.append(row);
        printed.append(tight(value.map(Published::text).orElse("")));
        run.append(cell(row, one, measure));
        difference.append(
            estimate.isPresent() && value.isPresent()
                ? tight(ResultTables.difference(estimate.get(), value.get()))
                : "");
        student.append(
            estimate
                .flatMap(Estimate::overSpeakers)
                .map(interval -> tight(ResultTables.range(interval, measure)))
                .orElse(""));
        counts.append(estimate.map(e -> e.utterances() + " / " + e.speakers()).orElse(""));
      }
    }
    Table table =
        Table.create(
            caption(
                "%s %s, %s, three groups train, 95 %% intervals resample speakers"
                    .formatted(
                        measure, across ? "across languages" : "within a language", subject)),
            tested,
            theirs,
            names);
    boolean any = printed.asList().stream().anyMatch(text -> !text.isEmpty());
    table.addColumns(
        any ? new StringColumn[] {printed, run, difference} : new StringColumn[] {run});
    return table.addColumns(student, counts);
  }

  /** The mean over the two training sets that hold the tested language. */
  public Optional<Outcome> within(String condition, LanguageCase across) {
    Together runs = new Together(results);
    withinCases(across)
        .forEach(one -> runs.and(one.code(), condition, cut(condition, one).setting()));
    return runs.outcome(condition + " within");
  }

  /** The same utterances, heard by a condition that was not trained on their language. */
  private Optional<Outcome> across(String condition, LanguageCase across) {
    Together runs = new Together(results);
    withinCases(across)
        .forEach(one -> runs.and(one.code(), condition, cut(condition, across).setting()));
    return runs.outcome(condition + " across");
  }

  /** The cases that test the same utterances and train on their language, too. */
  List<LanguageCase> withinCases(LanguageCase across) {
    return cases(false).stream()
        .filter(one -> one.setting().tested().subset().equals(across.setting().tested().subset()))
        .toList();
  }

  /**
   * By how much a condition does better on a trained language than on the same one unheard.
   *
   * @return empty if one of its runs is missing
   */
  public Optional<Contrast> drop(String condition, LanguageCase across, Measure measure) {
    Optional<Outcome> known = within(condition, across);
    Optional<Outcome> foreign = across(condition, across);
    return known.isEmpty() || foreign.isEmpty()
        ? Optional.empty()
        : known.get().contrast(foreign.get(), measure);
  }

  /** Within and across for each tested language, and the drop between them, beside the paper's. */
  public Table drops(Measure measure) {
    Table table =
        columns(
            caption(
                measure
                    + " lost where the tested language was not trained on; within is the mean of"
                    + " both training sets with it, the drop is taken on what all three have"),
            List.of("tested", head, "within", "across", "drop", "paper's drop"));
    for (LanguageCase one : cases(true)) {
      for (String row : rows) {
        append(
            table,
            List.of(
                one.language(),
                row,
                cellWithin(row, one, measure),
                cell(row, one, measure),
                drop(row, one, measure).map(c -> tight(c.text())).orElse(""),
                paper
                    .find(row, "within -> DE less ENCH -> DE", measure + " drop")
                    .filter(value -> one.testedCode().equals("DE"))
                    .map(Published::text)
                    .orElse("")));
      }
    }
    return table;
  }

  /** What the normalisation of variability within classes brings a row in a case. */
  public Optional<Contrast> gain(String row, LanguageCase one, Measure measure) {
    Ablation both = ablation(row);
    Optional<Outcome> without = outcome(both.without(), one);
    Optional<Outcome> with = outcome(both.with(), one);
    return with.isEmpty() || without.isEmpty()
        ? Optional.empty()
        : with.get().contrast(without.get(), measure);
  }

  /** Figure 4: what that normalisation brings every row across languages, beside the paper's. */
  public Table gains(Measure measure) {
    String by =
        rows.stream().map(row -> ablation(row).by()).distinct().collect(Collectors.joining(" or "));
    Table table =
        columns(
            caption("%s gained across languages by %s, in points".formatted(measure, by)),
            List.of(
                "trained → tested",
                "paper's case",
                head,
                "without",
                "with",
                "gain",
                "t interval over speakers",
                "paper's gain"));
    for (LanguageCase one : cases(true)) {
      for (String row : rows) {
        Ablation both = ablation(row);
        Optional<Contrast> gain = gain(row, one, measure);
        append(
            table,
            List.of(
                LanguageCase.label(one.code()),
                LanguageCase.label(one.paperCode()),
                row,
                cell(both.without(), one, measure),
                cell(both.with(), one, measure),
                Differences.cell(gain),
                gain.flatMap(own -> own.overSpeakers().map(own::text))
                    .map(LanguageTables::tight)
                    .orElse(""),
                paper
                    .find(row, one.paperCode(), "%s gain by %s".formatted(measure, both.by()))
                    .map(Published::text)
                    .orElse("")));
      }
    }
    return table;
  }

  /** An empty table of texts. */
  static Table columns(String caption, List<String> names) {
    return Table.create(
        caption, names.stream().map(StringColumn::create).toArray(StringColumn[]::new));
  }

  /** Appends a row of texts. */
  static void append(Table table, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      table.stringColumn(i).append(cells.get(i));
    }
  }
}
