package org.serlab.feature;

/**
 * Where in the spectrum of a frame the energy lies, as librosa measures it. Spectra are magnitudes
 * of the bins 0 to n / 2, frequencies in Hz.
 */
public final class SpectralShape {
  private SpectralShape() {}

  /**
   * @param bins number of bins, n / 2 + 1
   * @param sampleRate in Hz
   * @param fftSize n
   * @return the frequency of each bin
   */
  public static double[] frequencies(int bins, int sampleRate, int fftSize) {
    double[] frequencies = new double[bins];
    for (int k = 0; k < bins; k++) {
      frequencies[k] = k * (double) sampleRate / fftSize;
    }
    return frequencies;
  }

  /** The mean frequency, weighted by magnitude; 0 if all magnitudes are 0. */
  public static double centroid(double[] magnitudes, double[] frequencies) {
    double total = Sums.of(magnitudes, magnitudes.length);
    return total == 0 ? 0 : Sums.product(frequencies, magnitudes, 0) / total;
  }

  /**
   * (sum of share times |f - centroid|^p)^(1/p): for p = 2 the standard deviation of the frequency;
   * 0 if all magnitudes are 0.
   */
  public static double bandwidth(double[] magnitudes, double[] frequencies, double p) {
    double total = Sums.of(magnitudes, magnitudes.length);
    if (total == 0) {
      return 0;
    }
    double centroid = centroid(magnitudes, frequencies);
    double sum = 0;
    for (int k = 0; k < magnitudes.length; k++) {
      double distance = Math.abs(frequencies[k] - centroid);
      sum += magnitudes[k] / total * StrictMath.pow(distance, p);
    }
    return StrictMath.pow(sum, 1 / p);
  }

  /** The lowest frequency below which, itself included, lies such a share of the magnitudes. */
  public static double rolloff(double[] magnitudes, double[] frequencies, double share) {
    double total = 0; // from the bottom up, as the sum below
    for (double magnitude : magnitudes) {
      total += magnitude;
    }
    double sum = 0;
    for (int k = 0; k < magnitudes.length; k++) {
      sum += magnitudes[k];
      if (sum >= share * total) {
        return frequencies[k];
      }
    }
    return frequencies[frequencies.length - 1];
  }

  /**
   * Geometric over arithmetic mean of max(least, magnitude^exponent): 1 for a flat spectrum, near 0
   * for a single line.
   */
  public static double flatness(double[] magnitudes, double exponent, double least) {
    double logarithms = 0;
    double sum = 0;
    for (double magnitude : magnitudes) {
      double value = Math.max(least, StrictMath.pow(magnitude, exponent));
      logarithms += Logarithm.ln(value);
      sum += value;
    }
    return StrictMath.exp(logarithms / magnitudes.length) / (sum / magnitudes.length);
  }
}
