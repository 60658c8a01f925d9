package org.serlab.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Interval;
import org.serlab.evaluate.Measure;
import org.serlab.paper.crosslanguage.LanguageCase;
import org.serlab.paper.crosslanguage.LanguageTables;

/** The cross-language paper's figures 2 to 4 for the rows of some tables. */
public abstract sealed class LanguageCharts permits BaselineCharts, Wav2VecCharts {
  private final LanguageTables tables;
  private final String subject;
  private final String part;

  /**
   * @param tables what is drawn
   * @param subject what its rows are, as alternative texts say it
   * @param part which part of the paper's figure it is, as titles add it; may be empty
   */
  LanguageCharts(LanguageTables tables, String subject, String part) {
    this.tables = tables;
    this.subject = subject;
    this.part = part;
  }

  List<LanguageCase> cases(boolean across) {
    return tables.cases(across);
  }

  /** Says below a chart what stands in for something else; empty where nothing does. */
  String axis(String title) {
    String remark = tables.remark();
    return remark.isEmpty() ? title : title + ". " + remark;
  }

  /** Figure 2: all rows within a language, a group for each training set and tested language. */
  public Figure within(Measure measure) {
    List<LanguageCase> cases = cases(false);
    return Charts.bar(
        new Caption(
            "Within a language, speakers new (Figure 2%s)".formatted(part),
            axis("trained → tested"),
            measure + " (%)",
            "%s of %s with intervals, a group of bars for each training set and tested language."
                .formatted(measure, subject)),
        codes(cases),
        tables.rows().stream()
            .map(row -> bars(row, cases, one -> estimate(row, one, measure)))
            .toArray(Bars[]::new));
  }

  /** Figure 3: each tested language, trained on and not. */
  public Figure across(Measure measure) {
    List<LanguageCase> cases = cases(true);
    List<Bars> bars = new ArrayList<>();
    for (String row : tables.rows()) {
      bars.add(
          bars(
              row + "-WL",
              cases,
              one -> tables.within(row, one).map(outcome -> outcome.estimate(measure))));
      bars.add(bars(row + "-CL", cases, one -> estimate(row, one, measure)));
    }
    return Charts.bar(
        new Caption(
            "Trained on the tested language (WL) and not (CL): Figure 3" + part,
            axis("tested language"),
            measure + " (%)",
            "%s of %s with intervals, within and across languages, for each tested language."
                .formatted(measure, subject)),
        cases.stream().map(LanguageCase::language).toList(),
        bars.toArray(Bars[]::new));
  }

  /** Figure 4: what normalising variability within classes brings every row across languages. */
  IntervalPlot gains(Caption caption, Measure measure) {
    List<LanguageCase> cases = cases(true);
    return Charts.intervals(
            caption,
            codes(cases),
            tables.rows().stream()
                .map(row -> differences(row, cases, one -> tables.gain(row, one, measure)))
                .toArray(Bars[]::new))
        .mark("no gain", 0);
  }

  private static List<String> codes(List<LanguageCase> cases) {
    return cases.stream().map(one -> LanguageCase.label(one.code())).toList();
  }

  private Optional<Estimate> estimate(String row, LanguageCase one, Measure measure) {
    return tables.outcome(row, one).map(outcome -> outcome.estimate(measure));
  }

  private static Bars bars(
      String name, List<LanguageCase> cases, Function<LanguageCase, Optional<Estimate>> estimate) {
    List<Optional<Estimate>> estimates = cases.stream().map(estimate).toList();
    return of(
        name,
        estimates.stream().map(one -> one.map(Estimate::value)).toList(),
        estimates.stream().map(one -> one.map(Estimate::interval)).toList());
  }

  static Bars differences(
      String name, List<LanguageCase> cases, Function<LanguageCase, Optional<Contrast>> contrast) {
    List<Optional<Contrast>> contrasts = cases.stream().map(contrast).toList();
    return of(
        name,
        contrasts.stream().map(one -> one.map(Contrast::effect)).toList(),
        contrasts.stream().map(one -> one.map(Contrast::interval)).toList());
  }

  static Bars of(String name, List<Optional<Double>> values, List<Optional<Interval>> intervals) {
    return new Bars(
        name,
        values.stream().mapToDouble(value -> 100 * value.orElse(Double.NaN)).toArray(),
        intervals.stream()
            .mapToDouble(one -> 100 * one.map(Interval::low).orElse(Double.NaN))
            .toArray(),
        intervals.stream()
            .mapToDouble(one -> 100 * one.map(Interval::high).orElse(Double.NaN))
            .toArray());
  }
}
