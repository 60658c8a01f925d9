package org.serlab.feature;

import org.serlab.audio.AudioException;
import org.serlab.audio.Waveform;

/**
 * Short-time power spectra: frames of a recording, weighted by a window, zeros up to the length of
 * the transform, |X|^2. Frames begin at 0, hop, 2 hop, ...; a rest that does not fill a frame is
 * left out; a recording shorter than a frame is filled up with zeros.
 *
 * @param frame samples of a frame
 * @param hop samples from frame to frame
 * @param window weights of the samples of a frame
 * @param fftSize length of the transform, at least {@code frame}
 */
public record Spectrogram(int frame, int hop, Window window, int fftSize) {
  /** Takes the power of the bins 0 to fftSize / 2 of one frame; the array is used again. */
  public interface Sink {
    /**
     * @param index of the frame
     * @param power of each bin
     */
    void accept(int index, double[] power);
  }

  /**
   * @param samples number of samples of a recording
   * @return its number of frames, at least 1
   */
  public int frames(int samples) {
    return samples <= frame ? 1 : 1 + (samples - frame) / hop;
  }

  /** Computes all frames in order. */
  public void compute(Waveform waveform, Sink sink) {
    float[] samples = waveform.samples();
    if (samples.length == 0) {
      throw new AudioException("A recording without samples has no spectrum.");
    }
    double[] weights = window.weights(frame);
    double[] windowed = new double[fftSize];
    FourierTransform transform = new FourierTransform(fftSize);
    double[] power = new double[transform.bins()];
    int count = frames(samples.length);
    for (int index = 0; index < count; index++) {
      int start = index * hop;
      int there = Math.min(frame, samples.length - start);
      for (int i = 0; i < there; i++) {
        windowed[i] = samples[start + i] * weights[i];
      }
      for (int i = there; i < frame; i++) {
        windowed[i] = 0;
      }
      transform.power(windowed, power);
      sink.accept(index, power);
    }
  }
}
