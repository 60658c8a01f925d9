package org.serlab.model;

import java.util.List;
import org.serlab.feature.Matrix;

/**
 * A network whose training begins with more than random weights: with weights from an earlier
 * training, or with statistics of the training part. A model that is loaded does not do this again:
 * it has all its weights from its own file.
 */
public interface Starting {
  /**
   * Called once, after the first weights were drawn and before the first step.
   *
   * @param training features of the training part
   * @param seed the run's seed
   * @throws org.serlab.SerlabException if weights to begin with are missing or of another network
   */
  void start(List<Matrix> training, long seed);
}
