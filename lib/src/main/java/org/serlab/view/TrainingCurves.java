package org.serlab.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.learn.Epoch;
import org.serlab.trial.Condition;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;
import org.serlab.trial.TrialRecord;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What training went through, from the histories in records: means over the trials of a setting.
 *
 * @param results the results
 * @param setting of which setting
 */
public record TrainingCurves(Results results, Setting setting) {
  /**
   * @param condition a row that trains a network
   * @param name as the legend calls it
   * @param value what of an epoch is shown
   * @return the mean over the trials by epoch; empty without records or where the value is missing
   */
  public Optional<Curve> curve(String condition, String name, ToDoubleFunction<Epoch> value) {
    List<TrialRecord> records = results.records(condition, setting);
    int epochs = records.stream().mapToInt(record -> record.history().size()).min().orElse(0);
    double[] means = new double[epochs];
    for (int i = 0; i < epochs; i++) {
      int epoch = i;
      means[i] =
          records.stream()
              .mapToDouble(record -> value.applyAsDouble(record.history().get(epoch)))
              .average()
              .orElse(Double.NaN);
    }
    return epochs == 0 || Double.isNaN(means[0])
        ? Optional.empty()
        : Optional.of(Curve.of(name, means));
  }

  /**
   * Loss on the training part by epoch, a line per row that has records. It is what the training
   * made small: the cross entropy, with whatever loss of its own a network adds.
   *
   * @param conditions names of rows
   */
  public Figure loss(List<String> conditions) {
    List<Curve> curves = new ArrayList<>();
    conditions.forEach(name -> curve(name, name, Epoch::trainingLoss).ifPresent(curves::add));
    return Charts.line(
        new Caption(
            "Training loss, mean over the trials of " + setting,
            "epoch",
            "training loss",
            "Training loss by epoch of %s, on %s.".formatted(names(curves), setting)),
        curves.toArray(Curve[]::new));
  }

  /**
   * How open the residual branches are: root mean square of the branch over that of the skip path,
   * as a power of ten, by epoch.
   *
   * @param conditions names of rows whose networks measure it
   * @param stages numbers of stages
   */
  public Figure branchToSkip(List<String> conditions, List<Integer> stages) {
    List<Curve> curves = new ArrayList<>();
    for (String condition : conditions) {
      for (int stage : stages) {
        String measure = "branch/skip " + stage;
        curve(
                condition,
                condition + ", stage " + stage,
                epoch -> Math.log10(epoch.measures().getOrDefault(measure, Double.NaN)))
            .ifPresent(curves::add);
      }
    }
    return Charts.line(
        new Caption(
            "How open the residual branches are, mean over the trials of " + setting,
            "epoch",
            "branch / skip, power of ten",
            "Ratio of branch to skip path by epoch, of %s, on %s."
                .formatted(names(curves), setting)),
        curves.toArray(Curve[]::new));
  }

  private static String names(List<Curve> curves) {
    return String.join("; ", curves.stream().map(Curve::name).toList());
  }

  /** What was learnt by heart: right answers in the last epoch of training, and in the test. */
  public Table fit() {
    StringColumn condition = StringColumn.create("condition");
    StringColumn training = StringColumn.create("training part, last epoch");
    StringColumn test = StringColumn.create("test part");
    StringColumn gap = StringColumn.create("gap");
    IntColumn trials = IntColumn.create("trials");
    for (Condition row : results.experiment().conditions()) {
      Optional<Curve> curve = curve(row.name(), row.name(), Epoch::trainingAccuracy);
      Optional<Outcome> outcome = results.outcome(row.name(), setting);
      if (curve.isEmpty() || outcome.isEmpty()) {
        continue;
      }
      double[] y = curve.get().y();
      double seen = y[y.length - 1];
      double unseen = outcome.get().estimate(Measure.WA).value();
      condition.append(row.name());
      training.append(Measure.WA.format(seen));
      test.append(Measure.WA.format(unseen));
      gap.append(Measure.WA.formatDifference(seen - unseen));
      trials.append(results.records(row.name(), setting).size());
    }
    return Table.create(
        "Right answers in training and test, " + setting, condition, training, test, gap, trials);
  }
}
