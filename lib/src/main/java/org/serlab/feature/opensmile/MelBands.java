package org.serlab.feature.opensmile;

import java.util.Arrays;

/**
 * Powers in bands whose triangles have their centres equidistant in mel, each reaching from its
 * left to its right neighbour's centre. The lowest bin of the range takes no part.
 */
final class MelBands {
  private final int bands;
  private final int first;
  private final int last;

  /** For each bin: the number of the band whose falling slope it lies on, plus one. */
  private final int[] slot;

  /** For each bin: the share of its power that goes to that band; the rest goes to the next. */
  private final float[] share;

  private final float[] sums;
  private final float[] centres;

  /**
   * @param framing of the spectrum
   * @param bands how many
   * @param low lower edge in Hz
   * @param high upper edge in Hz, lowered to the Nyquist frequency
   */
  MelBands(FrameGrid framing, int bands, float low, float high) {
    this.bands = bands;
    int bins = framing.bins();
    double seconds = framing.transformSeconds();
    float spacing = (float) (1 / seconds);
    float nyquist = (float) (2 * (bins - 1) / seconds) / 2;
    float top = Math.min(high, nyquist);
    first = Math.min(Math.round(low / spacing), bins) + 1;
    last = Math.min(Math.round(top / spacing), bins) - 1;
    float lowest = mel(low);
    float width = (mel(top) - lowest) / (bands + 1);
    float[] edges = new float[bands + 2];
    for (int j = 0; j < edges.length; j++) {
      edges[j] = lowest + j * width;
    }
    slot = new int[bins];
    share = new float[bins];
    for (int k = first, j = 0; k <= last; k++) {
      float mel = mel(k * spacing);
      while (j < bands && mel > edges[j + 1]) {
        j++;
      }
      slot[k] = j;
      share[k] = (edges[j + 1] - mel) / (edges[j + 1] - edges[j]);
    }
    sums = new float[bands + 2];
    centres = new float[bands];
    for (int m = 0; m < bands; m++) {
      centres[m] = (float) (700 * (StrictMath.exp(edges[m + 1] / 1127.0) - 1));
    }
  }

  /** Mel = 1127 ln(1 + f / 700). */
  static float mel(float hertz) {
    return hertz > 0 ? (float) (1127 * StrictMath.log(1 + hertz / 700.0)) : 0;
  }

  /** Centre frequencies in Hz. */
  float[] centres() {
    return centres;
  }

  /** Number of bands. */
  int count() {
    return bands;
  }

  /**
   * @param magnitude of all bins
   * @param powers receives the bands' powers
   */
  void compute(float[] magnitude, float[] powers) {
    Arrays.fill(sums, 0);
    for (int k = first; k <= last; k++) {
      float power = magnitude[k] * magnitude[k];
      float falling = power * share[k];
      sums[slot[k]] += falling;
      sums[slot[k] + 1] += power - falling;
    }
    System.arraycopy(sums, 1, powers, 0, bands);
  }
}
