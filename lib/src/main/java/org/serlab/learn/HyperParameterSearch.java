package org.serlab.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.serlab.SerlabException;
import org.serlab.evaluate.Answer;
import org.serlab.evaluate.Answers;
import org.serlab.feature.Matrix;
import org.serlab.nn.HyperParameters;

/**
 * Chooses settings of a classical learner by inner folds of the training part that share no
 * speaker, and fits the chosen one on all of it. Nested: neither the validation nor the test part
 * of the outer fold is seen, and scaling and WCCN are fitted anew within each inner fold.
 *
 * <p>Hyper-parameters: {@code search} grid (every combination) or random ({@code searchDraws} of
 * them, drawn by the task's seed without repetition), {@code searchOver} a list such as {@code
 * ["cost 0.1 1 10", "gamma 0.001 0.01"]}, {@code innerFolds} 3. The best has the highest unweighted
 * accuracy over all inner folds together; of equals the first.
 */
final class HyperParameterSearch {
  /** The hyper-parameters with their defaults. */
  static final Map<String, Object> DEFAULTS;

  static {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put(TribuoKind.SEARCH, "grid");
    defaults.put("searchOver", List.of(""));
    defaults.put("searchDraws", 10L);
    defaults.put("innerFolds", 3L);
    DEFAULTS = Collections.unmodifiableMap(defaults);
  }

  private HyperParameterSearch() {}

  /** One try: what differs from the given settings, and how well it did. */
  private record Tried(Map<String, Object> settings, double accuracy) {}

  /**
   * @param learner fits a task without a search
   * @param task its training part is searched on
   * @param settings complete, with those of the search
   * @return the fit of the best settings, with a note of all that were tried
   */
  static Fit fit(Learner learner, LearningTask task, HyperParameters settings) {
    List<List<String>> folds = folds(task, settings.count("innerFolds"));
    List<Tried> tried = new ArrayList<>();
    for (Map<String, Object> candidate : candidates(settings, task.seed())) {
      LearningTask inner = task.withHyperParameters(with(settings, candidate));
      tried.add(new Tried(candidate, accuracy(learner, inner, folds)));
    }
    Tried best = tried.get(0);
    for (Tried one : tried) {
      best = one.accuracy() > best.accuracy() ? one : best;
    }
    Fit fit = learner.fit(task.withHyperParameters(with(settings, best.settings())));
    Map<String, Object> notes = new TreeMap<>(fit.notes());
    notes.put("chosen", best.settings());
    notes.put("tried", tried.stream().map(HyperParameterSearch::note).toList());
    notes.put("innerFolds", folds);
    return new Fit(fit.classifier(), fit.history(), notes);
  }

  private static String note(Tried tried) {
    return String.format(Locale.ROOT, "%s: UA %.4f", tried.settings(), tried.accuracy());
  }

  private static Map<String, Object> with(HyperParameters settings, Map<String, Object> candidate) {
    Map<String, Object> values = new LinkedHashMap<>(settings.values());
    values.keySet().removeAll(DEFAULTS.keySet());
    values.putAll(candidate);
    return Learners.complete(values);
  }

  /** The combinations, the last of the lists running fastest. */
  private static List<Map<String, Object>> candidates(HyperParameters settings, long seed) {
    List<Map<String, Object>> candidates = List.of(Map.of());
    for (Object line : (List<?>) settings.values().get("searchOver")) {
      String[] words = String.valueOf(line).strip().split("[\\s:,]+");
      if (words.length < 2) {
        throw new SerlabException(
            "The hyper-parameter searchOver holds '%s' but should hold a name and values such as 'cost 0.1 1 10'."
                .formatted(line));
      }
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> candidate : candidates) {
        for (String word : Arrays.copyOfRange(words, 1, words.length)) {
          Map<String, Object> one = new TreeMap<>(candidate);
          one.put(words[0], value(word));
          longer.add(one);
        }
      }
      candidates = longer;
    }
    return switch (settings.text(TribuoKind.SEARCH)) {
      case "grid" -> candidates;
      case "random" -> {
        List<Map<String, Object>> drawn = new ArrayList<>(candidates);
        Collections.shuffle(drawn, new Random(seed));
        yield drawn.subList(0, Math.min(drawn.size(), settings.count("searchDraws")));
      }
      default ->
          throw new SerlabException(
              "The hyper-parameter search is %s but should be grid or random."
                  .formatted(settings.text(TribuoKind.SEARCH)));
    };
  }

  private static Object value(String word) {
    try {
      return Double.valueOf(word);
    } catch (NumberFormatException e) {
      return word;
    }
  }

  /**
   * Speakers that are held out together. Those of each corpus are dealt in turn, so that every fold
   * has some of every language; the seed decides which.
   */
  static List<List<String>> folds(LearningTask task, int count) {
    Map<String, List<String>> corpora = new TreeMap<>();
    Set<String> speakers = new TreeSet<>();
    task.training().forEach(sample -> speakers.add(sample.speaker()));
    for (String speaker : speakers) {
      String corpus = speaker.substring(0, Math.max(0, speaker.indexOf('/')));
      corpora.computeIfAbsent(corpus, name -> new ArrayList<>()).add(speaker);
    }
    if (count < 2) {
      throw new SerlabException("The hyper-parameter innerFolds is 1 but should be at least 2.");
    }
    if (speakers.size() < count) {
      throw new SerlabException(
          "The training part has %d speakers, too few for a search with %d inner folds without common ones."
              .formatted(speakers.size(), count));
    }
    List<List<String>> folds = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      folds.add(new ArrayList<>());
    }
    int next = 0;
    for (List<String> own : corpora.values()) {
      Collections.shuffle(own, new Random(task.seed()));
      for (String speaker : own) {
        folds.get(next++ % count).add(speaker);
      }
    }
    folds.forEach(fold -> fold.sort(null));
    return folds;
  }

  /** Unweighted accuracy over the held-out speakers of all inner folds together. */
  private static double accuracy(Learner learner, LearningTask task, List<List<String>> folds) {
    List<Answer> answers = new ArrayList<>();
    for (List<String> held : folds) {
      List<Sample> training = new ArrayList<>();
      List<Sample> test = new ArrayList<>();
      for (Sample sample : task.training()) {
        (held.contains(sample.speaker()) ? test : training).add(sample);
      }
      List<Matrix> features = test.stream().map(Sample::features).toList();
      try (Classifier classifier = learner.fit(task.on(training)).classifier()) {
        double[][] probabilities = classifier.probabilities(features);
        for (int i = 0; i < probabilities.length; i++) {
          Sample one = test.get(i);
          answers.add(new Answer(one.id(), one.speaker(), one.label(), probabilities[i]));
        }
      }
    }
    return Answers.of(task.classes().size(), answers).confusion().unweightedAccuracy();
  }
}
