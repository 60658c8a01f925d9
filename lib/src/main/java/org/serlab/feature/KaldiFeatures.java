package org.serlab.feature;

import org.serlab.audio.Waveform;

/**
 * The second half of Kaldi's feature extraction: from power spectra to log spectra, mel banks and
 * cepstra. Tables have a row per frame. Equal to Kaldi built in double precision.
 */
public final class KaldiFeatures {
  private KaldiFeatures() {}

  /**
   * Mel bands between two frequencies.
   *
   * @param bands number of bands
   * @param low lower edge in Hz
   * @param high upper edge in Hz; 0 or less counts from half the sample rate downwards
   */
  public record Bands(int bands, double low, double high) {
    MelFilterbank filterbank(KaldiFrames frames) {
      double upper = high > 0 ? high : frames.sampleRate() / 2.0 + high;
      return MelFilterbank.linearInMel(
          MelScale.KALDI, bands, low, upper, frames.fftSize(), frames.sampleRate());
    }
  }

  /**
   * {@code compute-spectrogram-feats}: natural logarithm of the power of each bin, but the
   * logarithm of the energy in place of bin 0.
   */
  public static double[][] spectrogram(KaldiFrames frames, Waveform waveform) {
    double[][] rows = new double[frames.frames(waveform.length())][frames.fftSize() / 2 + 1];
    frames.compute(
        waveform,
        (index, power, energy) -> {
          for (int bin = 0; bin < power.length; bin++) {
            rows[index][bin] = Logarithm.ln(Math.max(power[bin], KaldiFrames.EPSILON));
          }
          rows[index][0] = energy;
        });
    return rows;
  }

  /**
   * {@code compute-fbank-feats}.
   *
   * @param frames the first half
   * @param bands the filterbank
   * @param power whether it is applied to the power, or to the magnitude
   * @param logarithm whether the natural logarithm is taken
   * @param energy whether the logarithm of the energy is a column more
   * @param energyLast whether that column is the last (htk_compat), or the first
   */
  public static double[][] filterbank(
      KaldiFrames frames,
      Bands bands,
      boolean power,
      boolean logarithm,
      boolean energy,
      boolean energyLast,
      Waveform waveform) {
    MelFilterbank filterbank = bands.filterbank(frames);
    int count = bands.bands();
    double[][] rows = new double[frames.frames(waveform.length())][count + (energy ? 1 : 0)];
    double[] energies = new double[count];
    int first = energy && !energyLast ? 1 : 0;
    frames.compute(
        waveform,
        (index, spectrum, logEnergy) -> {
          if (!power) {
            for (int bin = 0; bin < spectrum.length; bin++) {
              spectrum[bin] = Math.sqrt(spectrum[bin]);
            }
          }
          filterbank.apply(spectrum, energies);
          for (int band = 0; band < count; band++) {
            rows[index][first + band] =
                logarithm
                    ? Logarithm.ln(Math.max(energies[band], KaldiFrames.EPSILON))
                    : energies[band];
          }
          if (energy) {
            rows[index][energyLast ? count : 0] = logEnergy;
          }
        });
    return rows;
  }

  /**
   * {@code compute-mfcc-feats}: log mel bands of the power, orthonormal cosine transform of type 2,
   * lifter.
   *
   * @param frames the first half
   * @param bands the filterbank
   * @param coefficients number of cepstra, c0 included
   * @param lifter Q in the weights 1 + Q / 2 sin(pi k / Q); 0 leaves them out
   * @param energy whether the logarithm of the energy stands in place of c0
   * @param htk whether c0 or the energy is the last column, and c0 times the root of 2
   */
  public static double[][] mfcc(
      KaldiFrames frames,
      Bands bands,
      int coefficients,
      double lifter,
      boolean energy,
      boolean htk,
      Waveform waveform) {
    MelFilterbank filterbank = bands.filterbank(frames);
    CosineTransform cosine = CosineTransform.of(2, true, bands.bands(), coefficients);
    double[] weights = lifter(coefficients, lifter);
    double[][] rows = new double[frames.frames(waveform.length())][coefficients];
    double[] energies = new double[bands.bands()];
    frames.compute(
        waveform,
        (index, spectrum, logEnergy) -> {
          filterbank.apply(spectrum, energies);
          for (int band = 0; band < energies.length; band++) {
            energies[band] = Logarithm.ln(Math.max(energies[band], KaldiFrames.EPSILON));
          }
          double[] cepstra = rows[index];
          cosine.apply(energies, cepstra);
          for (int k = 0; k < coefficients; k++) {
            cepstra[k] *= weights[k];
          }
          if (energy) {
            cepstra[0] = logEnergy;
          }
          if (htk) {
            double first = energy ? cepstra[0] : cepstra[0] * Math.sqrt(2);
            System.arraycopy(cepstra, 1, cepstra, 0, coefficients - 1);
            cepstra[coefficients - 1] = first;
          }
        });
    return rows;
  }

  /**
   * Raises the higher cepstra, which are small: 1 + Q / 2 sin(pi k / Q).
   *
   * @param coefficients their number, from k = 0
   * @param q Q; 0 gives ones
   */
  static double[] lifter(int coefficients, double q) {
    double[] weights = new double[coefficients];
    for (int k = 0; k < coefficients; k++) {
      weights[k] = q == 0 ? 1 : 1 + q / 2 * StrictMath.sin(Math.PI * k / q);
    }
    return weights;
  }
}
