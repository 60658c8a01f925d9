package org.serlab.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Trains a network: mini-batches, shuffled by (seed, epoch); cross entropy; the optimiser that the
 * hyper-parameters name; a checkpoint at each epoch's end. What each setting means: {@link
 * Learners#complete}.
 */
public final class NetworkLearner implements Learner {
  @Override
  public Fit fit(LearningTask task) {
    return NetworkSearch.isWanted(task.hyperParameters()) ? NetworkSearch.fit(task) : train(task);
  }

  /** Trains once, with the settings as they are. */
  static Fit train(LearningTask task) {
    try (NetworkTraining training = new NetworkTraining(task)) {
      return training.run();
    }
  }

  @Override
  public NetworkClassifier load(
      Path folder,
      List<String> classes,
      int inputRows,
      int inputColumns,
      Map<String, Object> hyperParameters) {
    return NetworkClassifier.load(
        folder, hyperParameters, new InputSize(inputRows, inputColumns), classes.size());
  }
}
