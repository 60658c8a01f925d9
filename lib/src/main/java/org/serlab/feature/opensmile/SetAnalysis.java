package org.serlab.feature.opensmile;

import java.util.List;
import org.serlab.feature.Matrix;

/** One of openSMILE's feature sets at one sample rate, with working memory: one per thread. */
interface SetAnalysis {
  /** Columns of the functionals in openSMILE's order. */
  List<String> names();

  /** Columns of the contours in openSMILE's order. */
  List<String> contourNames();

  /** The fewest samples that give functionals. */
  int leastSamples();

  /**
   * @param samples at least {@link #leastSamples()} of them
   * @return the functionals
   */
  float[] functionals(Samples samples);

  /**
   * @param samples at least {@link #leastSamples()} of them
   * @return the contours as openSMILE prints them, one row per frame
   */
  Matrix contours(Samples samples);
}
