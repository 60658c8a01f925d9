package org.serlab.paper.crosslanguage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** What is shown, then which language stands in for another and what of a corpus is here. */
  String caption(String title) {
    Set<String> notes = new LinkedHashSet<>();
    notes.add(remark());
    LanguageCase.of(results, PAPERS_CUT)
        .forEach(one -> notes.add(results.part(one.setting()).replace("simulated", "")));
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

  /** Which language stands in for another; empty where none does. */
  public String remark() {
    return LanguageCase.of(results, PAPERS_CUT).stream()
        .map(LanguageCase::remark)
        .findFirst()
        .orElse("");
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
    StringColumn counts = StringColumn.create("utterances / speakers");
    for (LanguageCase one : LanguageCase.of(results, PAPERS_CUT, across)) {
      for (String set : BaselineExperiment.SETS.keySet()) {
        Optional<Estimate> estimate =
            results.outcome(set, one.setting()).map(outcome -> outcome.estimate(measure));
        Optional<Published> value = published(set, one, measure);
        tested.append(LanguageCase.label(one.code()));
        theirs.append(LanguageCase.label(one.paperCode()));
        sets.append(set);
        printed.append(tight(value.map(Published::text).orElse("")));
        run.append(tight(estimate.map(Estimate::text).orElse(results.gaps(set, one.setting()))));
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
                "%s %s, forest on trimmed speech, three groups train, 95 %% intervals resample speakers"
                    .formatted(measure, across ? "across languages" : "within a language")),
            tested,
            theirs,
            sets);
    boolean any = printed.asList().stream().anyMatch(text -> !text.isEmpty());
    table.addColumns(
        any ? new StringColumn[] {printed, run, difference} : new StringColumn[] {run});
    return table.addColumns(student, counts);
  }

  /** The mean over the two training sets that hold the tested language. */
  public Optional<Outcome> within(String condition, LanguageCase across) {
    Together runs = new Together(results);
    withinCases(across).forEach(one -> runs.and(one.code(), condition, one.setting()));
    return runs.outcome(condition + " within");
  }

  /** The same utterances, heard by a forest that was not trained on their language. */
  private Optional<Outcome> across(String condition, LanguageCase across) {
    Together runs = new Together(results);
    withinCases(across).forEach(one -> runs.and(one.code(), condition, across.setting()));
    return runs.outcome(condition + " across");
  }

  /** The cases that test the same utterances and train on their language, too. */
  List<LanguageCase> withinCases(LanguageCase across) {
    return LanguageCase.of(results, across.setting().partition(), false).stream()
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
    StringColumn language = StringColumn.create("tested");
    StringColumn sets = StringColumn.create("set");
    StringColumn known = StringColumn.create("within");
    StringColumn foreign = StringColumn.create("across");
    StringColumn drop = StringColumn.create("drop");
    StringColumn printed = StringColumn.create("paper's drop");
    for (LanguageCase one : LanguageCase.of(results, PAPERS_CUT, true)) {
      for (String set : BaselineExperiment.SETS.keySet()) {
        language.append(one.language());
        sets.append(set);
        known.append(
            within(set, one).map(o -> tight(o.estimate(measure).text())).orElse("not run"));
        foreign.append(
            results
                .outcome(set, one.setting())
                .map(o -> tight(o.estimate(measure).text()))
                .orElse("not run"));
        drop.append(drop(set, one, measure).map(c -> tight(c.text())).orElse(""));
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
                gain(set, one, measure).map(c -> tight(c.text())).orElse("not run"),
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
}
