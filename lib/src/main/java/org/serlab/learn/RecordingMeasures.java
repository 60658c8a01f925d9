package org.serlab.learn;

import org.serlab.audio.Waveform;
import org.serlab.feature.Spectrogram;
import org.serlab.feature.Window;

/**
 * What tells one recording condition from another.
 *
 * @param level root mean square of all samples in dB below full scale, -120 at the least
 * @param bandwidth upper edge in Hz of the highest band of 250 Hz whose power is within 60 dB of
 *     the strongest band's; at most 8000, since higher frequencies are not looked at
 * @param seconds duration
 */
public record RecordingMeasures(double level, double bandwidth, double seconds) {
  private static final int RATE = 16_000;
  private static final double BAND = 250;
  private static final double RANGE = 1e-6; // -60 dB
  private static final double SILENCE = 1e-12; // -120 dB
  private static final Spectrogram SPECTRA = new Spectrogram(512, 256, Window.of("hann"), 512);

  /**
   * @param waveform a recording of any rate with at least one sample
   */
  public static RecordingMeasures of(Waveform waveform) {
    double squares = 0;
    for (float sample : waveform.samples()) {
      squares += (double) sample * sample;
    }
    double power = Math.max(squares / waveform.length(), SILENCE);
    return new RecordingMeasures(
        10 * StrictMath.log10(power), bandwidth(waveform), waveform.seconds());
  }

  private static double bandwidth(Waveform waveform) {
    Waveform seen = waveform.sampleRate() > RATE ? waveform.resample(RATE) : waveform;
    double[] bands = new double[(int) Math.ceil(seen.sampleRate() / 2.0 / BAND)];
    double width = seen.sampleRate() / 512.0;
    SPECTRA.compute(
        seen,
        (frame, power) -> {
          for (int bin = 0; bin < power.length; bin++) {
            bands[Math.min(bands.length - 1, (int) (bin * width / BAND))] += power[bin];
          }
        });
    double strongest = 0;
    for (double band : bands) {
      strongest = Math.max(strongest, band);
    }
    for (int band = bands.length - 1; band >= 0; band--) {
      if (strongest > 0 && bands[band] >= RANGE * strongest) {
        return Math.min((band + 1) * BAND, seen.sampleRate() / 2.0);
      }
    }
    return 0;
  }
}
