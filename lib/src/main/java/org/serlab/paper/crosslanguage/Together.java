package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.serlab.evaluate.Answer;
import org.serlab.evaluate.Outcome;
import org.serlab.evaluate.Unit;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;

/**
 * Several runs over the same test utterances, taken together: their mean is the estimate, and a
 * resampled speaker brings the answers of all. Each run stands where a seed stands elsewhere.
 */
final class Together {
  private final Results results;
  private final Map<String, Run> runs = new LinkedHashMap<>();

  /** A condition in a setting. */
  private record Run(String condition, Setting setting) {}

  Together(Results results) {
    this.results = results;
  }

  /**
   * Adds a run.
   *
   * @param name by which two groups of runs are paired
   */
  Together and(String name, String condition, Setting setting) {
    runs.put(name, new Run(condition, setting));
    return this;
  }

  /** The runs as one; empty if one of them is missing. */
  Optional<Outcome> outcome(String name) {
    List<Outcome.Part> parts = new ArrayList<>();
    int classes = 0;
    for (Map.Entry<String, Run> run : runs.entrySet()) {
      Setting setting = run.getValue().setting();
      Optional<Outcome> outcome = results.outcome(run.getValue().condition(), setting);
      if (outcome.isEmpty()) {
        return Optional.empty();
      }
      List<String> names = results.classes(setting);
      classes = names.size();
      List<Answer> answers = new ArrayList<>();
      for (String seed : outcome.get().seeds()) {
        outcome.get().pooled(seed).forEach(answer -> answers.add(sorted(answer, names)));
      }
      parts.add(new Outcome.Part(run.getKey(), 1, answers));
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
