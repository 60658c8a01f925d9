package org.serlab.audio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Changes the sample rate by a Kaiser-windowed sinc, evaluated only where output samples fall
 * (polyphase).
 *
 * <p>With NL = min(in, out) / 2, the lower of the two Nyquist frequencies: flat within 0.001 dB up
 * to 0.9 NL, at most -100 dB from 1.01 NL on, in between half amplitude at 0.955 NL. Linear phase,
 * no delay: sample k of the output belongs to time k / out. Outside the recording lie zeros.
 */
final class Resampler {
  /** Half length of the filter, in samples of the lower rate. */
  private static final int HALF_LENGTH = 66;

  /** The sinc's cutoff in units of NL: the middle between 0.9 and 1.01. */
  private static final double CUTOFF = 0.955;

  /** Kaiser's formula 0.1102 (A - 8.7) for A = 110 dB. */
  private static final double BETA = 0.1102 * (110 - 8.7);

  /**
   * Ratios with more phases than this (44,101 to 16,000 Hz) are interpolated linearly between so
   * many, which is wrong by less than -140 dB and keeps the table small.
   */
  private static final int MOST_PHASES = 4096;

  private static final int MOST_CACHED = 16;
  private static final Map<Long, Resampler> CACHE = new ConcurrentHashMap<>();

  private final long up;
  private final long down;

  /** For each phase the filter's values at the input samples {@code first} and following. */
  private final float[][] phases;

  private final int reach;

  private Resampler(int from, int to) {
    int divisor = gcd(from, to);
    up = to / divisor;
    down = from / divisor;
    double stretch = Math.max(1, from / (double) to); // input samples per sample of the lower rate
    reach = (int) Math.ceil(HALF_LENGTH * stretch);
    int count = (int) Math.min(up, MOST_PHASES);
    phases = new float[count + 1][2 * reach];
    for (int phase = 0; phase <= count; phase++) {
      for (int tap = 0; tap < 2 * reach; tap++) {
        double time = tap - reach + 1 - phase / (double) count; // in input samples
        phases[phase][tap] = (float) kernel(time / stretch, stretch);
      }
    }
  }

  static Resampler of(int from, int to) {
    if (CACHE.size() > MOST_CACHED) {
      CACHE.clear();
    }
    return CACHE.computeIfAbsent(((long) from << 32) | to, key -> new Resampler(from, to));
  }

  /**
   * @param time in samples of the lower rate
   * @param stretch input samples per sample of the lower rate
   */
  private static double kernel(double time, double stretch) {
    double x = time / HALF_LENGTH;
    if (x <= -1 || x >= 1) {
      return 0;
    }
    double angle = Math.PI * CUTOFF * time;
    double sinc = angle == 0 ? 1 : StrictMath.sin(angle) / angle;
    return CUTOFF / stretch * sinc * Bessel.i0(BETA * Math.sqrt(1 - x * x)) / Bessel.i0(BETA);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /**
   * @param input samples
   * @return ceil(length * out / in) samples
   */
  float[] resample(float[] input) {
    long length = (input.length * up + down - 1) / down;
    if (length > Integer.MAX_VALUE - 8) {
      throw new AudioException("A recording is too long to be resampled; cut it into pieces.");
    }
    float[] output = new float[(int) length];
    int count = phases.length - 1;
    for (int k = 0; k < output.length; k++) {
      long position = k * down; // in units of 1 / up input samples
      int first = (int) (position / up) - reach + 1;
      long fraction = position % up * count;
      int phase = (int) (fraction / up);
      double weight = fraction % up / (double) up;
      double value = dot(input, first, phases[phase]);
      if (weight > 0) {
        value += weight * (dot(input, first, phases[phase + 1]) - value);
      }
      output[k] = (float) value;
    }
    return output;
  }

  private static double dot(float[] input, int first, float[] taps) {
    int from = Math.max(0, -first);
    int to = Math.min(taps.length, input.length - first);
    // Four sums, since one would wait for each addition.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int tap = from;
    for (; tap < to - 3; tap += 4) {
      a += input[first + tap] * (double) taps[tap];
      b += input[first + tap + 1] * (double) taps[tap + 1];
      c += input[first + tap + 2] * (double) taps[tap + 2];
      d += input[first + tap + 3] * (double) taps[tap + 3];
    }
    for (; tap < to; tap++) {
      a += input[first + tap] * (double) taps[tap];
    }
    return (a + b) + (c + d);
  }
}
