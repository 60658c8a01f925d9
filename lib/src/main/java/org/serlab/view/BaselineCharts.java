package org.serlab.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.serlab.evaluate.Measure;
import org.serlab.paper.crosslanguage.BaselineTables;
import org.serlab.paper.crosslanguage.Factor;
import org.serlab.paper.crosslanguage.LanguageCase;
import org.serlab.trial.Results;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The cross-language paper's figures 2 to 4, its baselines' part, and the factorial's effects. */
public final class BaselineCharts extends LanguageCharts {
  private final Results results;

  private BaselineCharts(Results results) {
    super(BaselineTables.of(results), "both sets", ", the baselines");
    this.results = results;
  }

  /** Charts of an experiment's records. */
  public static BaselineCharts of(Results results) {
    return new BaselineCharts(results);
  }

  /** Figure 4: what WCCN adds across languages. */
  public IntervalPlot gains(Measure measure) {
    return gains(
        new Caption(
            "What WCCN adds across languages (Figure 4, the baselines)",
            "%s gained by WCCN (points)".formatted(measure),
            "",
            "Gain in %s by WCCN for both sets, with intervals, a row for each training set."
                .formatted(measure)),
        measure);
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
            title + ": utterances along two principal components, a colour for each class."),
        curves);
  }

  private static double[] axis(Map.Entry<String, List<double[]>> points, int axis) {
    return points.getValue().stream().mapToDouble(point -> point[axis]).toArray();
  }
}
