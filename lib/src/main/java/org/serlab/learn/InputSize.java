package org.serlab.learn;

import java.util.List;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;

/**
 * Size of a task's features.
 *
 * @param rows rows; 0 where they vary
 * @param columns columns; 0 where they vary
 */
public record InputSize(int rows, int columns) {
  /**
   * @param samples at least one
   * @throws SerlabException if there are none, if one is empty or holds a value that is no number,
   *     or if both rows and columns vary
   */
  public static InputSize of(List<Sample> samples) {
    if (samples.isEmpty()) {
      throw new SerlabException("There are no training utterances to learn from.");
    }
    int rows = samples.get(0).features().rows();
    int columns = samples.get(0).features().columns();
    for (Sample sample : samples) {
      check(sample.id(), sample.features());
      rows = sample.features().rows() == rows ? rows : 0;
      columns = sample.features().columns() == columns ? columns : 0;
    }
    if (rows == 0 && columns == 0) {
      throw new SerlabException(
          "The features vary in both rows and columns, which no learner here can take.");
    }
    return new InputSize(rows, columns);
  }

  /** Whether utterances differ in size. */
  public boolean varies() {
    return rows == 0 || columns == 0;
  }

  /** Length of the axis that varies; the columns if none does. */
  int length(Matrix features) {
    return rows == 0 ? features.rows() : features.columns();
  }

  /**
   * @throws SerlabException if features of another size than this are given
   */
  void check(Matrix features) {
    check("The recording", features);
    if (rows != 0 && features.rows() != rows || columns != 0 && features.columns() != columns) {
      throw new SerlabException(
          "The features are %d x %d, but the model was fitted on %s x %s."
              .formatted(
                  features.rows(),
                  features.columns(),
                  rows == 0 ? "any" : rows,
                  columns == 0 ? "any" : columns));
    }
  }

  private static void check(String id, Matrix features) {
    if (features.values().length == 0) {
      throw new SerlabException(id + " has no features: it is too short.");
    }
    for (float value : features.values()) {
      if (!Float.isFinite(value)) {
        throw new SerlabException(id + " has a feature that is " + value + ", not a number.");
      }
    }
  }
}
