package org.serlab.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.serlab.SerlabException;

/**
 * What the trials of one condition predicted on their test parts, over all folds and seeds, and the
 * statistics of it.
 *
 * <pre>{@code
 * Outcome ours = new Outcome("att-Res", 4, Unit.SPEAKER, parts);
 * ours.estimate(Measure.UA).sentence();
 * Contrast.against(baseline, List.of(ours, other), Measure.UA).get(0).sentence();
 * }</pre>
 */
public final class Outcome {
  private final String condition;
  private final int classes;
  private final Unit unit;
  private final Map<String, Map<Integer, List<Answer>>> bySeed =
      new TreeMap<>(
          Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));

  /**
   * The test part of one trial.
   *
   * @param seed name of the training seed
   * @param fold number of the fold
   * @param answers one per test utterance
   */
  public record Part(String seed, int fold, List<Answer> answers) {}

  /**
   * @param condition its name, for tables and sentences
   * @param classes number of classes K
   * @param unit what is independent: speakers, or utterances in random splits
   * @param parts one per trial, in any order; folds may be missing
   * @throws SerlabException if there are none, if a seed predicts an utterance twice, or if a
   *     prediction does not fit the classes
   */
  public Outcome(String condition, int classes, Unit unit, List<Part> parts) {
    this.condition = condition;
    this.classes = classes;
    this.unit = unit;
    for (Part part : parts) {
      if (part.answers().isEmpty()) {
        throw new SerlabException(
            "Fold %d of %s, seed %s, has no test predictions."
                .formatted(part.fold(), condition, part.seed()));
      }
      bySeed
          .computeIfAbsent(part.seed(), seed -> new TreeMap<>())
          .merge(part.fold(), List.copyOf(part.answers()), this::twice);
    }
    if (bySeed.isEmpty()) {
      throw new SerlabException(condition + " has no predictions to evaluate.");
    }
    bySeed.keySet().forEach(this::check);
  }

  private List<Answer> twice(List<Answer> first, List<Answer> second) {
    throw new SerlabException(condition + " has two trials of the same fold and seed.");
  }

  private void check(String seed) {
    Set<String> seen = new HashSet<>();
    for (Answer answer : pooled(seed)) {
      if (!seen.add(answer.id())) {
        throw new SerlabException(
            "Seed %s of %s predicts %s in two folds, so its folds cannot be pooled."
                .formatted(seed, condition, answer.id()));
      }
      if (answer.probabilities().length != classes
          || answer.truth() < 0
          || answer.truth() >= classes) {
        throw new SerlabException(
            "Seed %s of %s does not predict %s among %d classes."
                .formatted(seed, condition, answer.id(), classes));
      }
    }
  }

  /** Name of the condition. */
  public String condition() {
    return condition;
  }

  /** What is resampled. */
  public Unit unit() {
    return unit;
  }

  /** The same predictions with another unit, to be compared with an outcome of that unit. */
  public Outcome over(Unit other) {
    List<Part> parts = new ArrayList<>();
    bySeed.forEach(
        (seed, folds) ->
            folds.forEach((fold, answers) -> parts.add(new Part(seed, fold, answers))));
    return new Outcome(condition, classes, other, parts);
  }

  /** Names of the seeds, in order. */
  public List<String> seeds() {
    return List.copyOf(bySeed.keySet());
  }

  /** Answers of a seed, pooled over its folds; empty for an unknown seed. */
  public List<Answer> pooled(String seed) {
    return bySeed.getOrDefault(seed, Map.of()).values().stream().flatMap(List::stream).toList();
  }

  /** Counts over all folds and seeds: with s seeds, each utterance counts s times. */
  public ConfusionMatrix confusion() {
    return everything().confusion();
  }

  /** Reliability diagram over all folds and seeds. */
  public List<Calibration.Bin> calibration() {
    return everything().calibration();
  }

  private Answers everything() {
    return answers(all().toList());
  }

  private Stream<Answer> all() {
    return seeds().stream().flatMap(seed -> pooled(seed).stream());
  }

  Answers answers(List<Answer> list) {
    return Answers.of(classes, list);
  }

  /** Point estimate, interval and spreads of a measure. */
  public Estimate estimate(Measure measure) {
    List<List<Answer>> lists = seeds().stream().map(this::pooled).toList();
    List<Answers> runs = lists.stream().map(this::answers).toList();
    Units units = new Units(lists, unit);
    Bootstrap bootstrap = Units.bootstrap(units.count(), drawn -> units.mean(runs, measure, drawn));
    Set<Integer> folds = new TreeSet<>();
    bySeed.values().forEach(parts -> folds.addAll(parts.keySet()));
    int speakers = (int) all().map(Answer::speaker).distinct().count();
    return new Estimate(
        condition,
        measure,
        unit,
        runs.stream().mapToDouble(measure::of).toArray(),
        folds.stream().mapToDouble(fold -> ofFold(fold, measure)).toArray(),
        Units.interval(bootstrap, units.count()),
        unit == Unit.SPEAKER && speakers < Estimate.MANY_SPEAKERS
            ? Interval.student(Units.defined(units.each(runs, measure)), Interval.LEVEL)
            : null,
        (int) all().map(Answer::id).distinct().count(),
        speakers);
  }

  /** Mean over the seeds that have the fold. */
  private double ofFold(int fold, Measure measure) {
    return bySeed.values().stream()
        .filter(parts -> parts.containsKey(fold))
        .mapToDouble(parts -> measure.of(answers(parts.get(fold))))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The difference between this condition and another, on the utterances and seeds that both have.
   * One contrast alone, so without correction; a table's contrasts come from {@link
   * Contrast#against}.
   *
   * @param reference what it is compared with
   * @return empty if they have no utterance of the same seed in common
   * @throws SerlabException if they differ in their classes, truths or kind of split
   */
  public Optional<Contrast> contrast(Outcome reference, Measure measure) {
    if (classes != reference.classes || unit != reference.unit) {
      throw new SerlabException(
          "%s and %s cannot be compared: their classes or splits differ."
              .formatted(condition, reference.condition));
    }
    List<List<Answer>> ours = new ArrayList<>();
    List<List<Answer>> theirs = new ArrayList<>();
    for (String seed : seeds()) {
      pair(pooled(seed), reference.pooled(seed), ours, theirs);
    }
    return ours.isEmpty()
        ? Optional.empty()
        : Optional.of(Contrast.of(this, ours, reference, theirs, measure));
  }

  private void pair(
      List<Answer> mine, List<Answer> other, List<List<Answer>> ours, List<List<Answer>> theirs) {
    Map<String, Answer> byId = new TreeMap<>();
    other.forEach(answer -> byId.put(answer.id(), answer));
    List<Answer> common = mine.stream().filter(answer -> byId.containsKey(answer.id())).toList();
    for (Answer answer : common) {
      if (byId.get(answer.id()).truth() != answer.truth()) {
        throw new SerlabException(
            "The class of %s differs between the records of two conditions."
                .formatted(answer.id()));
      }
    }
    if (!common.isEmpty()) {
      ours.add(common);
      theirs.add(common.stream().map(answer -> byId.get(answer.id())).toList());
    }
  }
}
