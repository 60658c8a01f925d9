package org.serlab.feature;

import java.util.Arrays;
import org.serlab.audio.Waveform;

/**
 * Takes noise off a signal by shrinking the details of its wavelet transform with the universal
 * threshold (Donoho and Johnstone 1994): sigma sqrt(2 ln N), with sigma = median(|details of level
 * 1|) / 0.6745. The TEO-TL paper's denoiser is db5 with 6 levels.
 *
 * @param transform wavelet and mode
 * @param levels of the transform
 * @param soft whether details above the threshold are drawn towards 0 by it, or kept
 */
public record WaveletDenoiser(WaveletTransform transform, int levels, boolean soft) {
  /** The 75 % point of the standard normal distribution: the median of |noise| of deviation 1. */
  private static final double MEDIAN_OF_NOISE = 0.6745;

  /**
   * @param samples as many as there were
   * @param sigma estimated standard deviation of the noise
   * @param threshold in the units of the coefficients
   * @param kept number of details that are not 0
   */
  public record Denoised(double[] samples, double sigma, double threshold, int kept) {}

  /**
   * @param signal at least one sample
   * @return the signal without what counts as noise
   */
  public Denoised denoise(double[] signal) {
    double[][] parts = transform.decompose(signal, levels);
    double sigma = median(parts[levels]) / MEDIAN_OF_NOISE;
    double threshold = sigma * Math.sqrt(2 * StrictMath.log(signal.length));
    int kept = 0;
    for (int level = 1; level <= levels; level++) {
      parts[level] = threshold(parts[level], threshold, soft);
      for (double detail : parts[level]) {
        kept += detail != 0 ? 1 : 0;
      }
    }
    double[] samples = Arrays.copyOf(transform.compose(parts), signal.length);
    return new Denoised(samples, sigma, threshold, kept);
  }

  /**
   * @param recording at least one sample
   * @return the recording without what counts as noise, as long and at the same rate
   */
  public Waveform denoise(Waveform recording) {
    double[] signal = new double[recording.length()];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = recording.samples()[i];
    }
    double[] clean = denoise(signal).samples();
    float[] samples = new float[clean.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) clean[i];
    }
    return new Waveform(samples, recording.sampleRate());
  }

  /**
   * @param values coefficients
   * @param threshold at least 0
   * @param soft sign(x) max(|x| - threshold, 0), or else x where |x| reaches the threshold and 0
   *     elsewhere
   * @return new coefficients
   */
  public static double[] threshold(double[] values, double threshold, boolean soft) {
    double[] shrunk = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double magnitude = Math.abs(values[i]);
      if (magnitude >= threshold) {
        shrunk[i] = soft ? Math.signum(values[i]) * (magnitude - threshold) : values[i];
      }
    }
    return shrunk;
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).map(Math::abs).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
