package org.serlab.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Interval;
import org.serlab.evaluate.Measure;
import org.serlab.paper.crosslanguage.BaselineExperiment;
import org.serlab.paper.crosslanguage.BaselineTables;
import org.serlab.paper.crosslanguage.Factor;
import org.serlab.paper.crosslanguage.LanguageCase;
import org.serlab.trial.Results;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The cross-language paper's figures 2 to 4, its baselines' part, and the factorial's effects. */
public final class BaselineCharts {
  private final Results results;
  private final BaselineTables tables;

  private BaselineCharts(Results results) {
    this.results = results;
    tables = BaselineTables.of(results);
  }

  /** Charts of an experiment's records. */
  public static BaselineCharts of(Results results) {
    return new BaselineCharts(results);
  }

  private List<LanguageCase> cases(boolean across) {
    return LanguageCase.of(results, BaselineExperiment.THREE_GROUPS, across);
  }

  /** Says below a chart which language stands in; empty where none does. */
  private String axis() {
    String remark = tables.remark();
    return remark.isEmpty() ? "trained → tested" : "trained → tested. " + remark;
  }

  /** Figure 2: both sets within a language, a group for each training set and tested language. */
  public Figure within(Measure measure) {
    List<LanguageCase> cases = cases(false);
    Bars[] bars =
        BaselineExperiment.sets().stream()
            .map(set -> bars(set, cases, one -> estimate(set, one, measure)))
            .toArray(Bars[]::new);
    return Charts.bar(
        new Caption(
            "Within a language, speakers new (Figure 2, the baselines)",
            axis(),
            measure + " (%)",
            "%s of both sets with intervals, a group of bars for each training set and tested language."
                .formatted(measure)),
        cases.stream().map(one -> LanguageCase.label(one.code())).toList(),
        bars);
  }

  /** Figure 3: each tested language, trained on and not. */
  public Figure across(Measure measure) {
    List<LanguageCase> cases = cases(true);
    List<Bars> bars = new ArrayList<>();
    for (String set : BaselineExperiment.sets()) {
      bars.add(
          bars(
              set + "-WL",
              cases,
              one -> tables.within(set, one).map(outcome -> outcome.estimate(measure))));
      bars.add(bars(set + "-CL", cases, one -> estimate(set, one, measure)));
    }
    return Charts.bar(
        new Caption(
            "Trained on the tested language (WL) and not (CL): Figure 3, the baselines",
            tables.remark().isEmpty() ? "tested language" : "tested language. " + tables.remark(),
            measure + " (%)",
            "%s of both sets with intervals, within and across languages, for each tested language."
                .formatted(measure)),
        cases.stream().map(LanguageCase::language).toList(),
        bars.toArray(Bars[]::new));
  }

  /** Figure 4: what WCCN adds across languages. */
  public IntervalPlot gains(Measure measure) {
    List<LanguageCase> cases = cases(true);
    Bars[] bars =
        BaselineExperiment.sets().stream()
            .map(set -> differences(set, cases, one -> tables.gain(set, one, measure)))
            .toArray(Bars[]::new);
    return Charts.intervals(
            new Caption(
                "What WCCN adds across languages (Figure 4, the baselines)",
                "%s gained by WCCN (points)".formatted(measure),
                "",
                "Gain in %s by WCCN for both sets, with intervals, a row for each training set."
                    .formatted(measure)),
            cases.stream().map(one -> LanguageCase.label(one.code())).toList(),
            bars)
        .mark("no gain", 0);
  }

  /** Every factor's effect in every case. */
  public IntervalPlot effects(Measure measure) {
    List<LanguageCase> cases = new ArrayList<>(cases(false));
    cases.addAll(cases(true));
    Bars[] bars =
        Arrays.stream(Factor.values())
            .map(
                factor ->
                    differences(factor.words(), cases, one -> factor.effect(results, one, measure)))
            .toArray(Bars[]::new);
    return Charts.intervals(
            new Caption(
                "What each choice changes, the others averaged",
                "difference in %s (points)".formatted(measure),
                "",
                "Mean effect of each choice on %s with its interval, a row for each case."
                    .formatted(measure)),
            cases.stream()
                .map(
                    one ->
                        LanguageCase.label(one.code()) + (one.isAcross() ? ", across" : ", within"))
                .toList(),
            bars)
        .mark("no difference", 0);
  }

  /**
   * Utterances along two principal components, a colour for each class.
   *
   * @param title what is seen
   * @param points of {@link org.serlab.paper.crosslanguage.WccnPicture}
   * @param space which of its spaces
   */
  public static Figure components(String title, Table points, String space) {
    Map<String, List<double[]>> classes = new TreeMap<>();
    for (Row row : points) {
      if (row.getString("space").equals(space)) {
        classes
            .computeIfAbsent(row.getString("class"), name -> new ArrayList<>())
            .add(new double[] {row.getDouble("first"), row.getDouble("second")});
      }
    }
    Curve[] curves =
        classes.entrySet().stream()
            .map(entry -> Curve.of(entry.getKey(), axis(entry, 0), axis(entry, 1)))
            .toArray(Curve[]::new);
    return Charts.scatter(
        new Caption(
            title,
            "first principal component",
            "second principal component",
            "Training utterances along two principal components, a colour for each class."),
        curves);
  }

  private static double[] axis(Map.Entry<String, List<double[]>> points, int axis) {
    return points.getValue().stream().mapToDouble(point -> point[axis]).toArray();
  }

  private Optional<Estimate> estimate(String set, LanguageCase one, Measure measure) {
    return results.outcome(set, one.setting()).map(outcome -> outcome.estimate(measure));
  }

  private static Bars bars(
      String name, List<LanguageCase> cases, Function<LanguageCase, Optional<Estimate>> estimate) {
    return of(
        name,
        cases.stream().map(estimate).map(one -> one.map(Estimate::value)).toList(),
        cases.stream().map(estimate).map(one -> one.map(Estimate::interval)).toList());
  }

  private static Bars differences(
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
