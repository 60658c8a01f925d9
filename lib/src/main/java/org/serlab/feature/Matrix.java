package org.serlab.feature;

import java.util.Arrays;

/**
 * Features of one recording: a table of single-precision numbers, row by row. What rows and columns
 * are is said by the extractor that made it (a spectrogram: rows are frequencies, columns frames; a
 * sequence: rows are frames, columns coefficients; a vector of functionals or a waveform: one row).
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param values {@code rows * columns} numbers, row by row; not copied, so treat the array as
 *     read-only
 */
public record Matrix(int rows, int columns, float[] values) {
  /** Checks the size. */
  public Matrix {
    if (rows < 0 || columns < 0 || values.length != rows * columns) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " does not hold " + values.length + " values");
    }
  }

  /** A matrix of one row. */
  public static Matrix vector(float... values) {
    return new Matrix(1, values.length, values);
  }

  /**
   * @param row 0 to rows - 1
   * @param column 0 to columns - 1
   * @return the value there
   */
  public float get(int row, int column) {
    return values[row * columns + column];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Matrix[" + rows + " x " + columns + "]";
  }
}
