package org.serlab.feature.table;

/**
 * A row of a table of features.
 *
 * @param file name of the recording
 * @param start where the piece or frame begins, in seconds; 0 in tables without times
 * @param end where it ends; 0 in tables without times
 * @param values the features; not copied, so treat the array as read-only
 */
public record FeatureRow(String file, double start, double end, float[] values) {
  /** A row of a table without times. */
  public FeatureRow(String file, float... values) {
    this(file, 0, 0, values);
  }
}
