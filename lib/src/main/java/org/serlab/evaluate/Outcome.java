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
  private final Map<String, Map<Integer, List<Prediction>>> bySeed =
      new TreeMap<>(
          Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));

  /**
   * The test part of one trial.
   *
   * @param seed name of the training seed
   * @param fold number of the fold
   * @param predictions one per test utterance
   */
  public record Part(String seed, int fold, List<Prediction> predictions) {}

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
      if (part.predictions().isEmpty()) {
        throw new SerlabException(
            "Fold %d of %s, seed %s, has no test predictions."
                .formatted(part.fold(), condition, part.seed()));
      }
      bySeed
          .computeIfAbsent(part.seed(), seed -> new TreeMap<>())
          .merge(part.fold(), List.copyOf(part.predictions()), this::twice);
    }
    if (bySeed.isEmpty()) {
      throw new SerlabException(condition + " has no predictions to evaluate.");
    }
    bySeed.keySet().forEach(this::check);
  }

  private List<Prediction> twice(List<Prediction> first, List<Prediction> second) {
    throw new SerlabException(condition + " has two trials of the same fold and seed.");
  }

  private void check(String seed) {
    Set<String> seen = new HashSet<>();
    for (Prediction prediction : pooled(seed)) {
      if (!seen.add(prediction.id())) {
        throw new SerlabException(
            "Seed %s of %s predicts %s in two folds, so its folds cannot be pooled."
                .formatted(seed, condition, prediction.id()));
      }
      if (prediction.probabilities().length != classes
          || prediction.truth() < 0
          || prediction.truth() >= classes) {
        throw new SerlabException(
            "Seed %s of %s does not predict %s among %d classes."
                .formatted(seed, condition, prediction.id(), classes));
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

  /** Names of the seeds, in order. */
  public List<String> seeds() {
    return List.copyOf(bySeed.keySet());
  }

  /** Predictions of a seed, pooled over its folds; empty for an unknown seed. */
  public List<Prediction> pooled(String seed) {
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

  private Predictions everything() {
    return predictions(all().toList());
  }

  private Stream<Prediction> all() {
    return seeds().stream().flatMap(seed -> pooled(seed).stream());
  }

  Predictions predictions(List<Prediction> list) {
    return Predictions.of(classes, list);
  }

  /** Point estimate, interval and spreads of a measure. */
  public Estimate estimate(Measure measure) {
    List<List<Prediction>> lists = seeds().stream().map(this::pooled).toList();
    List<Predictions> runs = lists.stream().map(this::predictions).toList();
    Units units = new Units(lists, unit);
    Bootstrap bootstrap = Units.bootstrap(units.count(), drawn -> units.mean(runs, measure, drawn));
    Set<Integer> folds = new TreeSet<>();
    bySeed.values().forEach(parts -> folds.addAll(parts.keySet()));
    int speakers = (int) all().map(Prediction::speaker).distinct().count();
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
        (int) all().map(Prediction::id).distinct().count(),
        speakers);
  }

  /** Mean over the seeds that have the fold. */
  private double ofFold(int fold, Measure measure) {
    return bySeed.values().stream()
        .filter(parts -> parts.containsKey(fold))
        .mapToDouble(parts -> measure.of(predictions(parts.get(fold))))
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
    List<List<Prediction>> ours = new ArrayList<>();
    List<List<Prediction>> theirs = new ArrayList<>();
    for (String seed : seeds()) {
      pair(pooled(seed), reference.pooled(seed), ours, theirs);
    }
    return ours.isEmpty()
        ? Optional.empty()
        : Optional.of(Contrast.of(this, ours, reference, theirs, measure));
  }

  private void pair(
      List<Prediction> mine,
      List<Prediction> other,
      List<List<Prediction>> ours,
      List<List<Prediction>> theirs) {
    Map<String, Prediction> byId = new TreeMap<>();
    other.forEach(prediction -> byId.put(prediction.id(), prediction));
    List<Prediction> common =
        mine.stream().filter(prediction -> byId.containsKey(prediction.id())).toList();
    for (Prediction prediction : common) {
      if (byId.get(prediction.id()).truth() != prediction.truth()) {
        throw new SerlabException(
            "The class of %s differs between the records of two conditions."
                .formatted(prediction.id()));
      }
    }
    if (!common.isEmpty()) {
      ours.add(common);
      theirs.add(common.stream().map(prediction -> byId.get(prediction.id())).toList());
    }
  }
}
