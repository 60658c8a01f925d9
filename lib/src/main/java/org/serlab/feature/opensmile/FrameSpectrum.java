package org.serlab.feature.opensmile;

import java.util.Arrays;

/**
 * The spectrum of one frame at a time: pre-emphasis (if any), window, zeros, transform, magnitude.
 * What it shows belongs to the frame computed last.
 */
final class FrameSpectrum {
  private final FrameGrid framing;
  private final float[] window;
  private final float preEmphasis;
  private final int zerosInFront;
  private final SinglePrecisionFourier fourier;
  private final float[] samples;
  private final float[] emphasised;
  private final float[] windowed;
  private final float[] spectrum;
  private final float[] magnitude;

  /**
   * @param framing of the recording
   * @param window as long as a frame
   * @param centred whether the zeros go half in front of the frame, half behind; else all behind
   * @param preEmphasis y[i] = x[i] - preEmphasis x[i - 1], within each frame on its own; 0 for none
   */
  FrameSpectrum(FrameGrid framing, float[] window, boolean centred, float preEmphasis) {
    this.framing = framing;
    this.window = window;
    this.preEmphasis = preEmphasis;
    zerosInFront = centred ? (framing.transform() - framing.length()) / 2 : 0;
    fourier = new SinglePrecisionFourier(framing.transform());
    samples = new float[framing.length()];
    emphasised = preEmphasis == 0 ? samples : new float[framing.length()];
    windowed = new float[window.length];
    spectrum = new float[framing.transform()];
    magnitude = new float[framing.bins()];
  }

  void compute(Samples recording, int frame) {
    recording.copy(frame * framing.step(), samples.length, samples);
    emphasise();
    for (int i = 0; i < window.length; i++) {
      windowed[i] = emphasised[i] * window[i];
    }
    Arrays.fill(spectrum, 0, zerosInFront, 0);
    System.arraycopy(windowed, 0, spectrum, zerosInFront, windowed.length);
    Arrays.fill(spectrum, zerosInFront + windowed.length, spectrum.length, 0);
    fourier.transform(spectrum);
    int last = magnitude.length - 1;
    for (int k = 1; k < last; k++) {
      float re = spectrum[2 * k];
      float im = spectrum[2 * k + 1];
      magnitude[k] = re * re + im * im;
    }
    for (int k = 0; k < magnitude.length; k++) {
      magnitude[k] = (float) Math.sqrt(magnitude[k]);
    }
    magnitude[0] = Math.abs(spectrum[0]);
    magnitude[last] = Math.abs(spectrum[1]);
  }

  private void emphasise() {
    if (preEmphasis == 0) {
      return;
    }
    emphasised[0] = (1 - preEmphasis) * samples[0];
    for (int i = 1; i < samples.length; i++) {
      emphasised[i] = samples[i] - preEmphasis * samples[i - 1];
    }
  }

  /** Root of the mean square of the windowed frame. */
  float rootMeanSquare() {
    double even = 0; // two sums, since one would wait for each addition
    double odd = 0;
    for (int i = 0; i < windowed.length; i++) {
      float square = windowed[i] * windowed[i];
      if (i % 2 == 0) {
        even += square;
      } else {
        odd += square;
      }
    }
    return (float) Math.sqrt((even + odd) / window.length);
  }

  /** The frame as it is. */
  float[] samples() {
    return samples;
  }

  /** The frame after pre-emphasis, before the window. */
  float[] emphasised() {
    return emphasised;
  }

  /** Real and imaginary parts, in the layout of {@link SinglePrecisionFourier}. */
  float[] spectrum() {
    return spectrum;
  }

  /** Magnitudes of all bins, not scaled. */
  float[] magnitude() {
    return magnitude;
  }
}
