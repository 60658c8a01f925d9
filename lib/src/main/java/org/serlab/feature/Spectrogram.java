package org.serlab.feature;

import org.serlab.audio.AudioException;
import org.serlab.audio.Waveform;

/** Short-time power spectra: frames of a recording, weighted by a window, |X|^2 of each. */
public final class Spectrogram {
  private final Framing framing;
  private final double[] weights;
  private final int fftSize;

  private Spectrogram(Framing framing, double[] weights, int fftSize) {
    this.framing = framing;
    this.weights = weights;
    this.fftSize = fftSize;
  }

  /**
   * Frames that begin at 0, hop, 2 hop, ..., each followed by zeros up to the length of the
   * transform. A rest that does not fill a frame is left out; a recording shorter than a frame is
   * filled up with zeros.
   *
   * @param frame samples of a frame
   * @param hop samples from frame to frame
   * @param window weights of the samples of a frame
   * @param fftSize length of the transform, at least {@code frame}
   */
  public Spectrogram(int frame, int hop, Window window, int fftSize) {
    this(new Framing(frame, hop, Framing.Edges.WHOLE), window.weights(frame), fftSize);
  }

  /**
   * Frames as long as the transform, the window in their middle and zeros on both sides of it, as
   * librosa's {@code stft}.
   *
   * @param framing its length is that of the transform
   * @param window weights of the samples
   * @param windowLength length of the window, at most that of the frames
   * @return such a spectrogram
   */
  public static Spectrogram withWindowInTheMiddle(
      Framing framing, Window window, int windowLength) {
    double[] weights = new double[framing.length()];
    int left = (framing.length() - windowLength) / 2;
    System.arraycopy(window.weights(windowLength), 0, weights, left, windowLength);
    return new Spectrogram(framing, weights, framing.length());
  }

  /** Takes the power of the bins 0 to fftSize / 2 of one frame; the array is used again. */
  public interface Sink {
    /**
     * @param index of the frame
     * @param power of each bin
     */
    void accept(int index, double[] power);
  }

  /** How a recording is cut into frames. */
  public Framing framing() {
    return framing;
  }

  /** Length of the transform. */
  public int fftSize() {
    return fftSize;
  }

  /**
   * @param samples number of samples of a recording, at least 1
   * @return its number of frames, at least 1
   */
  public int frames(int samples) {
    return framing.count(Math.max(samples, least()));
  }

  private int least() {
    return framing.edges() == Framing.Edges.WHOLE ? framing.length() : 1;
  }

  /** Computes all frames in order. */
  public void compute(Waveform waveform, Sink sink) {
    if (waveform.length() == 0) {
      throw new AudioException("A recording without samples has no spectrum.");
    }
    float[] samples = waveform.pad(least()).samples();
    double[] frame = new double[fftSize];
    FourierTransform transform = new FourierTransform(fftSize);
    double[] power = new double[transform.bins()];
    int count = framing.count(samples.length);
    for (int index = 0; index < count; index++) {
      framing.cut(samples, index, frame);
      for (int i = 0; i < weights.length; i++) {
        frame[i] *= weights[i];
      }
      transform.power(frame, power);
      sink.accept(index, power);
    }
  }
}
