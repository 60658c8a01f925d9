package org.serlab.feature;

/** How features change over time. In all tables here rows are frames. */
public final class Deltas {
  private Deltas() {}

  /**
   * The features followed by their regression coefficients of rising order, as Kaldi's {@code
   * add-deltas}: block o is filtered along time by the o-fold convolution of b[j] = j / (2 (1 + 4 +
   * ... + w^2)), j = -w to w; frames beyond the ends are the first and the last.
   *
   * @param features T frames of D numbers
   * @param order highest order; 2 gives features, deltas and delta-deltas
   * @param window w, frames on each side
   * @return T frames of D (order + 1) numbers
   */
  public static double[][] regression(double[][] features, int order, int window) {
    int frames = features.length;
    int width = frames == 0 ? 0 : features[0].length;
    double[][] all = new double[frames][width * (order + 1)];
    double[] slope = new double[2 * window + 1];
    double norm = 0;
    for (int j = -window; j <= window; j++) {
      norm += (double) j * j;
      slope[j + window] = j;
    }
    for (int j = 0; j < slope.length; j++) {
      slope[j] /= norm;
    }
    double[] filter = {1};
    for (int o = 0; o <= order; o++) {
      int reach = filter.length / 2;
      for (int t = 0; t < frames; t++) {
        for (int j = 0; j < filter.length; j++) {
          double[] other = features[Math.max(0, Math.min(frames - 1, t + j - reach))];
          for (int d = 0; d < width; d++) {
            all[t][o * width + d] += filter[j] * other[d];
          }
        }
      }
      filter = convolve(filter, slope);
    }
    return all;
  }

  private static double[] convolve(double[] a, double[] b) {
    double[] product = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        product[i + j] += a[i] * b[j];
      }
    }
    return product;
  }
}
