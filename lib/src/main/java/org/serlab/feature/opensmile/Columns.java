package org.serlab.feature.opensmile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.serlab.feature.Matrix;

/** Columns of columns as openSMILE puts them together, and tables of columns. */
final class Columns {
  private Columns() {}

  /** {@code name[first]} to {@code name[last]}. */
  static List<String> array(String name, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> name + "[" + i + "]").toList();
  }

  /** The names with a suffix, which goes before an index in brackets. */
  static List<String> withSuffix(List<String> names, String suffix) {
    return names.stream()
        .map(name -> name.endsWith("]") ? name.replaceFirst("\\[", suffix + "[") : name + suffix)
        .toList();
  }

  /** The names of the smoothed contours, then those of their deltas. */
  static List<String> smoothedWithDeltas(List<String> names) {
    List<String> all = new ArrayList<>(withSuffix(names, "_sma"));
    all.addAll(withSuffix(names, "_sma_de"));
    return List.copyOf(all);
  }

  /** Every contour with every functional. */
  static List<String> functionals(List<String> contours, FunctionalGroup group) {
    return contours.stream()
        .flatMap(contour -> group.names().stream().map(name -> contour + "_" + name))
        .toList();
  }

  /** Writes the first values of one frame to as many contours. */
  static void store(float[] values, int count, float[][] contours, int first, int frame) {
    for (int i = 0; i < count; i++) {
      contours[first + i][frame] = values[i];
    }
  }

  /** A matrix of the first rows of columns. */
  static Matrix table(float[][] columns, int rows) {
    float[] values = new float[rows * columns.length];
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < columns.length; c++) {
        values[row * columns.length + c] = columns[c][row];
      }
    }
    return new Matrix(rows, columns.length, values);
  }
}
