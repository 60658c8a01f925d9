package org.serlab.audio;

import java.util.Locale;

/**
 * How loud, how clean and how wide a recording is: what tells one microphone, telephone line or
 * corpus from another.
 *
 * @param rms root mean square in dB below full scale (a full-scale square wave has 0); -100 at the
 *     least
 * @param peak largest magnitude in dB below full scale; -100 at the least
 * @param clipped share of samples in runs of two or more at the largest magnitude, if that is at
 *     least 0.99 of full scale; 0 to 1
 * @param bandwidth effective bandwidth in Hz: the frequency below which all bands of the long-term
 *     spectrum lie that come within 50 dB of the strongest; at most half the sample rate
 */
public record Level(double rms, double peak, double clipped, double bandwidth) {
  private static final double LEAST_DECIBELS = -100;
  private static final double FULL_SCALE = 0.99;
  private static final double BANDWIDTH_DECIBELS = -50;

  /** Bands of this width, about that of a voice's harmonics, are compared. */
  private static final double BAND_HERTZ = 125;

  /**
   * @param waveform a recording
   * @return its level, of all samples
   */
  public static Level of(Waveform waveform) {
    double squares = 0;
    double peak = 0;
    for (float sample : waveform.samples()) {
      squares += (double) sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    return new Level(
        decibels(Math.sqrt(squares / Math.max(1, waveform.length()))),
        decibels(peak),
        clipped(waveform.samples(), peak),
        bandwidth(waveform));
  }

  private static double decibels(double amplitude) {
    return amplitude <= 1e-5 ? LEAST_DECIBELS : 20 * StrictMath.log10(amplitude);
  }

  private static double clipped(float[] samples, double peak) {
    if (peak < FULL_SCALE) {
      return 0;
    }
    // Positive and negative full scale of 16 bits differ by one step.
    double threshold = peak - 1.5 / 32768;
    int count = 0;
    int run = 0;
    for (int i = 0; i <= samples.length; i++) {
      if (i < samples.length && Math.abs(samples[i]) >= threshold) {
        run++;
      } else {
        count += run >= 2 ? run : 0;
        run = 0;
      }
    }
    return count / (double) samples.length;
  }

  /** From band energies by Goertzel's recursion over frames of one band's resolution. */
  private static double bandwidth(Waveform waveform) {
    double rate = waveform.sampleRate();
    int frame = (int) Math.round(2 * rate / BAND_HERTZ); // Hann's main lobe is four bins wide
    int bands = (int) (rate / 2 / BAND_HERTZ);
    float[] samples = waveform.samples();
    int frames = Math.min(200, 1 + Math.max(0, samples.length - frame) / frame);
    // At most 200 frames, evenly spread: enough for a long-term spectrum of any recording.
    double hop = frames == 1 ? 0 : (samples.length - frame) / (frames - 1.0);
    double[] energy = new double[bands];
    for (int i = 0; i < frames; i++) {
      int start = (int) (i * hop);
      double[] windowed = new double[Math.min(frame, samples.length - start)];
      for (int n = 0; n < windowed.length; n++) {
        double angle = 2 * Math.PI * n / windowed.length;
        windowed[n] = samples[start + n] * (0.5 - 0.5 * StrictMath.cos(angle));
      }
      for (int band = 0; band < bands; band++) {
        energy[band] += goertzel(windowed, (band + 0.5) * BAND_HERTZ / rate);
      }
    }
    double strongest = 0;
    for (double value : energy) {
      strongest = Math.max(strongest, value);
    }
    int highest = bands - 1;
    double least = strongest * StrictMath.pow(10, BANDWIDTH_DECIBELS / 10);
    while (highest > 0 && energy[highest] <= least) {
      highest--;
    }
    return strongest == 0 ? 0 : (highest + 1) * BAND_HERTZ;
  }

  /** Energy at one frequency, in cycles per sample. */
  private static double goertzel(double[] samples, double frequency) {
    double coefficient = 2 * StrictMath.cos(2 * Math.PI * frequency);
    double last = 0;
    double before = 0;
    for (double sample : samples) {
      double now = sample + coefficient * last - before;
      before = last;
      last = now;
    }
    return last * last + before * before - coefficient * last * before;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "level %.1f dB, peak %.1f dB, %.2f %% clipped, bandwidth %.0f Hz",
        rms,
        peak,
        100 * clipped,
        bandwidth);
  }
}
