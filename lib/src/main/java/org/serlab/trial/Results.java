package org.serlab.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.corpus.Corpora;
import org.serlab.evaluate.Answer;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.evaluate.Unit;

/**
 * An experiment and what its records say. Where a row has no records it says why.
 *
 * <pre>{@code
 * Results results = Results.of(experiment, Profile.SMALL, Records.ordinary());
 * Setting setting = results.setting("emodb-4", "random");
 * results.outcome("att-Res", setting).get().estimate(Measure.UA).sentence();
 * }</pre>
 */
public final class Results {
  private final Experiment experiment;
  private final Profile profile;
  private final Map<TrialSpec, TrialState> states;
  private final Map<String, Set<String>> subsets = new HashMap<>();

  private Results(Experiment experiment, Profile profile, Map<TrialSpec, TrialState> states) {
    this.experiment = experiment;
    this.profile = profile;
    this.states = states;
  }

  /**
   * Reads the records of all trials of a profile.
   *
   * @param experiment the experiment
   * @param profile of which profile
   * @param records where they are looked for
   */
  public static Results of(Experiment experiment, Profile profile, Records records) {
    return new Results(experiment, profile, Map.of()).with(experiment, records);
  }

  /**
   * Those of a larger experiment in the same profile. What is known already is not read again.
   *
   * @param larger such as this one's with a variant
   * @param records where the records of its other trials are looked for
   */
  public Results with(Experiment larger, Records records) {
    Map<TrialSpec, TrialState> all = new LinkedHashMap<>();
    for (TrialSpec spec : larger.trials(profile)) {
      TrialState known = states.get(spec);
      all.put(spec, known == null ? TrialState.of(spec, records) : known);
    }
    return new Results(larger, profile, all);
  }

  /**
   * The results of some of the trials alone, as if there were no others: one seed of all folds,
   * say, or all seeds of one fold. A mean over seeds is fair only if each has the same folds.
   *
   * @param wanted which trials
   */
  public Results only(Predicate<TrialSpec> wanted) {
    Map<TrialSpec, TrialState> some = new LinkedHashMap<>(states);
    some.keySet().removeIf(wanted.negate());
    return new Results(experiment, profile, some);
  }

  /**
   * The results of whole seeds: where a row has a seed with a record in every fold that is planned
   * for any of its seeds, the seeds that lack folds do not count, so that a mean over seeds is one
   * over equal folds. A row without a whole seed counts as far as it was run.
   */
  public Results wholeSeeds() {
    Map<Row, Set<Integer>> planned = new HashMap<>();
    Map<Row, Map<Long, Set<Integer>>> done = new HashMap<>();
    states.forEach(
        (spec, state) -> {
          Row row = Row.of(spec);
          planned.computeIfAbsent(row, r -> new HashSet<>()).add(spec.fold());
          Set<Integer> folds =
              done.computeIfAbsent(row, r -> new HashMap<>())
                  .computeIfAbsent(spec.seed(), seed -> new HashSet<>());
          state.record().ifPresent(record -> folds.add(spec.fold()));
        });
    Map<TrialSpec, TrialState> counted = new LinkedHashMap<>(states);
    counted.replaceAll(
        (spec, state) -> {
          Set<Integer> all = planned.get(Row.of(spec));
          Map<Long, Set<Integer>> seeds = done.get(Row.of(spec));
          return seeds.containsValue(all) && !seeds.get(spec.seed()).equals(all)
              ? new TrialState(Optional.empty(), state.failure())
              : state;
        });
    return new Results(experiment, profile, counted);
  }

  /** What seeds are repetitions of. */
  private record Row(Condition condition, List<TrialSpec.Data> data, TrialSpec.Cut partition) {
    static Row of(TrialSpec spec) {
      return new Row(spec.condition(), spec.data(), spec.partition());
    }
  }

  /** The experiment. */
  public Experiment experiment() {
    return experiment;
  }

  /** The profile. */
  public Profile profile() {
    return profile;
  }

  /** All trials with how they stand. */
  public Map<TrialSpec, TrialState> states() {
    return java.util.Collections.unmodifiableMap(states);
  }

  /** The settings of the experiment's trials, in its order. */
  public List<Setting> settings() {
    return Setting.of(List.copyOf(states.keySet()));
  }

  /**
   * @param data name of the subset that is tested
   * @param partition name of the partition
   * @return the first setting with these
   * @throws SerlabException if there is none
   */
  public Setting setting(String data, String partition) {
    return settings().stream()
        .filter(setting -> setting.tested().is(data))
        .filter(setting -> setting.partition().name().equals(partition))
        .findFirst()
        .orElseThrow(
            () ->
                new SerlabException(
                    "The experiment %s has no setting %s, %s; it has %s."
                        .formatted(experiment.paper(), data, partition, settings())));
  }

  /** The records of a setting, of all conditions. */
  public List<TrialRecord> records(Setting setting) {
    return states.entrySet().stream()
        .filter(entry -> setting.includes(entry.getKey()))
        .flatMap(entry -> entry.getValue().record().stream())
        .toList();
  }

  /** The records of a row in a setting. */
  public List<TrialRecord> records(String condition, Setting setting) {
    return records(setting).stream()
        .filter(record -> record.spec().condition().name().equals(condition))
        .toList();
  }

  /**
   * The regime, found out from the records: independent where no tested speaker was trained or
   * chosen on in any trial. Empty without records.
   */
  public Optional<Regime> regime(Setting setting) {
    List<TrialRecord> records = records(setting);
    if (records.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        records.stream().allMatch(record -> isIndependent(record, setting))
            ? Regime.INDEPENDENT
            : Regime.PAPER);
  }

  private boolean isIndependent(TrialRecord record, Setting setting) {
    Set<String> seen = new TreeSet<>();
    record
        .training()
        .speakers()
        .forEach((corpus, codes) -> codes.forEach(code -> seen.add(corpus + "/" + code)));
    record.validation().forEach(answer -> seen.add(answer.speaker()));
    return answers(record, setting).stream()
        .noneMatch(answer -> seen.contains(answer.speaker()) || answer.speaker().endsWith("/"));
  }

  private List<Answer> answers(TrialRecord record, Setting setting) {
    String corpus = setting.tested().corpus() + "/";
    List<Answer> answers =
        record.test().stream().filter(answer -> answer.id().startsWith(corpus)).toList();
    boolean several =
        setting.data().stream()
            .anyMatch(
                one ->
                    !one.equals(setting.tested())
                        && one.corpus().equals(setting.tested().corpus()));
    if (!several) {
      return answers;
    }
    // A record tells corpora apart, not subsets of one, as the demo corpus's languages are.
    Set<String> own = subsets.computeIfAbsent(setting.tested().subset(), Results::ids);
    return answers.stream().filter(answer -> own.contains(answer.id())).toList();
  }

  private static Set<String> ids(String subset) {
    return Corpora.open(subset).utterances().stream()
        .map(utterance -> utterance.corpus() + "/" + utterance.id())
        .collect(Collectors.toSet());
  }

  /** Names of the classes of a setting; empty without records. */
  public List<String> classes(Setting setting) {
    return records(setting).stream().findFirst().map(TrialRecord::classes).orElse(List.of());
  }

  /**
   * What a row's trials answered on the test parts.
   *
   * @return empty if none of them has a record
   * @throws SerlabException if records of the setting differ in their classes
   */
  public Optional<Outcome> outcome(String condition, Setting setting) {
    List<TrialRecord> records = records(condition, setting);
    if (records.isEmpty()) {
      return Optional.empty();
    }
    List<String> classes = classes(setting);
    List<Outcome.Part> parts = new ArrayList<>();
    for (TrialRecord record : records) {
      if (!record.classes().equals(classes)) {
        throw new SerlabException(
            "The records of %s, %s, differ in their classes: run its trials again on one corpus."
                .formatted(experiment.paper(), setting));
      }
      parts.add(
          new Outcome.Part(
              String.valueOf(record.spec().seed()),
              record.spec().fold(),
              answers(record, setting)));
    }
    Unit unit = regime(setting).orElseThrow().unit();
    return Optional.of(new Outcome(condition, classes.size(), unit, parts));
  }

  /**
   * What stands in a row's cell: how many trials are missing, why, or nothing if all are there.
   *
   * @return {@code not run}, {@code failed: ...}, {@code 3 of 5 trials}, or an empty text
   */
  public String gaps(String condition, Setting setting) {
    List<TrialState> own =
        states.entrySet().stream()
            .filter(entry -> setting.includes(entry.getKey()))
            .filter(entry -> entry.getKey().condition().name().equals(condition))
            .map(Map.Entry::getValue)
            .toList();
    long done = own.stream().filter(state -> state.record().isPresent()).count();
    String failures =
        own.stream()
            .flatMap(state -> state.failure().stream())
            .distinct()
            .collect(Collectors.joining(" "));
    String part = done > 0 && done < own.size() ? done + " of " + own.size() + " trials" : "";
    if (!failures.isEmpty()) {
      return (part.isEmpty() ? "" : part + "; ") + "failed: " + failures;
    }
    return done == 0 ? "not run" : part;
  }

  /**
   * All other rows against the experiment's reference row, corrected together.
   *
   * @return empty without a record of the reference
   */
  public List<Contrast> contrasts(Setting setting, Measure measure) {
    Optional<Outcome> reference = outcome(experiment.reference(), setting);
    List<Outcome> others = new ArrayList<>();
    for (Condition condition : experiment.conditions()) {
      if (!condition.name().equals(experiment.reference())) {
        outcome(condition.name(), setting).ifPresent(others::add);
      }
    }
    return reference.map(outcome -> Contrast.against(outcome, others, measure)).orElse(List.of());
  }

  /**
   * What a table of this setting must say of its data: {@code simulated}, {@code 218 of 339
   * recordings}, or nothing.
   */
  public String part(Setting setting) {
    Set<String> parts = new LinkedHashSet<>();
    for (TrialRecord record : records(setting)) {
      record
          .content()
          .forEach(
              (subset, content) -> {
                if (!content.part().isEmpty()) {
                  parts.add(subset + ": " + content.part());
                }
              });
    }
    return String.join("; ", parts);
  }
}
