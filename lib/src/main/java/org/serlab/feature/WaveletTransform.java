package org.serlab.feature;

import java.util.Arrays;

/**
 * The discrete wavelet transform of a signal (Mallat's filter bank) and its inverse, equal to
 * PyWavelets.
 *
 * @param wavelet filters
 * @param mode what lies beyond the ends of the signal
 */
public record WaveletTransform(Wavelet wavelet, Mode mode) {
  /** What lies beyond the ends of a signal. */
  public enum Mode {
    /** The signal mirrored, the edge sample doubled. */
    SYMMETRIC,
    /** The signal again, after its last sample once more if its length is odd. */
    PERIODIC,
    /** Zeros. */
    ZERO
  }

  /**
   * One level.
   *
   * @param approximation the lower half of the frequencies
   * @param detail the upper half
   */
  public record Level(double[] approximation, double[] detail) {}

  /**
   * A signal of N samples in about N / 2 and N / 2 coefficients: floor((N + F - 1) / 2) each, with
   * F taps, and ceil(N / 2) if the mode is periodic.
   */
  public Level forward(double[] signal) {
    return new Level(filter(signal, wavelet.analysisLow()), filter(signal, wavelet.analysisHigh()));
  }

  private double[] filter(double[] signal, double[] taps) {
    boolean periodic = mode == Mode.PERIODIC;
    int count = periodic ? (signal.length + 1) / 2 : (signal.length + taps.length - 1) / 2;
    int shift = periodic ? taps.length / 2 : 1;
    double[] coefficients = new double[count];
    for (int k = 0; k < count; k++) {
      double sum = 0;
      for (int j = 0; j < taps.length; j++) {
        sum += taps[j] * at(signal, 2 * k + shift - j);
      }
      coefficients[k] = sum;
    }
    return coefficients;
  }

  private double at(double[] signal, int index) {
    int n = signal.length;
    if (index >= 0 && index < n) {
      return signal[index];
    }
    return switch (mode) {
      case ZERO -> 0;
      case PERIODIC -> signal[Math.min(n - 1, Math.floorMod(index, n + n % 2))];
      case SYMMETRIC -> {
        int within = Math.floorMod(index, 2 * n);
        yield signal[within < n ? within : 2 * n - 1 - within];
      }
    };
  }

  /**
   * The signal of one level: 2 M - F + 2 samples from M coefficients of each kind, 2 M if the mode
   * is periodic. That is one more than there were if their number was odd.
   */
  public double[] inverse(Level level) {
    int count = level.detail.length;
    double[] low = wavelet.synthesisLow();
    double[] high = wavelet.synthesisHigh();
    int taps = low.length;
    boolean periodic = mode == Mode.PERIODIC;
    double[] signal = new double[periodic ? 2 * count : Math.max(0, 2 * count - taps + 2)];
    int shift = periodic ? taps / 2 - 1 : taps - 2;
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < taps; j++) {
        int place = 2 * k + j - shift;
        if (periodic) {
          place = Math.floorMod(place, signal.length);
        }
        if (place >= 0 && place < signal.length) {
          signal[place] += low[j] * level.approximation[k] + high[j] * level.detail[k];
        }
      }
    }
    return signal;
  }

  /**
   * Several levels, the approximation of each split again.
   *
   * @param levels at least 1; more than are sensible for the length are allowed
   * @return the last approximation, then the details from the last level to the first
   */
  public double[][] decompose(double[] signal, int levels) {
    double[][] parts = new double[levels + 1][];
    double[] rest = signal;
    for (int level = 0; level < levels; level++) {
      Level halves = forward(rest);
      parts[levels - level] = halves.detail;
      rest = halves.approximation;
    }
    parts[0] = rest;
    return parts;
  }

  /**
   * @param parts as {@link #decompose} gives them
   * @return the signal, perhaps with one sample more
   */
  public double[] compose(double[][] parts) {
    double[] rest = parts[0];
    for (int i = 1; i < parts.length; i++) {
      double[] detail = parts[i];
      // The inverse of the level below may have made one more of them than there were.
      rest = rest.length == detail.length + 1 ? Arrays.copyOf(rest, detail.length) : rest;
      rest = inverse(new Level(rest, detail));
    }
    return rest;
  }
}
