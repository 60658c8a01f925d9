package org.serlab.feature;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.serlab.SerlabException;

/**
 * An orthogonal wavelet as its four filters, in PyWavelets' order and signs.
 *
 * @param name {@code haar}, {@code db1} to {@code db20} (Daubechies), {@code sym2} to {@code sym20}
 *     (her nearly symmetric ones)
 * @param analysisLow {@code dec_lo}, whose sum is the root of 2
 * @param analysisHigh {@code dec_hi}
 * @param synthesisLow {@code rec_lo}, the reverse of {@code dec_lo}
 * @param synthesisHigh {@code rec_hi}, the reverse of {@code dec_hi}
 */
public record Wavelet(
    String name,
    double[] analysisLow,
    double[] analysisHigh,
    double[] synthesisLow,
    double[] synthesisHigh) {
  private static final int HIGHEST = 20;

  /**
   * Which zeros of {@link DaubechiesFilter} are mirrored at the unit circle to make sym2, sym3,
   * ..., one bit each: the choice that comes closest to linear phase (Daubechies, Ten Lectures on
   * Wavelets, 1992, section 8.1.1), as PyWavelets has it.
   */
  private static final int[] MIRRORED = {
    0b0,
    0b0,
    0b10,
    0b1,
    0b101,
    0b1,
    0b1010,
    0b110,
    0b10101,
    0b110,
    0b10101,
    0b11100,
    0b101100,
    0b11100,
    0b1011001,
    0b10001110,
    0b101001101,
    0b1110100,
    0b101100101
  };

  private static final Map<String, Wavelet> CACHE = new ConcurrentHashMap<>();

  /**
   * @param name see {@link #name()}
   * @return that wavelet, computed to the last digit but one
   */
  public static Wavelet of(String name) {
    return CACHE.computeIfAbsent(name, Wavelet::make);
  }

  private static Wavelet make(String name) {
    boolean symmetric = name.startsWith("sym");
    String digits = name.equals("haar") ? "1" : name.replaceFirst("^(db|sym)", "");
    if (!digits.matches("[1-9][0-9]?") || digits.equals(name)) {
      throw unknown(name);
    }
    int moments = Integer.parseInt(digits);
    if (moments > HIGHEST || (symmetric && moments < 2)) {
      throw unknown(name);
    }
    double[] low = DaubechiesFilter.taps(moments, symmetric ? MIRRORED[moments - 2] : 0);
    int length = low.length;
    double[] analysisLow = new double[length];
    double[] analysisHigh = new double[length];
    double[] high = new double[length];
    for (int k = 0; k < length; k++) {
      analysisLow[k] = low[length - 1 - k];
      analysisHigh[k] = k % 2 == 0 ? -low[k] : low[k];
    }
    for (int k = 0; k < length; k++) {
      high[k] = analysisHigh[length - 1 - k];
    }
    return new Wavelet(name, analysisLow, analysisHigh, low, high);
  }

  private static SerlabException unknown(String name) {
    return new SerlabException(
        "There is no wavelet called %s; known are haar, db1 to db%d and sym2 to sym%d."
            .formatted(name, HIGHEST, HIGHEST));
  }

  /** Number of taps of each filter. */
  public int length() {
    return analysisLow.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wavelet that && Arrays.equals(synthesisLow, that.synthesisLow);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(synthesisLow);
  }

  @Override
  public String toString() {
    return "Wavelet[" + name + "]";
  }
}
