package org.serlab.feature.opensmile;

/**
 * Segments of a contour that is 0 where unvoiced: at least three members long, ended by two
 * non-members in a row. A segment's length is the distance from its first to its last member, one
 * less than the number of rows it spans.
 *
 * @param count number of segments
 * @param meanLength in rows
 * @param deviation of the lengths, in rows; 0 for fewer than two
 */
record VoicedSegments(int count, float meanLength, float deviation) {
  private static final int MOST = 1000;
  private static final int LEAST_MEMBERS = 3;
  private static final int LEAST_PAUSE = 2;

  /**
   * @param x contour
   * @param n its rows
   * @param voiced whether members are the rows that are not 0; else those that are
   */
  static VoicedSegments of(float[] x, int n, boolean voiced) {
    int[] lengths = new int[MOST];
    int count = 0;
    int start = 0;
    int last = 0;
    int members = 0; // 0 outside a segment
    int pause = 0;
    for (int i = 0; i <= n; i++) {
      boolean end = i == n;
      if (!end && (x[i] != 0) == voiced) {
        if (members == 0) {
          start = i;
        }
        members++;
        last = i;
        pause = 0;
        continue;
      }
      pause++;
      if (members > 0 && (pause >= LEAST_PAUSE || end)) {
        if (members >= LEAST_MEMBERS && count < MOST) {
          lengths[count++] = last - start;
        }
        members = 0;
      }
    }
    return of(lengths, count);
  }

  private static VoicedSegments of(int[] lengths, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += lengths[i];
    }
    float mean = count == 0 ? 0 : (float) sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += ((double) lengths[i] - mean) * (lengths[i] - mean);
    }
    return new VoicedSegments(count, mean, count > 1 ? (float) Math.sqrt(squares / count) : 0);
  }
}
