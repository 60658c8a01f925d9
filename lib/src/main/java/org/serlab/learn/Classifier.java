package org.serlab.learn;

import java.nio.file.Path;
import java.util.List;
import org.serlab.feature.Matrix;

/** A fitted model: features in, class probabilities out. Closing it frees native memory. */
public interface Classifier extends AutoCloseable {
  /**
   * @param features one matrix per utterance
   * @return per utterance the probabilities of the classes, in the task's order; each row sums to
   *     1; a row depends on its own matrix alone
   */
  double[][] probabilities(List<Matrix> features);

  /** Number of trainable parameters; 0 where the notion does not apply. */
  long parameterCount();

  /**
   * Writes what {@link Learner#load} reads ({@code weights.safetensors} for networks).
   *
   * @param folder an existing folder
   */
  void save(Path folder);

  @Override
  void close();
}
