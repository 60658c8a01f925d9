package org.serlab.feature;

import java.util.Arrays;

/**
 * Complex short-time spectra and spectral densities as scipy's {@code stft} and {@code spectrogram}
 * scale them. Rows are the bins 0 to fftSize / 2, columns segments.
 *
 * @param window weights; scipy's are periodic
 * @param segment samples of a segment
 * @param overlap samples that neighbours share, below {@code segment}
 * @param fftSize length of the transform, at least {@code segment}
 * @param detrend what is taken off each segment
 */
public record ShortTimeTransform(
    Window window, int segment, int overlap, int fftSize, Detrend detrend) {
  /** What is taken off each segment before the window. */
  public enum Detrend {
    /** Nothing. */
    NONE,
    /** Its mean. */
    CONSTANT,
    /** Its least-squares straight line. */
    LINEAR
  }

  /** What is put before and after the samples, half a segment of it. */
  public enum Boundary {
    /** Nothing. */
    NONE,
    /** Zeros. */
    ZEROS,
    /** The samples mirrored, without repeating the edge sample. */
    EVEN
  }

  /** What a spectrum is divided by. */
  public enum Scaling {
    /** The sum of the window: a sine of amplitude A has magnitude A / 2. */
    SPECTRUM,
    /** The root of rate times the sum of the window's squares: |X|^2 is a density per Hz. */
    DENSITY
  }

  /** Real and imaginary parts: [bin][segment]. */
  public record Spectra(double[][] real, double[][] imaginary) {}

  /**
   * The samples with their boundary, and with zeros up to whole segments if {@code padded}.
   *
   * @param samples at least half a segment of them and one more for a mirrored boundary
   */
  public double[] extend(double[] samples, Boundary boundary, boolean padded) {
    int edge = boundary == Boundary.NONE ? 0 : segment / 2;
    int length = samples.length + 2 * edge;
    int hop = segment - overlap;
    int rest = Math.floorMod(length - segment, hop);
    double[] extended = new double[length + (padded && rest > 0 ? hop - rest : 0)];
    System.arraycopy(samples, 0, extended, edge, samples.length);
    if (boundary == Boundary.EVEN) {
      for (int i = 1; i <= edge; i++) {
        extended[edge - i] = samples[i];
        extended[edge + samples.length - 1 + i] = samples[samples.length - 1 - i];
      }
    }
    return extended;
  }

  /**
   * @param samples perhaps {@linkplain #extend extended}
   * @return number of whole segments
   */
  public int segments(double[] samples) {
    return samples.length < segment ? 0 : 1 + (samples.length - segment) / (segment - overlap);
  }

  /** The spectra of all whole segments. */
  public Spectra transform(double[] samples, Scaling scaling, double sampleRate) {
    double[] weights = window.weights(segment);
    double divisor =
        scaling == Scaling.SPECTRUM
            ? Sums.of(weights, segment)
            : Math.sqrt(sampleRate * Sums.ofSquares(weights, segment));
    FourierTransform fourier = new FourierTransform(fftSize);
    int count = segments(samples);
    Spectra spectra =
        new Spectra(new double[fourier.bins()][count], new double[fourier.bins()][count]);
    double[] frame = new double[fftSize];
    double[] re = new double[fourier.bins()];
    double[] im = new double[fourier.bins()];
    for (int t = 0; t < count; t++) {
      System.arraycopy(samples, t * (segment - overlap), frame, 0, segment);
      Arrays.fill(frame, segment, fftSize, 0);
      detrend(frame);
      for (int i = 0; i < segment; i++) {
        frame[i] *= weights[i];
      }
      fourier.transform(frame, re, im);
      for (int k = 0; k < re.length; k++) {
        spectra.real[k][t] = re[k] / divisor;
        spectra.imaginary[k][t] = im[k] / divisor;
      }
    }
    return spectra;
  }

  /**
   * The one-sided power of each segment: |X|^2, twice that for the bins that have a twin of
   * negative frequency.
   */
  public double[][] power(double[] samples, Scaling scaling, double sampleRate) {
    Spectra spectra = transform(samples, scaling, sampleRate);
    double[][] power = spectra.real;
    for (int k = 0; k < power.length; k++) {
      double twice = k == 0 || 2 * k == fftSize ? 1 : 2;
      for (int t = 0; t < power[k].length; t++) {
        double re = spectra.real[k][t];
        double im = spectra.imaginary[k][t];
        power[k][t] = twice * (re * re + im * im);
      }
    }
    return power;
  }

  private void detrend(double[] frame) {
    if (detrend == Detrend.NONE) {
      return;
    }
    double mean = Sums.of(frame, segment) / segment;
    double middle = (segment - 1) / 2.0;
    double slope = 0;
    if (detrend == Detrend.LINEAR) {
      double product = 0;
      double square = 0;
      for (int i = 0; i < segment; i++) {
        product += (i - middle) * (frame[i] - mean);
        square += (i - middle) * (i - middle);
      }
      slope = square == 0 ? 0 : product / square;
    }
    for (int i = 0; i < segment; i++) {
      frame[i] -= mean + slope * (i - middle);
    }
  }
}
