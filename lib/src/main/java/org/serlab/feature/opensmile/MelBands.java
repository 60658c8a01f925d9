package org.serlab.feature.opensmile;

/**
 * Powers in bands whose triangles have their centres equidistant in mel, each reaching from its
 * left to its right neighbour's centre. The lowest bin of the range takes no part.
 */
final class MelBands {
  private final int bands;

  /** First bin from each band's left neighbour's centre on; then the bin after the last. */
  private final int[] starts;

  /** For each bin: the share of its power that goes to the band whose falling slope it lies on. */
  private final float[] share;

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
    final int first = Math.min(Math.round(low / spacing), bins) + 1;
    final int end = Math.min(Math.round(top / spacing), bins);
    float lowest = mel(low);
    float width = (mel(top) - lowest) / (bands + 1);
    float[] edges = new float[bands + 2];
    for (int j = 0; j < edges.length; j++) {
      edges[j] = lowest + j * width;
    }
    starts = new int[bands + 2];
    share = new float[bins];
    int j = 0;
    starts[0] = first;
    for (int k = first; k < end; k++) {
      float mel = mel(k * spacing);
      while (j < bands && mel > edges[j + 1]) {
        starts[++j] = k;
      }
      share[k] = (edges[j + 1] - mel) / (edges[j + 1] - edges[j]);
    }
    while (j <= bands) {
      starts[++j] = Math.max(first, end);
    }
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
    float risen = 0; // what the band before got on its rising slope
    for (int band = 0; band <= bands; band++) {
      float falling = risen;
      float rising = 0;
      for (int k = starts[band]; k < starts[band + 1]; k++) {
        float power = magnitude[k] * magnitude[k];
        float before = power * share[k];
        falling += before;
        rising += power - before;
      }
      if (band > 0) {
        powers[band - 1] = falling;
      }
      risen = rising;
    }
  }
}
