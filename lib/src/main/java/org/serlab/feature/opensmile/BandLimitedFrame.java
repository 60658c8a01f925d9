package org.serlab.feature.opensmile;

/**
 * Turns the spectrum of a frame back into samples at about 11 kHz, which feed linear prediction: an
 * inverse transform at other points in time, in single precision and a fixed order.
 *
 * <p>Two properties of openSMILE's are kept: only bins below half the number of output samples take
 * part, so that the upper part of the new band is empty; and only the first samples of the frame
 * with its zeros come out.
 */
final class BandLimitedFrame {
  private static final double RATE = 11000;

  private final int count;
  private final int highest;
  private final boolean withNyquist;
  private final float half;

  /** For each bin from 1 to the highest: cosines at all output samples, then sines. */
  private final float[][] cosines;

  private final float[][] sines;
  private final float[] nyquist;
  private final float[] samples;

  /**
   * @param framing of the spectrum
   * @param rate of the recording in Hz
   */
  BandLimitedFrame(FrameGrid framing, int rate) {
    int points = framing.transform();
    double share = framing.seconds() / framing.transformSeconds();
    count = (int) Math.round(points * (RATE / rate) * share);
    double period = points * (count / (points * share)); // of bin 1, in output samples
    int used = Math.min(points, count);
    highest = (used - used % 2) / 2 - 1;
    withNyquist = count >= points;
    half = points / 2;
    cosines = new float[highest + 1][count];
    sines = new float[highest + 1][count];
    nyquist = new float[count];
    for (int i = 0; i < count; i++) {
      for (int k = 1; k <= highest; k++) {
        double angle = 2 * Math.PI * k * i / period;
        cosines[k][i] = (float) StrictMath.cos(angle);
        sines[k][i] = (float) StrictMath.sin(angle);
      }
      nyquist[i] = (float) StrictMath.cos(2 * Math.PI * (points / 2) * i / period);
    }
    samples = new float[count];
  }

  /**
   * @param spectrum in the layout of {@link SinglePrecisionFourier}
   * @return the samples; overwritten by the next call
   */
  float[] compute(float[] spectrum) {
    float[] y = samples;
    for (int i = 0; i < count; i++) {
      y[i] = withNyquist ? spectrum[0] + spectrum[1] * nyquist[i] : spectrum[0];
    }
    int k = 1;
    for (; k < highest; k += 2) {
      addTwo(spectrum, k, y);
    }
    for (; k <= highest; k++) {
      float re = spectrum[2 * k];
      float im = spectrum[2 * k + 1];
      float[] cosine = cosines[k];
      float[] sine = sines[k];
      for (int i = 0; i < y.length; i++) {
        y[i] = y[i] + re * cosine[i] - im * sine[i];
      }
    }
    for (int i = 0; i < count; i++) {
      y[i] /= half;
    }
    return y;
  }

  /** Adds bins k and k + 1, one after the other; together they need fewer memory accesses. */
  private void addTwo(float[] spectrum, int k, float[] y) {
    float re = spectrum[2 * k];
    float im = spectrum[2 * k + 1];
    float nextRe = spectrum[2 * k + 2];
    float nextIm = spectrum[2 * k + 3];
    float[] cosine = cosines[k];
    float[] sine = sines[k];
    float[] nextCosine = cosines[k + 1];
    float[] nextSine = sines[k + 1];
    for (int i = 0; i < y.length; i++) {
      float sum = y[i] + re * cosine[i] - im * sine[i];
      y[i] = sum + nextRe * nextCosine[i] - nextIm * nextSine[i];
    }
  }
}
