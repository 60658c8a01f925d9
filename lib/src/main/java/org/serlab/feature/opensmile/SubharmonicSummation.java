package org.serlab.feature.opensmile;

/**
 * Pitch candidates by sub-harmonic summation (Hermes 1988): on the octave axis the spectrum is
 * added to itself shifted by the distances of 15 harmonics, each weaker by 0.85; the sum's peaks
 * are the candidates. What it shows belongs to the frame computed last.
 */
final class SubharmonicSummation {
  private static final int HARMONICS = 15;
  private static final float COMPRESSION = 0.85f;

  /**
   * What differs between the sets.
   *
   * @param candidates how many are kept
   * @param greedy whether the highest peaks are kept; else only those higher than all before
   * @param lowest pitch in Hz
   * @param highest pitch in Hz
   */
  record Options(int candidates, boolean greedy, float lowest, float highest) {}

  private final Options options;
  private final int points;
  private final int[] shifts = new int[HARMONICS + 1];
  private final float lowestPoint;
  private final float pointStep;
  private final float[] sum;
  private final float[] shifted;
  private final int[] peaks;
  private int count;
  private final float[] frequency;
  private final float[] voicing;
  private final float[] score;

  SubharmonicSummation(OctaveSpectrum axis, Options options) {
    this.options = options;
    points = axis.points();
    float pointsPerOctave = (float) axis.pointsPerOctave();
    for (int h = 2; h <= HARMONICS; h++) {
      shifts[h] = (int) Math.floor(pointsPerOctave * OctaveSpectrum.log2(h));
    }
    lowestPoint = (float) axis.lowest();
    pointStep = ((float) axis.highest() - lowestPoint) / (points - 1);
    sum = new float[points];
    shifted = new float[points];
    peaks = new int[options.candidates];
    frequency = new float[options.candidates];
    voicing = new float[options.candidates];
    score = new float[options.candidates];
  }

  /**
   * @param spectrum on the octave axis
   */
  void compute(float[] spectrum) {
    add(spectrum);
    double total = 0;
    for (int i = 0; i < points; i++) {
      sum[i] = Math.max(sum[i] / HARMONICS, 0f);
      total += sum[i];
    }
    double mean = total / points;
    int found = options.greedy ? highestPeaks() : recordPeaks();
    keep(found, mean);
    bestFirst();
  }

  private void add(float[] spectrum) {
    System.arraycopy(spectrum, 0, sum, 0, points);
    float factor = COMPRESSION;
    for (int h = 2; h <= HARMONICS; h++) {
      int count = points - shifts[h];
      System.arraycopy(spectrum, shifts[h], shifted, 0, count);
      addScaled(shifted, count, factor, sum);
      factor *= COMPRESSION;
    }
  }

  /** Equal indices everywhere, so that the compiler can take several at once. */
  private static void addScaled(float[] x, int count, float factor, float[] sum) {
    for (int i = 0; i < count; i++) {
      sum[i] += x[i] * factor;
    }
  }

  private boolean peak(int i) {
    return sum[i - 1] < sum[i] && sum[i] > sum[i + 1];
  }

  /** The highest peaks in descending order; returns how many. */
  private int highestPeaks() {
    int found = 0;
    for (int i = 1; i < points - 1; i++) {
      if (!peak(i)) {
        continue;
      }
      int slot = found;
      while (slot > 0 && sum[peaks[slot - 1]] < sum[i]) {
        slot--;
      }
      if (slot < peaks.length) {
        found = Math.min(found + 1, peaks.length);
        System.arraycopy(peaks, slot, peaks, slot + 1, found - 1 - slot);
        peaks[slot] = i;
      }
    }
    return found;
  }

  /** The last peaks that were higher than all before them, latest first; returns how many. */
  private int recordPeaks() {
    int found = 0;
    for (int i = 1; i < points - 1; i++) {
      if (peak(i) && (found == 0 || sum[i] > sum[peaks[0]])) {
        found = Math.min(found + 1, peaks.length);
        System.arraycopy(peaks, 0, peaks, 1, found - 1);
        peaks[0] = i;
      }
    }
    return found;
  }

  /** Interpolates the peaks and keeps those inside the range of pitch. */
  private void keep(int found, double mean) {
    count = 0;
    for (int slot = 0; slot < found; slot++) {
      int i = peaks[slot];
      Parabola vertex =
          Parabola.vertex(
              abscissa(i - 1), sum[i - 1], abscissa(i), sum[i], abscissa(i + 1), sum[i + 1]);
      float hertz = (float) StrictMath.exp(vertex.x() * StrictMath.log(2));
      if (hertz <= options.highest && hertz >= options.lowest) {
        frequency[count] = hertz;
        score[count] = (float) vertex.y();
        boolean standsOut = vertex.y() > 0 && vertex.y() > mean;
        voicing[count] = standsOut ? (float) (1 - mean / vertex.y()) : 0;
        count++;
      }
    }
    for (int slot = count; slot < frequency.length; slot++) {
      frequency[slot] = 0;
      score[slot] = 0;
      voicing[slot] = 0;
    }
  }

  private float abscissa(int i) {
    return i * pointStep + lowestPoint;
  }

  /** Exchanges the first candidate with the one of the highest interpolated score. */
  private void bestFirst() {
    int best = 0;
    for (int slot = 1; slot < count; slot++) {
      if (score[slot] > score[best]) {
        best = slot;
      }
    }
    swap(frequency, best);
    swap(voicing, best);
    swap(score, best);
  }

  private static void swap(float[] values, int with) {
    float first = values[0];
    values[0] = values[with];
    values[with] = first;
  }

  /** Number of slots for candidates. */
  int slots() {
    return frequency.length;
  }

  /** Frequency of a candidate in Hz; 0 for an empty slot. */
  float frequency(int slot) {
    return frequency[slot];
  }

  /** 1 minus the mean of the sum spectrum in units of the candidate's score; 0 for none. */
  float voicing(int slot) {
    return voicing[slot];
  }
}
