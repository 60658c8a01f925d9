package org.serlab.feature;

import org.serlab.SerlabException;

/**
 * Overlapping triangles along the frequency axis whose centres are equally spaced in mel. Each band
 * is the weighted sum of the bins of a spectrum.
 */
public final class MelFilterbank {
  private final int bins;
  private final int[] first;
  private final double[][] weights;

  private MelFilterbank(int bins, double[][] dense) {
    this.bins = bins;
    first = new int[dense.length];
    weights = new double[dense.length][];
    for (int band = 0; band < dense.length; band++) {
      int from = 0;
      int to = dense[band].length;
      while (from < to && dense[band][from] == 0) {
        from++;
      }
      while (to > from && dense[band][to - 1] == 0) {
        to--;
      }
      first[band] = from;
      weights[band] = java.util.Arrays.copyOfRange(dense[band], from, to);
    }
  }

  /** How the area of a triangle in Hz is made. */
  public enum Norm {
    /** Height 1. */
    PEAK,
    /** Area 1: height 2 / (upper edge - lower edge). */
    AREA
  }

  /**
   * Triangles whose sides are straight in Hz, as librosa's {@code filters.mel}.
   *
   * @param scale the mel scale
   * @param norm their heights
   * @param bands number of bands, at least 1
   * @param low lower edge of the first band, in Hz
   * @param high upper edge of the last band, in Hz
   * @param fftSize length of the transform
   * @param sampleRate in Hz
   * @return the bands for the bins 0 to fftSize / 2
   */
  public static MelFilterbank linearInHertz(
      MelScale scale, Norm norm, int bands, double low, double high, int fftSize, int sampleRate) {
    double[] edges = edges(scale, bands, low, high);
    for (int i = 0; i < edges.length; i++) {
      edges[i] = scale.hertz(edges[i]);
    }
    double[][] dense = new double[bands][fftSize / 2 + 1];
    for (int band = 0; band < bands; band++) {
      double height = norm == Norm.AREA ? 2 / (edges[band + 2] - edges[band]) : 1;
      for (int bin = 0; bin <= fftSize / 2; bin++) {
        double frequency = bin * (double) sampleRate / fftSize;
        dense[band][bin] = height * triangle(edges, band, frequency);
      }
    }
    return new MelFilterbank(fftSize / 2 + 1, dense);
  }

  /**
   * Triangles whose sides are straight in mel, of height 1, as Kaldi's. The bin of the Nyquist
   * frequency has no weight.
   *
   * @param scale the mel scale; Kaldi's is {@link MelScale#KALDI}
   * @param bands number of bands, at least 1
   * @param low lower edge of the first band, in Hz
   * @param high upper edge of the last band, in Hz
   * @param fftSize length of the transform
   * @param sampleRate in Hz
   * @return the bands for the bins 0 to fftSize / 2
   */
  public static MelFilterbank linearInMel(
      MelScale scale, int bands, double low, double high, int fftSize, double sampleRate) {
    double[] edges = edges(scale, bands, low, high);
    double[][] dense = new double[bands][fftSize / 2 + 1];
    for (int band = 0; band < bands; band++) {
      for (int bin = 0; bin < fftSize / 2; bin++) {
        dense[band][bin] = triangle(edges, band, scale.mel(bin * sampleRate / fftSize));
      }
    }
    return new MelFilterbank(fftSize / 2 + 1, dense);
  }

  private static double[] edges(MelScale scale, int bands, double low, double high) {
    if (bands < 1 || low < 0 || high <= low) {
      throw new SerlabException(
          "A mel filterbank of %d bands from %s to %s Hz cannot be.".formatted(bands, low, high));
    }
    double from = scale.mel(low);
    double step = (scale.mel(high) - from) / (bands + 1);
    double[] edges = new double[bands + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = from + i * step;
    }
    return edges;
  }

  private static double triangle(double[] edges, int band, double x) {
    double rising = (x - edges[band]) / (edges[band + 1] - edges[band]);
    double falling = (edges[band + 2] - x) / (edges[band + 2] - edges[band + 1]);
    return Math.max(0, Math.min(rising, falling));
  }

  /** Number of bands. */
  public int bands() {
    return weights.length;
  }

  /**
   * @param spectrum power or magnitude of the bins 0 to fftSize / 2
   * @param energies receives one number per band
   */
  public void apply(double[] spectrum, double[] energies) {
    for (int band = 0; band < weights.length; band++) {
      energies[band] = Sums.product(weights[band], spectrum, first[band]);
    }
  }

  /** All weights: a row per band, a column per bin. */
  public double[][] dense() {
    double[][] dense = new double[weights.length][bins];
    for (int band = 0; band < weights.length; band++) {
      System.arraycopy(weights[band], 0, dense[band], first[band], weights[band].length);
    }
    return dense;
  }
}
