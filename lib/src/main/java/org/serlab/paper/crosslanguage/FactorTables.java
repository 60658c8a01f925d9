package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
                "Effects on %s, each the mean over the other choices; found or not after Holm's correction over the table"
                    .formatted(measure)),
            StringColumn.create(
                "trained → tested", cases.stream().map(one -> LanguageCase.label(one.code()))));
    Map<Factor, List<Contrast>> adjusted = adjusted(cases, measure);
    for (Factor factor : Factor.values()) {
      List<String> cells =
          adjusted.containsKey(factor)
              ? adjusted.get(factor).stream().map(FactorTables::cell).toList()
              : Collections.nCopies(cases.size(), "not run");
      table.addColumns(StringColumn.create(factor.words(), cells));
    }
    return table;
  }

  /** Of each factor that was run in all cases the effects, all of them corrected together. */
  private Map<Factor, List<Contrast>> adjusted(List<LanguageCase> cases, Measure measure) {
    Map<Factor, List<Contrast>> known = new EnumMap<>(Factor.class);
    for (Factor factor : Factor.values()) {
      List<Contrast> own =
          cases.stream().flatMap(one -> factor.effect(results, one, measure).stream()).toList();
      if (own.size() == cases.size()) {
        known.put(factor, own);
      }
    }
    Iterator<Contrast> adjusted =
        Contrast.adjusted(known.values().stream().flatMap(List::stream).toList()).iterator();
    known.replaceAll((factor, own) -> own.stream().map(one -> adjusted.next()).toList());
    return known;
  }

  /** The effects in words: in how many cases each factor is found better or worse, and its mean. */
  public List<String> findings(Measure measure) {
    List<LanguageCase> cases = LanguageCase.of(results, BaselineExperiment.THREE_GROUPS);
    List<String> findings = new ArrayList<>();
    adjusted(cases, measure)
        .forEach(
            (factor, contrasts) ->
                findings.add(
                    "%s: better in %d of %d cases, worse in %d, undecided in the rest; on average %s within a language and %s across."
                        .formatted(
                            factor.words(),
                            count(contrasts, Contrast.Finding.BETTER),
                            cases.size(),
                            count(contrasts, Contrast.Finding.WORSE),
                            mean(cases, contrasts, false, measure),
                            mean(cases, contrasts, true, measure))));
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
    String text = LanguageTables.tight(contrast.text().replace(" points", ""));
    return switch (contrast.finding()) {
      case BETTER -> text + " better";
      case WORSE -> text + " worse";
      case UNDECIDED -> text;
    };
  }
}
