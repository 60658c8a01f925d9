package org.serlab.view;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.serlab.corpus.Corpora;
import org.serlab.trial.Experiment;
import org.serlab.trial.ExperimentRunner;
import org.serlab.trial.Records;
import org.serlab.trial.RunProgress;
import org.serlab.trial.Selection;
import org.serlab.trial.TrialSpec;
import org.serlab.trial.TrialState;

/** Runs what an experiment still lacks, with a bar that grows in its place. */
public final class Gathering {
  private Gathering() {}

  /**
   * Runs the trials that were selected (see {@link Selection#ofEnvironment()}), have no record yet,
   * and whose corpora are here. The others stay <em>not run</em>.
   *
   * @param experiment the experiment
   * @throws org.serlab.SerlabException if a name in the selection is none of the experiment's
   */
  public static void run(Experiment experiment) {
    Selection.ofEnvironment().conditions().forEach(experiment::condition);
    runBeforeVariants(experiment);
  }

  /**
   * The same, on a page that runs variants further down: a row that is none of this experiment's
   * may be one of theirs.
   */
  public static void runBeforeVariants(Experiment experiment) {
    Records records = Records.ordinary();
    List<TrialSpec> selected = experiment.trials(Selection.ofEnvironment());
    List<TrialSpec> missing =
        selected.stream().filter(spec -> TrialState.of(spec, records).record().isEmpty()).toList();
    Set<String> absent =
        missing.stream()
            .flatMap(spec -> spec.data().stream())
            .map(TrialSpec.Data::subset)
            .filter(name -> !Corpora.has(name))
            .collect(Collectors.toSet());
    List<TrialSpec> possible =
        missing.stream()
            .filter(spec -> spec.data().stream().noneMatch(data -> absent.contains(data.subset())))
            .toList();
    Notebook.show(
        "%d of %d trials have a record; %d are run now%s"
            .formatted(
                selected.size() - missing.size(),
                selected.size(),
                possible.size(),
                absent.isEmpty()
                    ? ""
                    : "; not here: " + absent.stream().sorted().collect(Collectors.joining(", "))));
    if (possible.isEmpty()) {
      return;
    }
    try (Progress bar = new Progress("trials", possible.size())) {
      new ExperimentRunner(records).telling(progress -> show(bar, progress)).run(possible);
    }
  }

  private static void show(Progress bar, RunProgress progress) {
    bar.to(progress.done() + progress.failed(), progress.toString());
  }
}
