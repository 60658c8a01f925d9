package org.serlab.feature.opensmile;

/**
 * Peaks of a contour that stand out by a tenth of its range, and the slopes between its extremes. A
 * peculiarity is kept: the slope after the last extreme has the opposite sign and is left out of
 * the deviation, though it counts in the mean.
 *
 * @param peaks number of maxima
 * @param rising slopes in units per second
 * @param falling slopes in units per second; positive where the contour falls
 */
record PeaksAndSlopes(int peaks, Slopes rising, Slopes falling) {
  private static final float THRESHOLD = 0.1f;
  private static final double CLEARLY_HIGHER = 1.05;

  /**
   * Mean and standard deviation of slopes.
   *
   * @param mean 0 if there are none
   * @param deviation 0 if there are none
   */
  record Slopes(float mean, float deviation) {}

  /**
   * @param x contour
   * @param n its rows, at least 1
   */
  static PeaksAndSlopes of(float[] x, int n) {
    Extremes extremes = Extremes.of(x, n);
    Extrema list = new Extrema(x, n);
    list.find();
    list.thinOut(THRESHOLD * extremes.range());
    list.alternate();
    SlopeSums rising = new SlopeSums();
    SlopeSums falling = new SlopeSums();
    slopes(list, rising, falling);
    return new PeaksAndSlopes(list.maxima(), rising.slopes(), falling.slopes());
  }

  private static void slopes(Extrema list, SlopeSums rising, SlopeSums falling) {
    float[] x = list.contour();
    int end = list.length() - 1;
    if (list.count() == 0) {
      float slope = (x[end] - x[0]) / list.length();
      if (slope > 0) {
        rising.addLast(slope);
      } else if (slope < 0) {
        falling.addLast(slope);
      }
      return;
    }
    int lastMaximum = 0;
    int lastMinimum = 0;
    for (int i = 0; i < list.count(); i++) {
      int at = list.position(i);
      if (list.maximum(i)) {
        rising.add((x[at] - x[lastMinimum]) / ((at - lastMinimum) * FrameGrid.PERIOD));
        lastMaximum = at;
      } else {
        falling.add((x[lastMaximum] - x[at]) / ((at - lastMaximum) * FrameGrid.PERIOD));
        lastMinimum = at;
      }
    }
    int last = list.position(list.count() - 1);
    if (end > last) {
      float slope = (x[end] - x[last]) / ((end - last) * FrameGrid.PERIOD);
      (list.maximum(list.count() - 1) ? falling : rising).addLast(slope);
    }
  }

  /** Sums over slopes; the deviation needs their mean, so they are kept. */
  private static final class SlopeSums {
    private float[] slopes = new float[16];
    private int kept;
    private int count;
    private float sum;

    void add(float slope) {
      if (kept == slopes.length) {
        slopes = java.util.Arrays.copyOf(slopes, 2 * kept);
      }
      slopes[kept++] = slope;
      addLast(slope);
    }

    /** The slope at the end, which does not count in the deviation. */
    void addLast(float slope) {
      sum += slope;
      count++;
    }

    Slopes slopes() {
      if (count == 0) {
        return new Slopes(0, 0);
      }
      float mean = sum / count;
      float squares = 0;
      for (int i = 0; i < kept; i++) {
        squares += (slopes[i] - mean) * (slopes[i] - mean);
      }
      return new Slopes(mean, (float) Math.sqrt(count > 1 ? squares / count : squares));
    }
  }

  /** The list of extremes and its thinning out. */
  private static final class Extrema {
    private final float[] x;
    private final int n;
    private final int[] positions;
    private final boolean[] maxima;
    private int count;

    Extrema(float[] x, int n) {
      this.x = x;
      this.n = n;
      positions = new int[Math.max(0, n - 4)];
      maxima = new boolean[positions.length];
    }

    float[] contour() {
      return x;
    }

    int length() {
      return n;
    }

    int count() {
      return count;
    }

    int position(int i) {
      return positions[i];
    }

    boolean maximum(int i) {
      return maxima[i];
    }

    int maxima() {
      int sum = 0;
      for (int i = 0; i < count; i++) {
        sum += maxima[i] ? 1 : 0;
      }
      return sum;
    }

    void find() {
      for (int i = 2; i < n - 2; i++) {
        boolean maximum = x[i] > x[i - 1] && x[i] > x[i + 1];
        boolean minimum = x[i] < x[i - 1] && x[i] < x[i + 1];
        if (maximum || minimum) {
          positions[count] = i;
          maxima[count++] = maximum;
        }
      }
    }

    void thinOut(float least) {
      boolean[] dropped = new boolean[count];
      dropMaxima(least, dropped);
      compact(dropped);
      dropped = new boolean[count];
      float before = x[0];
      for (int i = 0; i < count; i++) {
        float y = x[positions[i]];
        if (maxima[i]) {
          before = y;
        } else {
          dropped[i] = before - y < least;
        }
      }
      compact(dropped);
    }

    private void dropMaxima(float least, boolean[] dropped) {
      float before = x[0];
      float lastMinimum = x[0];
      float lastMaximum = x[0];
      int reference = -1; // the maximum accepted last
      boolean minimumSince = false;
      for (int i = 0; i < count; i++) {
        float y = x[positions[i]];
        boolean small = Math.abs(y - before) < least;
        before = y;
        if (!maxima[i]) {
          if (!small) {
            minimumSince = true;
            lastMinimum = y;
          }
          continue;
        }
        if (small && y - lastMinimum < least) {
          dropped[i] = true;
          continue;
        }
        boolean higher = y > CLEARLY_HIGHER * lastMaximum;
        if (small && higher && reference >= 0) {
          dropped[reference] = true;
        }
        if (small && !higher && !minimumSince) {
          dropped[i] = true;
        } else {
          lastMaximum = y;
          reference = i;
        }
        minimumSince = false;
      }
    }

    /** Of successive maxima keeps the highest, of successive minima the lowest. */
    void alternate() {
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int last = kept - 1;
        if (kept == 0 || maxima[last] != maxima[i]) {
          positions[kept] = positions[i];
          maxima[kept++] = maxima[i];
        } else {
          float y = x[positions[i]];
          float other = x[positions[last]];
          if (maxima[i] ? y > other : y < other) {
            positions[last] = positions[i];
          }
        }
      }
      count = kept;
    }

    private void compact(boolean[] dropped) {
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (!dropped[i]) {
          positions[kept] = positions[i];
          maxima[kept++] = maxima[i];
        }
      }
      count = kept;
    }
  }
}
