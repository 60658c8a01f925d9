package org.serlab.view;

import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.serlab.evaluate.Answer;
import org.serlab.trial.Condition;
import org.serlab.trial.Experiment;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;
import org.serlab.trial.TrialEnvironment;
import org.serlab.trial.TrialRecord;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Experiments and records as a notebook shows them. */
public final class TrialViews {
  /** What every condition has and nobody changes is not repeated in each row. */
  private static final Set<String> GENERAL =
      Set.of("version", "amsgrad", "beta1", "beta2", "epsilon", "warmup", "schedule", "learner");

  private TrialViews() {}

  /** The rows of an experiment: features, learner and what the row is. */
  public static Table conditions(Experiment experiment) {
    List<Condition> rows = experiment.conditions();
    return Table.create(
        "Conditions of " + experiment.paper(),
        StringColumn.create("condition", rows.stream().map(Condition::name)),
        StringColumn.create("features", rows.stream().map(row -> words("kind", row.features()))),
        StringColumn.create(
            "learner", rows.stream().map(row -> words("learner", row.hyperParameters()))),
        StringColumn.create("what it is", rows.stream().map(Condition::notes)));
  }

  private static String words(String first, Map<String, Object> settings) {
    return settings.get(first)
        + settings.entrySet().stream()
            .filter(setting -> !setting.getKey().equals(first))
            .filter(setting -> !GENERAL.contains(setting.getKey()))
            .map(setting -> setting.getKey() + " " + setting.getValue())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  /**
   * The rows of an experiment in brief: of learners only what rows with the same learner do not
   * share. {@link #shared} has the rest.
   */
  public static Table brief(Experiment experiment) {
    List<Condition> rows = experiment.conditions();
    return Table.create(
        "Conditions of " + experiment.paper(),
        StringColumn.create("condition", rows.stream().map(Condition::name)),
        StringColumn.create("features", rows.stream().map(row -> kind(row.features(), "kind"))),
        StringColumn.create("learner", rows.stream().map(row -> own(experiment, row))),
        StringColumn.create("what it is", rows.stream().map(Condition::notes)));
  }

  /** The settings that rows with the same features, or the same learner, share. */
  public static Table shared(Experiment experiment) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Condition row : experiment.conditions()) {
      settings.putIfAbsent(kind(row.features(), "kind"), words(Map.of(), "kind", row.features()));
    }
    for (Condition row : experiment.conditions()) {
      settings.putIfAbsent(
          kind(row.hyperParameters(), "learner"),
          words(differing(experiment, row), "learner", row.hyperParameters()));
    }
    return Table.create(
        "Settings",
        StringColumn.create("of", settings.keySet()),
        StringColumn.create("shared settings", settings.values()));
  }

  private static String kind(Map<String, Object> settings, String name) {
    return String.valueOf(settings.get(name));
  }

  private static String own(Experiment experiment, Condition row) {
    String differing =
        differing(experiment, row).entrySet().stream()
            .filter(setting -> !setting.getKey().endsWith("Digest"))
            .map(setting -> setting.getKey() + " " + setting.getValue())
            .collect(Collectors.joining(", "));
    String learner = kind(row.hyperParameters(), "learner");
    return differing.isEmpty() ? learner : learner + ": " + differing;
  }

  /** A row's settings that not all rows with its learner share. */
  private static Map<String, Object> differing(Experiment experiment, Condition row) {
    Map<String, Object> own = new LinkedHashMap<>(row.hyperParameters());
    own.entrySet()
        .removeIf(
            setting ->
                experiment.conditions().stream()
                    .map(Condition::hyperParameters)
                    .filter(
                        other -> other.get("learner").equals(row.hyperParameters().get("learner")))
                    .allMatch(other -> setting.getValue().equals(other.get(setting.getKey()))));
    return own;
  }

  private static String words(
      Map<String, Object> without, String first, Map<String, Object> settings) {
    Map<String, Object> rest = new LinkedHashMap<>(settings);
    rest.keySet().removeAll(without.keySet());
    return words(first, rest).replaceFirst("^[^:]*: ", "");
  }

  /**
   * What was run, how often, on what, and what was not.
   *
   * @param results of an experiment
   * @return a row per condition, a column per setting
   */
  public static Table coverage(Results results) {
    List<Condition> rows = results.experiment().conditions();
    Table table = Table.create("Trials");
    table.addColumns(StringColumn.create("condition", rows.stream().map(Condition::name)));
    for (Setting setting : results.settings()) {
      table.addColumns(
          StringColumn.create(
              setting.toString(), rows.stream().map(row -> trials(results, row, setting))));
    }
    return table;
  }

  private static String trials(Results results, Condition row, Setting setting) {
    int done = results.records(row.name(), setting).size();
    String gaps = results.gaps(row.name(), setting);
    return gaps.isEmpty() ? done + (done == 1 ? " trial" : " trials") : gaps;
  }

  /** How many trials there are, and what they took: training and predicting, on one core each. */
  public static String spent(Results results) {
    double seconds =
        results.states().values().stream()
            .flatMap(state -> state.record().stream())
            .mapToDouble(TrialRecord::took)
            .sum();
    long done =
        results.states().values().stream().filter(state -> state.record().isPresent()).count();
    return String.format(
        Locale.ROOT,
        "%d of %d trials have a record; they took %s, each on one core.",
        done,
        results.states().size(),
        seconds < 3600
            ? Math.round(seconds / 60) + " minutes"
            : Math.round(seconds / 360) / 10.0 + " hours");
  }

  /** This machine, and the device on which models are trained here. */
  public static Table machine() {
    TrialEnvironment here =
        TrialEnvironment.here("PyTorch through DJL", System.getProperty("serlab.device", "cpu"));
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("processor", here.cpu() + ", " + here.cores() + " cores");
    rows.put("memory", here.memory() + " GB");
    rows.put("Java", here.jdk());
    rows.put("device", here.device() + " (" + System.getProperty("serlab.device.reason", "") + ")");
    return Table.create(
        "This machine",
        StringColumn.create("what", rows.keySet()),
        StringColumn.create("here", rows.values()));
  }

  /**
   * A record opened: its specification, where it was made, and its first answers.
   *
   * @param record any record
   * @param answers how many answers of the test part are shown
   */
  public static String record(TrialRecord record, int answers) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("condition", record.spec().condition());
    shown.put("data", record.spec().data());
    shown.put("partition", record.spec().partition());
    shown.put("fold", record.spec().fold());
    shown.put("seed", record.spec().seed());
    shown.put("parameters", record.parameters());
    shown.put("classes", record.classes());
    shown.put(
        "first answers",
        record.test().stream().limit(answers).map(answer -> text(record, answer)).toList());
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(shown);
  }

  private static String text(TrialRecord record, Answer answer) {
    StringBuilder text =
        new StringBuilder(answer.id() + ": " + record.classes().get(answer.truth()));
    for (int k = 0; k < record.classes().size(); k++) {
      text.append(", p(%s) = %.4f".formatted(record.classes().get(k), answer.probabilities()[k]));
    }
    return text.toString();
  }
}
