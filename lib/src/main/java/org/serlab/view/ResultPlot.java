package org.serlab.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Measure;
import org.serlab.trial.Condition;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;

/** Results of every row with their intervals, a colour for each setting. */
public final class ResultPlot {
  private ResultPlot() {}

  /**
   * @param title what is seen
   * @param results the results
   * @param settings the settings; those without records are left out
   * @param measure a share, shown in per cent
   */
  public static IntervalPlot of(
      String title, Results results, List<Setting> settings, Measure measure) {
    List<Condition> rows = results.experiment().conditions();
    List<Bars> series = new ArrayList<>();
    for (Setting setting : settings) {
      double[][] values = new double[3][rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        Optional<Estimate> estimate =
            results.outcome(rows.get(i).name(), setting).map(one -> one.estimate(measure));
        values[0][i] = 100 * estimate.map(Estimate::value).orElse(Double.NaN);
        values[1][i] = 100 * estimate.map(one -> one.interval().low()).orElse(Double.NaN);
        values[2][i] = 100 * estimate.map(one -> one.interval().high()).orElse(Double.NaN);
      }
      if (!results.records(setting).isEmpty()) {
        series.add(new Bars(setting.toString(), values[0], values[1], values[2]));
      }
    }
    return Charts.intervals(
        new Caption(
            title,
            measure + " (%)",
            "",
            "%s of every row with its 95 %% interval, in %d settings."
                .formatted(measure, series.size())),
        rows.stream().map(Condition::name).toList(),
        series.toArray(Bars[]::new));
  }
}
