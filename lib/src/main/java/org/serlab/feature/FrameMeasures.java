package org.serlab.feature;

import org.serlab.audio.Waveform;

/** One number for each frame of a recording, as librosa measures it. */
public final class FrameMeasures {
  private FrameMeasures() {}

  /** Root of the mean square of each frame. */
  public static double[] rms(Framing framing, Waveform waveform) {
    double[] frame = new double[framing.length()];
    double[] rms = new double[framing.count(waveform.length())];
    for (int i = 0; i < rms.length; i++) {
      framing.cut(waveform.samples(), i, frame);
      rms[i] = Math.sqrt(Sums.ofSquares(frame, frame.length) / frame.length);
    }
    return rms;
  }

  /**
   * The same from a spectrum (Parseval's theorem).
   *
   * @param power of the bins 0 to n / 2
   * @param fftSize n
   */
  public static double rmsOfSpectrum(double[] power, int fftSize) {
    double sum = Sums.of(power, power.length) - power[0] / 2;
    if (fftSize % 2 == 0) {
      sum -= power[power.length - 1] / 2;
    }
    return Math.sqrt(2 * sum) / fftSize;
  }

  /**
   * Share of the samples of each frame whose sign differs from the one before, in the frame.
   *
   * @param threshold samples of at most this magnitude count as 0, which is positive
   */
  public static double[] zeroCrossingRate(Framing framing, double threshold, Waveform waveform) {
    double[] frame = new double[framing.length()];
    double[] rate = new double[framing.count(waveform.length())];
    for (int i = 0; i < rate.length; i++) {
      framing.cut(waveform.samples(), i, frame);
      int crossings = 0;
      for (int n = 1; n < frame.length; n++) {
        crossings += (frame[n - 1] < -threshold) != (frame[n] < -threshold) ? 1 : 0;
      }
      rate[i] = crossings / (double) frame.length;
    }
    return rate;
  }
}
