package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.serlab.evaluate.Answer;
import org.serlab.evaluate.Outcome;
import org.serlab.evaluate.Unit;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;

/**
 * Several runs over the same test utterances, taken together: their mean is the estimate, and a
 * resampled speaker brings the answers of all. Each run and seed stands where a seed stands
 * elsewhere. A run may be made of several that test different utterances; these are pooled.
 */
final class Together {
  private final Results results;
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();

  Together(Results results) {
    this.results = results;
  }

  /**
   * Adds a run.
   *
   * @param name by which two groups of runs are paired; what is added under one name is pooled
   */
  Together and(String name, String condition, Setting setting) {
    runs.computeIfAbsent(name, own -> new ArrayList<>()).add(new Run(condition, setting));
    return this;
  }

  /**
   * The runs as one, on the seeds that all that is pooled has; empty if one of them is missing, or
   * has no seed in common with what it is pooled with.
   */
  Optional<Outcome> outcome(String name) {
    List<Outcome.Part> parts = new ArrayList<>();
    int classes = 0;
    for (Map.Entry<String, List<Run>> entry : runs.entrySet()) {
      List<Run> pooled = entry.getValue();
      List<Outcome> outcomes =
          pooled.stream()
              .flatMap(run -> results.outcome(run.condition(), run.setting()).stream())
              .toList();
      if (outcomes.size() < pooled.size()) {
        return Optional.empty();
      }
      Set<String> seeds = new LinkedHashSet<>(outcomes.get(0).seeds());
      outcomes.forEach(outcome -> seeds.retainAll(outcome.seeds()));
      if (seeds.isEmpty()) {
        return Optional.empty();
      }
      for (int i = 0; i < pooled.size(); i++) {
        List<String> names = results.classes(pooled.get(i).setting());
        classes = names.size();
        for (String seed : seeds) {
          List<Answer> answers =
              outcomes.get(i).pooled(seed).stream().map(one -> sorted(one, names)).toList();
          parts.add(new Outcome.Part(entry.getKey() + " " + seed, i + 1, answers));
        }
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Outcome(name, classes, Unit.SPEAKER, parts));
  }

  /** So much decides between equal probabilities, and changes nothing else. */
  private static final double TIE = 1e-9;

  /**
   * Classes in alphabetical order: trials on different corpora number them differently. What the
   * trial's own order decided among equal votes stays decided.
   */
  private static Answer sorted(Answer answer, List<String> names) {
    List<String> order = names.stream().sorted().toList();
    double[] probabilities = new double[order.size()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = answer.probabilities()[names.indexOf(order.get(k))];
    }
    probabilities[order.indexOf(names.get(answer.predicted()))] += TIE;
    int truth = order.indexOf(names.get(answer.truth()));
    return new Answer(answer.id(), answer.speaker(), truth, probabilities);
  }
}
