package org.serlab.feature;

import java.util.Arrays;

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

  /**
   * The same, but deltas of higher order are deltas of deltas, each with frames beyond the ends
   * that are the first and the last (HTK, torchaudio): other numbers than Kaldi's near the ends.
   */
  public static double[][] repeatedRegression(double[][] features, int order, int window) {
    double[][] all = features;
    double[][] last = features;
    for (int o = 1; o <= order; o++) {
      double[][] both = regression(last, 1, window);
      double[][] joined = new double[all.length][];
      last = new double[all.length][];
      for (int t = 0; t < all.length; t++) {
        int width = both[t].length / 2;
        last[t] = Arrays.copyOfRange(both[t], width, 2 * width);
        joined[t] = Arrays.copyOf(all[t], all[t].length + width);
        System.arraycopy(last[t], 0, joined[t], all[t].length, width);
      }
      all = joined;
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

  /**
   * The derivative of a polynomial fitted to the frames around each (Savitzky-Golay), as librosa's
   * {@code delta}: order and degree are the same.
   *
   * @param features rows are coefficients, columns frames (librosa's layout)
   * @param width frames that the polynomial is fitted to, odd, above {@code order}
   * @param order of the derivative, 1 or more
   * @param fitEnds whether the first and last frames take the polynomial of the outermost full
   *     window; otherwise frames beyond the ends are the first and the last
   * @return the same layout, in units per frame
   */
  public static double[][] savitzkyGolay(
      double[][] features, int width, int order, boolean fitEnds) {
    int half = width / 2;
    if (width % 2 == 0 || width <= order || (fitEnds && features[0].length < width)) {
      throw new IllegalArgumentException(
          "order " + order + " from " + width + " of " + features[0].length + " frames");
    }
    double[] weights = derivative(half, order);
    double[][] deltas = new double[features.length][features[0].length];
    for (int d = 0; d < features.length; d++) {
      int frames = features[d].length;
      for (int t = 0; t < frames; t++) {
        // The derivative of that order is the same all over the polynomial.
        int centre = fitEnds ? Math.max(half, Math.min(frames - 1 - half, t)) : t;
        for (int j = -half; j <= half; j++) {
          int at = Math.max(0, Math.min(frames - 1, centre + j));
          deltas[d][t] += weights[j + half] * features[d][at];
        }
      }
    }
    return deltas;
  }

  /**
   * Weights that give the p-th derivative of the least-squares polynomial of degree p: p! P(j) /
   * sum P^2, with P the p-th monic polynomial that is orthogonal on -half to half (Gram's).
   */
  private static double[] derivative(int half, int p) {
    int count = 2 * half + 1;
    double[] before = new double[count];
    double[] polynomial = new double[count];
    Arrays.fill(polynomial, 1);
    double normBefore = 1;
    double factorial = 1;
    for (int degree = 1; degree <= p; degree++) {
      double norm = Sums.ofSquares(polynomial, count);
      double[] next = new double[count];
      for (int i = 0; i < count; i++) {
        next[i] = (i - half) * polynomial[i] - (degree == 1 ? 0 : norm / normBefore) * before[i];
      }
      before = polynomial;
      polynomial = next;
      normBefore = norm;
      factorial *= degree;
    }
    double norm = Sums.ofSquares(polynomial, count);
    for (int i = 0; i < count; i++) {
      polynomial[i] *= factorial / norm;
    }
    return polynomial;
  }
}
