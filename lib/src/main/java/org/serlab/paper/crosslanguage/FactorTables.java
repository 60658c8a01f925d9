package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Measure;
import org.serlab.trial.Results;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The factorial of forests, read one choice at a time. */
public final class FactorTables {
  private final Results results;
  private final BaselineTables tables;

  private FactorTables(Results results) {
    this.results = results;
    tables = BaselineTables.of(results);
  }

  /** Tables of an experiment's records. */
  public static FactorTables of(Results results) {
    return new FactorTables(results);
  }

  /** Every factor's effect in every case, and whether it is found after Holm's correction. */
  public Table effects(Measure measure) {
    List<LanguageCase> cases = LanguageCase.of(results, BaselineExperiment.THREE_GROUPS);
    Table table =
        Table.create(
            tables.caption(
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

  /** The effects in words: in how many cases each factor is found better or worse, and its mean. */
  public List<String> findings(Measure measure) {
    List<LanguageCase> cases = LanguageCase.of(results, BaselineExperiment.THREE_GROUPS);
    List<String> findings = new ArrayList<>();
    for (Factor factor : Factor.values()) {
      List<Contrast> known = new ArrayList<>();
      cases.forEach(one -> factor.effect(results, one, measure).ifPresent(known::add));
      if (known.size() < cases.size()) {
        continue;
      }
      List<Contrast> adjusted = Contrast.adjusted(known);
      findings.add(
          "%s: better in %d of %d cases, worse in %d, undecided in the rest; on average %s within a language and %s across."
              .formatted(
                  factor.words(),
                  count(adjusted, Contrast.Finding.BETTER),
                  cases.size(),
                  count(adjusted, Contrast.Finding.WORSE),
                  mean(cases, known, false, measure),
                  mean(cases, known, true, measure)));
    }
    return findings;
  }

  private static long count(List<Contrast> contrasts, Contrast.Finding finding) {
    return contrasts.stream().filter(contrast -> contrast.finding() == finding).count();
  }

  private static String mean(
      List<LanguageCase> cases, List<Contrast> contrasts, boolean across, Measure measure) {
    double mean =
        IntStream.range(0, cases.size())
            .filter(i -> cases.get(i).isAcross() == across)
            .mapToDouble(i -> contrasts.get(i).effect())
            .average()
            .orElse(Double.NaN);
    return measure.formatDifference(mean);
  }

  /** The difference, and a word where the test finds one. */
  static String cell(Contrast contrast) {
    String text = BaselineTables.tight(contrast.text().replace(" points", ""));
    return switch (contrast.finding()) {
      case BETTER -> text + " better";
      case WORSE -> text + " worse";
      case UNDECIDED -> text;
    };
  }
}
