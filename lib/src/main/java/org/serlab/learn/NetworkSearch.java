package org.serlab.learn;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.learn.search.Dimension;
import org.serlab.learn.search.Sampler;
import org.serlab.learn.search.Search;
import org.serlab.learn.search.TreeParzen;
import org.serlab.learn.search.Tried;
import org.serlab.nn.HyperParameters;

/**
 * Chooses hyper-parameters of a network by the loss on the validation part, and trains with the
 * best. Nested: each fold of an experiment searches for itself and never sees its test part.
 *
 * <p>Hyper-parameters: {@code search} tree-parzen or random; {@code searchOver}, a list of {@link
 * Dimension#parse dimensions} such as {@code weightDecay log 1e-5 1e-2}; {@code searchPoints} 40;
 * {@code searchStartup} 20, how many of them are drawn at random before the estimator steers. A
 * training that diverges counts as the worst. With a checkpoint folder a search that was stopped
 * goes on where it was, in the middle of a point too, unless the data have changed meanwhile.
 */
final class NetworkSearch {
  private static final String SEARCH = "search";
  private static final String OVER = "searchOver";
  private static final String POINTS = "searchPoints";
  private static final String STARTUP = "searchStartup";

  /** The hyper-parameters with their defaults. */
  static final Map<String, Object> DEFAULTS;

  static {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put(SEARCH, "tree-parzen");
    defaults.put(OVER, List.of("learningRate log 1e-5 1e-1"));
    defaults.put(POINTS, 40L);
    defaults.put(STARTUP, (long) TreeParzen.usual().startup());
    DEFAULTS = Collections.unmodifiableMap(defaults);
  }

  private NetworkSearch() {}

  /** Whether settings ask for a search. */
  static boolean isWanted(Map<String, Object> hyperParameters) {
    return hyperParameters.containsKey(SEARCH);
  }

  /**
   * @param task with a validation part
   * @return the fit of the best settings, with a note of all that were tried
   */
  static Fit fit(LearningTask task) {
    Map<String, Object> complete = Learners.complete(task.hyperParameters());
    HyperParameters settings = new HyperParameters(complete);
    if (task.validation().isEmpty()) {
      throw new SerlabException(
          "A search needs a validation part, but this fold has none: take another partition.");
    }
    Search search = search(settings, task);
    Tried best =
        search.run(
            settings.count(POINTS),
            values -> loss(task.withHyperParameters(with(complete, values))));
    if (Double.isInfinite(best.loss())) {
      throw new SerlabException(
          "Training diverged at every point of the search: search over smaller learning rates.");
    }
    Fit fit = NetworkLearner.train(task.withHyperParameters(with(complete, best.values())));
    Map<String, Object> notes = new LinkedHashMap<>(fit.notes());
    notes.put("chosen", best.values());
    notes.put("tried", search.tried().stream().map(NetworkSearch::note).toList());
    return new Fit(fit.classifier(), fit.history(), notes);
  }

  /** The settings with what a search had chosen. */
  static Map<String, Object> chosen(
      Map<String, Object> hyperParameters, Map<String, Object> notes) {
    Map<String, Object> values = new LinkedHashMap<>();
    ((Map<?, ?>) notes.get("chosen")).forEach((name, value) -> values.put((String) name, value));
    return with(hyperParameters, values);
  }

  private static Search search(HyperParameters settings, LearningTask task) {
    List<Dimension> space =
        ((List<?>) settings.values().get(OVER))
            .stream().map(line -> Dimension.parse(String.valueOf(line))).toList();
    for (Dimension dimension : space) {
      if (!settings.values().containsKey(dimension.name())) {
        throw new SerlabException(
            "The search is over %s, which is no hyper-parameter here.".formatted(dimension.name()));
      }
    }
    Sampler sampler =
        switch (settings.text(SEARCH)) {
          case "tree-parzen" -> TreeParzen.usual().startingAfter(settings.count(STARTUP));
          case "random" -> Sampler.RANDOM;
          default ->
              throw new SerlabException(
                  "The hyper-parameter search is %s but should be tree-parzen or random."
                      .formatted(settings.text(SEARCH)));
        };
    if (task.checkpoint().isEmpty()) {
      return Search.of(space, sampler, task.seed());
    }
    Path history = task.checkpoint().get().resolve("search.json");
    // Without the search's own settings, so that one with more points goes on.
    LearningTask searched = task.withHyperParameters(with(settings.values(), Map.of()));
    return Search.in(history, Checkpoint.digest(searched), space, sampler, task.seed());
  }

  private static Map<String, Object> with(
      Map<String, Object> complete, Map<String, Object> values) {
    Map<String, Object> with = new LinkedHashMap<>(complete);
    with.keySet().removeAll(DEFAULTS.keySet());
    with.putAll(values);
    return with;
  }

  /** Validation loss of the network that would be kept; infinite if training diverged. */
  private static double loss(LearningTask point) {
    LearningTask quiet =
        new LearningTask(
            point.classes(),
            point.training(),
            point.validation(),
            point.hyperParameters(),
            point.seed(),
            point.device(),
            point.checkpoint(),
            LearningTask.Progress.NONE);
    try {
      Fit fit = NetworkLearner.train(quiet);
      fit.classifier().close();
      boolean best = NetworkSettings.of(Learners.complete(point.hyperParameters())).best();
      double last = fit.history().get(fit.history().size() - 1).validationLoss();
      return best
          ? fit.history().stream().mapToDouble(Epoch::validationLoss).min().orElse(last)
          : last;
    } catch (DivergedException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private static String note(Tried tried) {
    return String.format(Locale.ROOT, "%s: loss %.4f", tried.values(), tried.loss());
  }
}
