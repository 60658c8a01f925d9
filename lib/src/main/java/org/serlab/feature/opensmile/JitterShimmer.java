package org.serlab.feature.opensmile;

/**
 * Walks through the recording period by period where it is voiced, and tells how much successive
 * periods differ in length (jitter) and in height (shimmer). Keeps state: one object per recording.
 */
final class JitterShimmer {
  /** A period counts if its correlation exceeds this; NaN for the rule of IS10: see accepted. */
  static final double RELATIVE_THRESHOLD = Double.NaN;

  private final Samples samples;
  private final double samplePeriod;
  private final int frameLength;
  private final int step;
  private final double range;
  private final double threshold;
  private final PeriodCorrelation correlation = new PeriodCorrelation();
  private float[] buffer = new float[0];
  private double[] wide = new double[0];

  private int position;
  private int missed;
  private float lastPeriod;
  private float lastDifference;
  private float heldJitter;
  private float heldDdp;
  private float heldShimmer;

  // Sums over the periods of one frame.
  private float periodSum;
  private int periods;
  private float differenceSum;
  private int differences;
  private float secondDifferenceSum;
  private int secondDifferences;
  private float heightSum;
  private float heightDifferenceSum;
  private float lowestCorrelation;

  private float jitter;
  private float ddp;
  private float shimmer;

  /**
   * @param samples of the recording
   * @param framing of the pitch contour
   * @param range half width of the search for a period, in units of the expected one
   * @param threshold correlation from which a period counts, or {@link #RELATIVE_THRESHOLD}
   */
  JitterShimmer(Samples samples, FrameGrid framing, double range, double threshold) {
    this.samples = samples;
    this.range = range;
    this.threshold = threshold;
    samplePeriod = 1.0 / samples.rate();
    frameLength = framing.length();
    step = (int) Math.ceil(FrameGrid.STEP / samplePeriod);
  }

  /**
   * Takes the next frame.
   *
   * @param start its first sample
   * @param pitch in Hz, 0 where unvoiced
   */
  void next(int start, float pitch) {
    int need = step + missed;
    int read = need;
    double expected = 0;
    int shortest = 0;
    int longest = 0;
    if (pitch > 0) {
      expected = 1.0 / pitch / samplePeriod;
      shortest = (int) Math.floor((1 - range) * expected);
      longest = (int) Math.ceil((1 + range) * expected);
      read = Math.max(read, 2 * longest + 2);
    }
    read = Math.min(read, missed + frameLength);
    if (start - missed != position) {
      position = start;
      read = Math.min(read, frameLength);
    }
    int advance = need;
    if (pitch > 0) {
      load(read);
      advance = walk(read, need, (int) Math.round(expected), shortest, longest);
    }
    missed = need - advance;
    position += advance;
    conclude(pitch > 0);
  }

  private void load(int read) {
    if (buffer.length < read) {
      buffer = new float[read];
      wide = new double[read];
    }
    samples.copy(position, read, buffer);
    for (int i = 0; i < read; i++) {
      wide[i] = buffer[i];
    }
  }

  /** From period to period; returns by how many samples the next frame begins later. */
  private int walk(int read, int need, int expected, int shortest, int longest) {
    clearSums();
    int advance = 0;
    int at = 0;
    while (at < read - 2 * longest - 1) {
      double[] correlations = correlation.compute(wide, at, shortest, longest);
      int peak = highestPeak(correlations, longest - shortest);
      if (peak == 0) {
        at += expected;
      } else {
        int length = shortest + peak;
        Parabola vertex =
            Parabola.vertex(
                peak - 1,
                correlations[peak - 1],
                peak,
                correlations[peak],
                peak + 1,
                correlations[peak + 1]);
        if (accepted(vertex.y())) {
          count((float) (Math.abs(shortest + vertex.x()) * samplePeriod));
          float height = height(at, length);
          float nextHeight = height(at + length, length);
          heightSum += (height + nextHeight) / 2;
          heightDifferenceSum += Math.abs(height - nextHeight);
        }
        at += length;
      }
      if (at < need - 1) {
        advance = at;
      }
    }
    return advance;
  }

  private void clearSums() {
    periodSum = 0;
    periods = 0;
    differenceSum = 0;
    differences = 0;
    secondDifferenceSum = 0;
    secondDifferences = 0;
    heightSum = 0;
    heightDifferenceSum = 0;
    lowestCorrelation = Float.POSITIVE_INFINITY;
  }

  /** Index of the highest peak, 0 if there is none; the last two lengths cannot be peaks. */
  private static int highestPeak(double[] correlations, int last) {
    int highest = 0;
    for (int e = 1; e < last - 1; e++) {
      if (correlations[e - 1] < correlations[e]
          && correlations[e] > correlations[e + 1]
          && (highest == 0 || correlations[e] > correlations[highest])) {
        highest = e;
      }
    }
    return highest;
  }

  /**
   * In IS10 and emobase2010 openSMILE compares a correlation with the lowest of this frame, its own
   * included and rounded: the first period of a frame counts only if rounding went downwards.
   */
  private boolean accepted(double height) {
    if (Double.isNaN(threshold)) {
      lowestCorrelation = Math.min(lowestCorrelation, (float) height);
      return height > lowestCorrelation;
    }
    return height > threshold;
  }

  private void count(float period) {
    periodSum += period;
    periods++;
    if (lastPeriod > 0) {
      float difference = Math.abs(lastPeriod - period);
      differenceSum += difference;
      differences++;
      if (lastDifference > 0) {
        secondDifferenceSum += Math.abs(lastDifference - difference);
        secondDifferences++;
      }
      lastDifference = difference;
    }
    lastPeriod = period;
  }

  /** Largest minus smallest sample of a period without its first and last. */
  private float height(int start, int length) {
    float highest = buffer[start + 1];
    float lowest = highest;
    for (int i = start + 2; i < start + length - 1; i++) {
      highest = Math.max(highest, buffer[i]);
      lowest = Math.min(lowest, buffer[i]);
    }
    return highest - lowest;
  }

  private void conclude(boolean voiced) {
    if (!voiced) {
      lastPeriod = 0;
      lastDifference = 0;
      heldJitter = 0;
      heldDdp = 0;
      heldShimmer = 0;
      jitter = 0;
      ddp = 0;
      shimmer = 0;
      return;
    }
    if (periods == 0) {
      jitter = heldJitter;
      ddp = heldDdp;
    } else {
      float meanPeriod = periodSum / periods;
      jitter = 0;
      ddp = 0;
      if (differences > 0) {
        heldJitter = Math.min(1, differenceSum / differences / meanPeriod);
        jitter = heldJitter;
      }
      if (secondDifferences > 0) {
        heldDdp = Math.min(1, secondDifferenceSum / secondDifferences / meanPeriod);
        ddp = heldDdp;
      }
      heldShimmer = heightSum == 0 ? 0 : Math.min(1, heightDifferenceSum / heightSum);
    }
    shimmer = heldShimmer;
  }

  /** Mean difference of successive periods in units of the mean period, 0 to 1. */
  float jitter() {
    return jitter;
  }

  /** Mean difference of successive such differences in units of the mean period, 0 to 1. */
  float jitterOfJitter() {
    return ddp;
  }

  /** Mean difference of the heights of successive periods in units of the mean height, 0 to 1. */
  float shimmer() {
    return shimmer;
  }
}
