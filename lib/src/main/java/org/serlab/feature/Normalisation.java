package org.serlab.feature;

import java.util.List;

/** Cepstral mean and variance normalisation. In all tables here rows are frames. */
public final class Normalisation {
  /** Kaldi's floors of variances: of an utterance or speaker, and of a sliding window. */
  private static final double LEAST_VARIANCE = 1e-20;

  private static final double LEAST_SLIDING_VARIANCE = 1e-10;

  private Normalisation() {}

  /**
   * Over one utterance (Kaldi's {@code apply-cmvn} with its own statistics).
   *
   * @param features T frames
   * @param variances whether to divide by the standard deviation (divisor T) as well
   * @return the frames with mean 0 in each column
   */
  public static double[][] utterance(double[][] features, boolean variances) {
    return speaker(List.<double[][]>of(features), variances).get(0);
  }

  /**
   * Over one utterance, (x - mean) / (deviation + 1e-10) with the deviation of a sample (divisor T
   * - 1), as programs on PyTorch do it.
   *
   * @param features T frames; a single one becomes zeros
   */
  public static double[][] sampleDeviation(double[][] features) {
    int frames = features.length;
    double[] mean = new double[features[0].length];
    double[] deviation = new double[mean.length];
    statistics(features, 0, frames, 0, mean, deviation);
    double unbiased = frames == 1 ? 0 : Math.sqrt(frames / (frames - 1.0));
    for (int d = 0; d < mean.length; d++) {
      deviation[d] = deviation[d] * unbiased + 1e-10;
    }
    double[][] normalised = new double[frames][];
    for (int t = 0; t < frames; t++) {
      normalised[t] = normalise(features[t], mean, deviation);
    }
    return normalised;
  }

  /**
   * Over all utterances of a speaker together.
   *
   * @param utterances frames of each
   * @param variances whether to divide by the standard deviation as well
   * @return the utterances in the same order
   */
  public static List<double[][]> speaker(List<double[][]> utterances, boolean variances) {
    double[][] all = utterances.stream().flatMap(java.util.Arrays::stream).toArray(double[][]::new);
    if (all.length == 0) {
      return utterances;
    }
    double[] mean = new double[all[0].length];
    double[] deviation = new double[mean.length];
    statistics(all, 0, all.length, LEAST_VARIANCE, mean, deviation);
    return utterances.stream()
        .map(
            frames -> {
              double[][] normalised = new double[frames.length][];
              for (int t = 0; t < frames.length; t++) {
                normalised[t] = normalise(frames[t], mean, variances ? deviation : null);
              }
              return normalised;
            })
        .toList();
  }

  /**
   * Over a window that slides along with the frame (Kaldi's {@code apply-cmvn-sliding}).
   *
   * @param features T frames
   * @param window its length in frames
   * @param centred whether the frame is in the window's middle; otherwise at its end
   * @param least frames in a window at the beginning that is not centred
   * @param variances whether to divide by the standard deviation as well
   * @return the frames
   */
  public static double[][] sliding(
      double[][] features, int window, boolean centred, int least, boolean variances) {
    int frames = features.length;
    double[][] normalised = new double[frames][];
    for (int t = 0; t < frames; t++) {
      int start = centred ? t - window / 2 : t - window;
      int end = centred ? start + window : t + 1;
      if (start < 0) {
        end -= start;
        start = 0;
      }
      if (!centred && end > t) {
        end = Math.max(t + 1, least);
      }
      if (end > frames) {
        start = Math.max(0, start - (end - frames));
        end = frames;
      }
      double[] mean = new double[features[t].length];
      double[] deviation = new double[mean.length];
      statistics(features, start, end, LEAST_SLIDING_VARIANCE, mean, deviation);
      normalised[t] = normalise(features[t], mean, variances ? deviation : null);
      if (variances && end - start == 1) {
        normalised[t] = new double[mean.length];
      }
    }
    return normalised;
  }

  private static void statistics(
      double[][] rows, int from, int to, double least, double[] mean, double[] deviation) {
    int count = to - from;
    for (int t = from; t < to; t++) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += rows[t][d] / count;
      }
    }
    for (int t = from; t < to; t++) {
      for (int d = 0; d < mean.length; d++) {
        deviation[d] += (rows[t][d] - mean[d]) * (rows[t][d] - mean[d]) / count;
      }
    }
    for (int d = 0; d < mean.length; d++) {
      deviation[d] = Math.sqrt(Math.max(deviation[d], least));
    }
  }

  /** Without deviations, only the mean is taken off. */
  private static double[] normalise(double[] frame, double[] mean, double[] deviation) {
    double[] normalised = new double[frame.length];
    for (int d = 0; d < frame.length; d++) {
      normalised[d] = (frame[d] - mean[d]) / (deviation == null ? 1 : deviation[d]);
    }
    return normalised;
  }
}
