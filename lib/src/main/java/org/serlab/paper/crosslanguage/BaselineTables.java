package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.paper.Publication;
import org.serlab.paper.Published;
import org.serlab.paper.ResultTables;
import org.serlab.trial.Condition;
import org.serlab.trial.Results;
import org.serlab.trial.TrialRecord;
import org.serlab.trial.TrialSpec.Cut;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The baselines' results beside what the paper printed. Every caption names the language that
 * stands in for another.
 */
public final class BaselineTables {
  private static final Cut PAPERS_CUT = BaselineExperiment.THREE_GROUPS;

  private final Results results;
  private final Publication paper = Publication.of(BaselineExperiment.PAPER);

  private BaselineTables(Results results) {
    this.results = results;
  }

  /** Tables of an experiment's records. */
  public static BaselineTables of(Results results) {
    return new BaselineTables(results);
  }

  private String caption(String title) {
    Set<String> notes = new LinkedHashSet<>();
    notes.add(remark());
    LanguageCase.of(results, PAPERS_CUT)
        .forEach(one -> notes.add(results.part(one.setting()).replace("simulated", "")));
    notes.removeIf(note -> note.replaceAll("[a-z-]+: |;", "").isBlank());
    return notes.isEmpty() ? title + "." : title + ". " + String.join("; ", notes) + ".";
  }

  /** Which language stands in for another; empty where none does. */
  public String remark() {
    return LanguageCase.of(results, PAPERS_CUT).stream()
        .map(LanguageCase::remark)
        .findFirst()
        .orElse("");
  }

  /**
   * How often each smaller corpus was repeated, over the folds, beside the paper's words.
   *
   * @return one row per training set
   */
  public Table repetition() {
    Table table =
        Table.create(
            caption("Repetition of the smaller corpus, least and most over the folds"),
            StringColumn.create("trained on"),
            StringColumn.create("here"),
            StringColumn.create("paper's set"),
            StringColumn.create("paper"));
    for (LanguageCase one : LanguageCase.of(results, PAPERS_CUT, true)) {
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
      int least = java.util.Arrays.stream(counts).min().orElse(1);
      int most = java.util.Arrays.stream(counts).max().orElse(1);
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

  /** A value that the paper gives of a set in a case, or implies. */
  private Optional<Published> published(String set, LanguageCase one, Measure measure) {
    String within = "within -> " + one.testedCode();
    return paper
        .find(set, one.paperCode(), measure.name())
        .or(() -> one.isAcross() ? Optional.empty() : paper.find(set, within, measure.name()));
  }

  /**
   * paper | this run | difference, for both sets, as the paper's forests are run.
   *
   * @param measure by what
   * @param across the cases across languages (Figure 3), else those within a language (Figure 2)
   */
  public Table comparison(Measure measure, boolean across) {
    StringColumn tested = StringColumn.create("trained → tested");
    StringColumn theirs = StringColumn.create("paper's case");
    StringColumn sets = StringColumn.create("set");
    StringColumn printed = StringColumn.create("paper (implied)");
    StringColumn run = StringColumn.create("this run");
    StringColumn difference = StringColumn.create("difference");
    StringColumn student = StringColumn.create("t interval over speakers");
    IntColumn utterances = IntColumn.create("utterances");
    IntColumn speakers = IntColumn.create("speakers");
    for (LanguageCase one : LanguageCase.of(results, PAPERS_CUT, across)) {
      for (String set : BaselineExperiment.SETS.keySet()) {
        Optional<Estimate> estimate =
            results.outcome(set, one.setting()).map(outcome -> outcome.estimate(measure));
        Optional<Published> value = published(set, one, measure);
        tested.append(LanguageCase.label(one.code()));
        theirs.append(LanguageCase.label(one.paperCode()));
        sets.append(set);
        printed.append(value.map(Published::text).orElse(""));
        run.append(estimate.map(Estimate::text).orElse(results.gaps(set, one.setting())));
        difference.append(
            estimate.isPresent() && value.isPresent()
                ? ResultTables.difference(estimate.get(), value.get())
                : "");
        student.append(
            estimate
                .flatMap(Estimate::overSpeakers)
                .map(interval -> ResultTables.range(interval, measure))
                .orElse(""));
        estimate.ifPresentOrElse(e -> utterances.append(e.utterances()), utterances::appendMissing);
        estimate.ifPresentOrElse(e -> speakers.append(e.speakers()), speakers::appendMissing);
      }
    }
    Table table =
        Table.create(
            caption(
                "%s %s, forest on trimmed speech, three groups train, 95 %% intervals resample speakers"
                    .formatted(measure, across ? "across languages" : "within a language")),
            tested,
            theirs,
            sets);
    boolean any = printed.asList().stream().anyMatch(text -> !text.isEmpty());
    table.addColumns(
        any ? new StringColumn[] {printed, run, difference} : new StringColumn[] {run});
    return table.addColumns(student, utterances, speakers);
  }

  /** The mean over the two training sets that hold the tested language. */
  public Optional<Outcome> within(String condition, LanguageCase across) {
    Together runs = new Together(results);
    LanguageCase.of(results, across.setting().partition(), false).stream()
        .filter(one -> one.setting().tested().subset().equals(across.setting().tested().subset()))
        .forEach(one -> runs.and(one.code(), condition, one.setting()));
    return runs.outcome(condition + " within");
  }

  /** The same utterances, heard by a forest that was not trained on their language. */
  private Optional<Outcome> across(String condition, LanguageCase across) {
    Together runs = new Together(results);
    LanguageCase.of(results, across.setting().partition(), false).stream()
        .filter(one -> one.setting().tested().subset().equals(across.setting().tested().subset()))
        .forEach(one -> runs.and(one.code(), condition, across.setting()));
    return runs.outcome(condition + " across");
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
    StringColumn language = StringColumn.create("tested");
    StringColumn sets = StringColumn.create("set");
    StringColumn known = StringColumn.create("within (mean of two training sets)");
    StringColumn foreign = StringColumn.create("across");
    StringColumn drop = StringColumn.create("drop");
    StringColumn printed = StringColumn.create("paper's drop");
    for (LanguageCase one : LanguageCase.of(results, PAPERS_CUT, true)) {
      for (String set : BaselineExperiment.SETS.keySet()) {
        language.append(one.language());
        sets.append(set);
        known.append(within(set, one).map(o -> o.estimate(measure).text()).orElse("not run"));
        foreign.append(
            results
                .outcome(set, one.setting())
                .map(o -> o.estimate(measure).text())
                .orElse("not run"));
        drop.append(drop(set, one, measure).map(Contrast::text).orElse(""));
        printed.append(
            paper
                .find(set, "within -> DE less ENCH -> DE", measure + " drop")
                .filter(value -> one.testedCode().equals("DE"))
                .map(Published::text)
                .orElse(""));
      }
    }
    return Table.create(
        caption(measure + " lost where the tested language was not trained on"),
        language,
        sets,
        known,
        foreign,
        drop,
        printed);
  }

  /** The gain by WCCN in a case. */
  public Optional<Contrast> gain(String set, LanguageCase one, Measure measure) {
    Optional<Outcome> without = results.outcome(set, one.setting());
    Optional<Outcome> with = results.outcome(set + BaselineExperiment.WCCN, one.setting());
    return with.isEmpty() || without.isEmpty()
        ? Optional.empty()
        : with.get().contrast(without.get(), measure);
  }

  /** Figure 4: what WCCN adds across languages, beside the paper's gains, Deep-WCCN's too. */
  public Table gains(Measure measure) {
    Table table =
        Table.create(
            caption(measure + " gained by WCCN across languages"),
            StringColumn.create("trained → tested"),
            StringColumn.create("paper's case"),
            StringColumn.create("set"),
            StringColumn.create("this run"),
            StringColumn.create("paper, WCCN"),
            StringColumn.create("paper, Deep-WCCN on wav2vec 2.0"));
    for (LanguageCase one : LanguageCase.of(results, PAPERS_CUT, true)) {
      for (String set : BaselineExperiment.SETS.keySet()) {
        List<String> cells =
            List.of(
                LanguageCase.label(one.code()),
                LanguageCase.label(one.paperCode()),
                set,
                gain(set, one, measure).map(Contrast::text).orElse("not run"),
                paper
                    .find(set, one.paperCode(), measure + " gain by WCCN")
                    .map(Published::text)
                    .orElse(""),
                paper
                    .find("wav2vec 2.0", one.paperCode(), measure + " gain by Deep-WCCN")
                    .map(Published::text)
                    .orElse(""));
        for (int i = 0; i < cells.size(); i++) {
          table.stringColumn(i).append(cells.get(i));
        }
      }
    }
    return table;
  }

  /** Every factor's effect in every case, and whether it is found after Holm's correction. */
  public Table effects(Measure measure) {
    List<LanguageCase> cases = LanguageCase.of(results, PAPERS_CUT);
    Table table =
        Table.create(
            caption(
                "Effects on %s, each the mean over the other choices; found or not after Holm's correction over a column"
                    .formatted(measure)),
            StringColumn.create(
                "trained → tested", cases.stream().map(one -> LanguageCase.label(one.code()))));
    for (Factor factor : Factor.values()) {
      List<Contrast> known = new ArrayList<>();
      cases.forEach(one -> factor.effect(results, one, measure).ifPresent(known::add));
      List<Contrast> adjusted = Contrast.adjusted(known);
      StringColumn column = StringColumn.create(factor.words());
      for (LanguageCase one : cases) {
        boolean missing = known.size() < cases.size();
        column.append(missing ? "not run" : cell(adjusted.get(cases.indexOf(one))));
      }
      table.addColumns(column);
    }
    return table;
  }

  private static String cell(Contrast contrast) {
    String text = contrast.text().replace(" points", "");
    return switch (contrast.finding()) {
      case BETTER -> text + " better";
      case WORSE -> text + " worse";
      case UNDECIDED -> text;
    };
  }

  /** What the nested search chose in each fold, and how well it did on the inner folds. */
  public Table searched() {
    Table table =
        Table.create(
            caption("What the search chose, by unweighted accuracy over inner folds"),
            StringColumn.create("trained on"),
            IntColumn.create("fold"),
            StringColumn.create("chosen"),
            StringColumn.create("tried"));
    for (LanguageCase one : LanguageCase.of(results, PAPERS_CUT, true)) {
      for (TrialRecord record : results.records(BaselineExperiment.SEARCHED, one.setting())) {
        table.stringColumn(0).append(one.code().split(" ")[0]);
        table.intColumn(1).append(record.spec().fold());
        table.stringColumn(2).append(plain(record.notes().get("chosen")));
        List<?> tried = record.notes().get("tried") instanceof List<?> list ? list : List.of();
        table
            .stringColumn(3)
            .append(tried.stream().map(BaselineTables::plain).collect(Collectors.joining("; ")));
      }
    }
    return table;
  }

  private static String plain(Object note) {
    return String.valueOf(note).replaceAll("[{}]", "").replace('=', ' ');
  }

  /** Other learners beside the forests: each tested language, within and across. */
  public Table learners(Measure measure) {
    List<LanguageCase> cases = LanguageCase.of(results, PAPERS_CUT, true);
    List<Condition> rows = new ArrayList<>();
    for (Condition row : results.experiment().conditions()) {
      String name = row.name();
      if (!name.contains(BaselineExperiment.UNTRIMMED) && !name.contains(BaselineExperiment.WCCN)) {
        rows.add(row);
      }
    }
    Table table =
        Table.create(
            caption(measure + " of other learners, trimmed speech, three groups train, no WCCN"),
            StringColumn.create(
                "condition",
                rows.stream()
                    .map(Condition::name)
                    .map(n -> BaselineExperiment.SETS.containsKey(n) ? n + " random forest" : n)));
    for (boolean across : List.of(false, true)) {
      for (LanguageCase one : cases) {
        StringColumn column =
            StringColumn.create(one.language() + (across ? " across" : " within"));
        for (Condition row : rows) {
          Optional<Outcome> outcome =
              across ? results.outcome(row.name(), one.setting()) : within(row.name(), one);
          column.append(outcome.map(o -> o.estimate(measure).text()).orElse("not run"));
        }
        table.addColumns(column);
      }
    }
    return table;
  }
}
