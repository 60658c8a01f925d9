package org.serlab.feature;

import org.serlab.audio.Waveform;

/**
 * Energies in mel bands over time, as librosa's {@code melspectrogram}: rows are bands from low to
 * high, columns frames.
 *
 * @param spectrogram frames, window, transform
 * @param filterbank bands for the same transform
 * @param exponent of the magnitude: 2 sums power, 1 magnitude
 */
public record MelSpectrogram(Spectrogram spectrogram, MelFilterbank filterbank, double exponent) {
  /** The energies of a recording. */
  public double[][] compute(Waveform waveform) {
    int bands = filterbank.bands();
    double[][] mel = new double[bands][spectrogram.frames(waveform.length())];
    double[] energies = new double[bands];
    spectrogram.compute(
        waveform,
        (frame, power) -> {
          raise(power);
          filterbank.apply(power, energies);
          for (int band = 0; band < bands; band++) {
            mel[band][frame] = energies[band];
          }
        });
    return mel;
  }

  private void raise(double[] power) {
    if (exponent == 2) {
      return;
    }
    for (int bin = 0; bin < power.length; bin++) {
      power[bin] = exponent == 1 ? Math.sqrt(power[bin]) : StrictMath.pow(power[bin], exponent / 2);
    }
  }
}
