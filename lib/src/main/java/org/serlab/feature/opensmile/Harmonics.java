package org.serlab.feature.opensmile;

import java.util.Arrays;
import org.serlab.feature.Logarithm;

/**
 * Levels of the harmonics of a voiced frame's spectrum in dB relative to the fundamental, and those
 * of the harmonics that stand for formants. Harmonic 0 is the fundamental, 1 has twice its
 * frequency. What it shows belongs to the frame computed last.
 */
final class Harmonics {
  /** Level of a harmonic that is not there. */
  static final float ABSENT = -201;

  private static final float LEAST = -200;
  private static final int COUNT = 100;

  private final double spacing;
  private final int bins;
  private final int[] bin = new int[COUNT];
  private final float[] frequency = new float[COUNT];
  private final float[] magnitude = new float[COUNT];
  private final float[] interpolated = new float[COUNT];

  /** Harmonics that fell on the bin of the one before, or above the spectrum. */
  private final boolean[] duplicate = new boolean[COUNT];

  Harmonics(FrameGrid grid) {
    spacing = 1 / grid.transformSeconds();
    bins = grid.bins();
  }

  /**
   * @param spectrum magnitudes of all bins
   * @param pitch in Hz, above 0
   */
  void compute(float[] spectrum, float pitch) {
    Arrays.fill(magnitude, 0);
    Arrays.fill(interpolated, 0);
    Arrays.fill(frequency, 0);
    Arrays.fill(bin, 0);
    Arrays.fill(duplicate, true);
    int first = nearest(0.5f * pitch, 1);
    int last = first;
    for (int h = 0; h < COUNT; h++) {
      int candidate = nearest((h + 1) * pitch, last);
      if (candidate == 0) {
        return; // above the spectrum, and so are all others
      }
      int low = nearest((h + 0.5f) * pitch, last);
      int high = nearest((h + 1.5f) * pitch, candidate);
      int peak = peakNear(spectrum, candidate, low, high);
      last = candidate;
      bin[h] = candidate;
      if (peak >= first && peak < bins - 1) {
        Parabola vertex =
            Parabola.vertex(
                (peak - 1) * spacing,
                spectrum[peak - 1],
                peak * spacing,
                spectrum[peak],
                (peak + 1) * spacing,
                spectrum[peak + 1]);
        bin[h] = peak;
        magnitude[h] = spectrum[peak];
        frequency[h] = (float) vertex.x();
        interpolated[h] = (float) vertex.y();
      }
      duplicate[h] = h > 0 && bin[h] == bin[h - 1];
      if (duplicate[h]) {
        bin[h] = 0;
        magnitude[h] = 0;
        frequency[h] = 0;
        interpolated[h] = 0;
      }
    }
  }

  /** The bin nearest to a frequency, at least the one before {@code from}; 0 above the spectrum. */
  private int nearest(double hertz, int from) {
    int k = Math.max(from, (int) (hertz / spacing));
    while (k > from && (k - 1) * spacing > hertz) {
      k--;
    }
    while (k < bins && k * spacing <= hertz) {
      k++;
    }
    if (k >= bins) {
      return 0;
    }
    return k > 0 && k * spacing - hertz > hertz - (k - 1) * spacing ? k - 1 : k;
  }

  /** The candidate or the nearest peak beside it, right before left; -1 if there is none. */
  private int peakNear(float[] spectrum, int candidate, int low, int high) {
    if (peak(spectrum, candidate)) {
      return candidate;
    }
    for (int o = 1; candidate + o <= high || candidate - o >= low; o++) {
      if (candidate + o <= high && peak(spectrum, candidate + o)) {
        return candidate + o;
      }
      if (candidate - o >= low && peak(spectrum, candidate - o)) {
        return candidate - o;
      }
    }
    return -1;
  }

  private boolean peak(float[] spectrum, int k) {
    return (k == 0 || spectrum[k] > spectrum[k - 1])
        && (k == bins - 1 || spectrum[k] > spectrum[k + 1]);
  }

  /**
   * Level of a harmonic: its interpolated magnitude against the fundamental's, which is not
   * interpolated.
   *
   * @param h number of the harmonic
   * @return in dB, -200 or more; -201 where there is none
   */
  float level(int h) {
    if (h == 0) {
      return 0;
    }
    if (duplicate[h] || magnitude[0] == 0) {
      return ABSENT;
    }
    if (interpolated[h] <= 0) {
      return LEAST;
    }
    double decibels = 2 * (Logarithm.decibels(interpolated[h]) - Logarithm.decibels(magnitude[0]));
    return (float) Math.max(decibels, LEAST);
  }

  /**
   * The strongest harmonic within a fifth of a formant.
   *
   * @param formant in Hz
   * @return its number, -1 if there is none
   */
  int strongestNear(float formant) {
    float low = 0.8f * formant;
    float high = 1.2f * formant;
    int strongest = -1;
    for (int h = 0; h < COUNT; h++) {
      if (frequency[h] >= low
          && frequency[h] <= high
          && magnitude[h] > (strongest < 0 ? 0 : magnitude[strongest])) {
        strongest = h;
      }
    }
    return strongest;
  }

  /** The level of a harmonic minus another, limited to 201 dB either way. */
  static float difference(float level, float other) {
    return Math.max(-201, Math.min(201, level - other));
  }
}
