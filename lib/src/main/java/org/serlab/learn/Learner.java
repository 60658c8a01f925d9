package org.serlab.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One way to learn, networks and classical learners alike. */
public interface Learner {
  /**
   * Fits on the task's training part. The same task on the same machine gives the same model to the
   * last digit, also when it was interrupted and continued from its checkpoint.
   */
  Fit fit(LearningTask task);

  /**
   * Reads what {@link Classifier#save} wrote. Never runs code from the folder.
   *
   * @param folder the model folder
   * @param classes names of the classes
   * @param inputRows rows of the features it was fitted on
   * @param inputColumns columns of the features it was fitted on; 0 where they vary
   * @param hyperParameters those of the fit
   */
  Classifier load(
      Path folder,
      List<String> classes,
      int inputRows,
      int inputColumns,
      Map<String, Object> hyperParameters);
}
