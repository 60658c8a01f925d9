package org.serlab.feature;

/**
 * Bilinear resizing as OpenCV's {@code cv2.resize} does by default (INTER_LINEAR): for an axis of
 * length n made m long, x = (i + 0.5) n / m - 0.5, and the value between the two neighbours of x;
 * neighbours beyond the edge are the edge. Nothing is smoothed when shrinking. As in OpenCV, x is
 * rounded to single precision.
 */
public final class BilinearResize {
  private BilinearResize() {}

  /**
   * @param values a table of at least one row and column
   * @param rows wanted number of rows
   * @param columns wanted number of columns
   * @return the resized table; but for x, computed in double precision
   */
  public static double[][] resize(double[][] values, int rows, int columns) {
    Axis vertical = new Axis(values.length, rows);
    Axis horizontal = new Axis(values[0].length, columns);
    double[][] resized = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      double[] upper = values[vertical.lower[i]];
      double[] lower = values[vertical.upper[i]];
      for (int j = 0; j < columns; j++) {
        double above = horizontal.between(upper, j);
        double below = horizontal.between(lower, j);
        resized[i][j] = (1 - vertical.fraction[i]) * above + vertical.fraction[i] * below;
      }
    }
    return resized;
  }

  /** The two neighbours of each new place, and how far it lies from the first. */
  private static final class Axis {
    final int[] lower;
    final int[] upper;
    final double[] fraction;

    Axis(int from, int to) {
      lower = new int[to];
      upper = new int[to];
      fraction = new double[to];
      double scale = 1 / ((double) to / from);
      for (int i = 0; i < to; i++) {
        double x = (float) ((i + 0.5) * scale - 0.5);
        int floor = (int) Math.floor(x);
        lower[i] = Math.max(0, Math.min(from - 1, floor));
        upper[i] = Math.max(0, Math.min(from - 1, floor + 1));
        fraction[i] = x - floor;
      }
    }

    double between(double[] row, int i) {
      return (1 - fraction[i]) * row[lower[i]] + fraction[i] * row[upper[i]];
    }
  }
}
