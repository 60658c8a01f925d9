package org.serlab.paper.crosslanguage;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;

/**
 * A condition in a setting.
 *
 * @param condition name of the condition
 * @param setting on what
 */
record Run(String condition, Setting setting) {
  /** As sentences name it, with what it heard of a language that is not trained on. */
  String name() {
    int heard = setting.tested().heard();
    return heard == 0 ? condition : "%s with %d utterances heard".formatted(condition, heard);
  }

  /** Its trials, done or not: per seed the folds. */
  Map<Long, Set<Integer>> trials(Results results) {
    Map<Long, Set<Integer>> folds = new TreeMap<>();
    results.states().keySet().stream()
        .filter(spec -> spec.condition().name().equals(condition))
        .filter(spec -> spec.data().equals(setting.data()))
        .filter(spec -> spec.partition().equals(setting.partition()))
        .forEach(spec -> folds.computeIfAbsent(spec.seed(), s -> new TreeSet<>()).add(spec.fold()));
    return folds;
  }
}
