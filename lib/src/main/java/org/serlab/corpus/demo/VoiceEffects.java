package org.serlab.corpus.demo;

import java.util.Arrays;
import java.util.Random;

/**
 * What espeak-ng cannot do to a voice: tremor, breath, spectral tilt, another vocal tract, level,
 * room. Transcendental functions come from {@link StrictMath}, so that every machine computes the
 * same samples.
 */
final class VoiceEffects {
  private VoiceEffects() {}

  /** Zero crossings of the interpolation kernel on either side. */
  private static final int CROSSINGS = 16;

  /** Table entries per zero crossing. */
  private static final int STEPS = 256;

  private static final double[] KERNEL = kernel();

  /** sin(pi t) / (pi t), under a Hann window of {@value #CROSSINGS} crossings on either side. */
  private static double[] kernel() {
    double[] table = new double[CROSSINGS * STEPS + 2];
    table[0] = 1;
    for (int i = 1; i <= CROSSINGS * STEPS; i++) {
      double t = StrictMath.PI * i / STEPS;
      table[i] = StrictMath.sin(t) / t * (0.5 + 0.5 * StrictMath.cos(t / CROSSINGS));
    }
    return table;
  }

  /**
   * Plays a recording at another speed, with a shaking hand: output sample n is the input at time n
   * * step plus a slow oscillation, which makes the pitch swing around its course. Band-limited
   * interpolation, so that nothing folds back.
   *
   * @param x recording
   * @param step input samples per output sample; above 1 everything gets higher and faster
   * @param tremor relative swing of the pitch, such as 0.03
   * @param phase state of the tremor, from {@link #tremorPhase}
   * @param sampleRate rate of the output, in Hz
   */
  static double[] warp(double[] x, double step, double tremor, double[] phase, int sampleRate) {
    double cutOff = Math.min(1, 1 / (step * (1 + tremor))) * 0.96;
    int reach = (int) Math.ceil(CROSSINGS / cutOff);
    // The pitch swings by the derivative of the displacement: depth * 2 pi f.
    double depth = tremor * sampleRate / (2 * StrictMath.PI * TREMOR_HERTZ);
    double[] y = new double[(int) (x.length / step)];
    for (int n = 0; n < y.length; n++) {
      double time = (n + depth * StrictMath.sin(phase[Math.min(n, phase.length - 1)])) * step;
      int from = Math.max(0, (int) Math.ceil(time - reach));
      int to = Math.min(x.length - 1, (int) Math.floor(time + reach));
      double sum = 0;
      for (int k = from; k <= to; k++) {
        double at = Math.abs(time - k) * cutOff * STEPS;
        int i = (int) at;
        if (i < CROSSINGS * STEPS) {
          sum += x[k] * (KERNEL[i] + (at - i) * (KERNEL[i + 1] - KERNEL[i]));
        }
      }
      y[n] = sum * cutOff;
    }
    return y;
  }

  /** Mean rate of the tremor, in Hz. */
  static final double TREMOR_HERTZ = 6;

  /** An oscillation of about {@value #TREMOR_HERTZ} Hz that is not quite regular. */
  static double[] tremorPhase(int length, int sampleRate, Random random) {
    double[] phase = new double[length];
    double angle = 2 * StrictMath.PI * random.nextDouble();
    double rate = 1;
    for (int n = 0; n < length; n++) {
      if (n % (sampleRate / 10) == 0) {
        rate = 0.7 + 0.6 * random.nextDouble();
      }
      phase[n] = angle;
      angle += 2 * StrictMath.PI * TREMOR_HERTZ * rate / sampleRate;
    }
    return phase;
  }

  /** Lets the level swing, in place: by the factor 1 + depth * sin(phase). */
  static void shake(double[] x, double depth, double[] phase) {
    for (int n = 0; n < x.length; n++) {
      x[n] *= 1 + depth * StrictMath.sin(phase[n]);
    }
  }

  /**
   * Raises or lowers what lies above a corner frequency, in place (second-order high shelf with
   * slope 1: R. Bristow-Johnson, Cookbook formulae for audio EQ biquad filter coefficients).
   *
   * @param decibels gain far above the corner
   * @param corner corner frequency in Hz
   */
  static void tilt(double[] x, double decibels, double corner, int sampleRate) {
    double a = StrictMath.pow(10, decibels / 40);
    double w = 2 * StrictMath.PI * corner / sampleRate;
    double cos = StrictMath.cos(w);
    double root = 2 * Math.sqrt(a) * StrictMath.sin(w) / Math.sqrt(2);
    double a0 = (a + 1) - (a - 1) * cos + root;
    double a1 = 2 * ((a - 1) - (a + 1) * cos) / a0;
    double a2 = ((a + 1) - (a - 1) * cos - root) / a0;
    double b0 = a * ((a + 1) + (a - 1) * cos + root) / a0;
    double b1 = -2 * a * ((a - 1) + (a + 1) * cos) / a0;
    double b2 = a * ((a + 1) + (a - 1) * cos - root) / a0;
    double s1 = 0;
    double s2 = 0;
    for (int n = 0; n < x.length; n++) {
      double in = x[n];
      double out = b0 * in + s1;
      s1 = b1 * in - a1 * out + s2;
      s2 = b2 * in - a2 * out;
      x[n] = out;
    }
  }

  /**
   * Adds breath, in place: noise that rises towards high frequencies and swells with the speech.
   *
   * @param decibels level of the noise relative to the speech
   */
  static void breathe(double[] x, double decibels, int sampleRate, Random random) {
    double[] noise = new double[x.length];
    double envelope = 0;
    double last = 0;
    // 20 ms: breath follows syllables, not single pitch periods
    double decay = StrictMath.exp(-1 / (0.02 * sampleRate));
    for (int n = 0; n < x.length; n++) {
      envelope = decay * envelope + (1 - decay) * Math.abs(x[n]);
      double white = random.nextGaussian();
      noise[n] = envelope * (white - 0.7 * last);
      last = white;
    }
    double gain = level(noise) == 0 ? 0 : ratio(decibels) * level(x) / level(noise);
    for (int n = 0; n < x.length; n++) {
      x[n] += gain * noise[n];
    }
  }

  /** Cuts what lies before the first and behind the last sample that is not next to silent. */
  static double[] trim(double[] x) {
    double loudest = 0;
    for (double value : x) {
      loudest = Math.max(loudest, Math.abs(value));
    }
    int from = 0;
    int to = x.length;
    while (from < to && Math.abs(x[from]) < 0.003 * loudest) {
      from++;
    }
    while (to > from && Math.abs(x[to - 1]) < 0.003 * loudest) {
      to--;
    }
    return Arrays.copyOfRange(x, from, to);
  }

  /**
   * Puts speech into a room: a stretch of noise before and behind it and under it.
   *
   * @param x speech
   * @param level level of the speech, in dB of full scale (root mean square)
   * @param noise level of the noise, in dB of full scale
   * @param before samples before the speech
   * @param behind samples behind it
   * @return the recording, at most 0.98 of full scale
   */
  static double[] record(
      double[] x, double level, double noise, int before, int behind, Random random) {
    double gain = ratio(level) / level(x);
    double[] y = new double[before + x.length + behind];
    double loudest = 0;
    for (int n = 0; n < y.length; n++) {
      boolean speech = n >= before && n < before + x.length;
      y[n] = ratio(noise) * random.nextGaussian() + (speech ? gain * x[n - before] : 0);
      loudest = Math.max(loudest, Math.abs(y[n]));
    }
    if (loudest > 0.98) {
      for (int n = 0; n < y.length; n++) {
        y[n] *= 0.98 / loudest;
      }
    }
    return y;
  }

  private static double level(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    return Math.sqrt(sum / Math.max(1, x.length));
  }

  private static double ratio(double decibels) {
    return StrictMath.pow(10, decibels / 20);
  }
}
