package org.serlab.feature.opensmile;

import java.util.List;

/** The functionals that a group of contours gets. */
interface FunctionalGroup {
  /** Their names, which follow the contour's name and an underscore. */
  List<String> names();

  /**
   * @param x contour
   * @param n its rows, at least 1
   * @param values receives the functionals
   * @param at where the first goes
   */
  void compute(float[] x, int n, float[] values, int at);
}
