package org.serlab.feature;

import org.serlab.audio.Waveform;

/**
 * The first half of Kaldi's feature extraction: frames, mean removal, energy, pre-emphasis, window,
 * power spectrum. In double precision, without dither.
 *
 * @param sampleRate in Hz, for messages and filterbanks; the recording has to have it
 * @param frame samples of a frame
 * @param hop samples from frame to frame
 * @param wholeFrames only whole frames (snip_edges=true), or one for every hop
 * @param removeMean whether the mean of each frame is taken off
 * @param preEmphasis c in y[n] = x[n] - c x[n-1] within the frame; 0 leaves it out
 * @param window weights
 * @param powerOfTwo whether zeros fill the frame up to a power of two before the transform
 * @param rawEnergy whether the energy is taken before pre-emphasis and window
 * @param energyFloor the energy is not below this, if it is above 0
 * @param fullScale what a sample of full scale counts as: 32768 in Kaldi, which works on 16-bit
 *     integers; 1 in programs that call torchaudio's imitation with samples from -1 to 1
 */
public record KaldiFrames(
    int sampleRate,
    int frame,
    int hop,
    boolean wholeFrames,
    boolean removeMean,
    double preEmphasis,
    Window window,
    boolean powerOfTwo,
    boolean rawEnergy,
    double energyFloor,
    double fullScale) {
  /** 2^-23, single precision's epsilon: no logarithm is taken of less. */
  public static final double EPSILON = 0x1p-23;

  /** Takes one frame; the array is used again. */
  public interface Sink {
    /**
     * @param index of the frame
     * @param power |X|^2 of the bins 0 to fftSize / 2
     * @param logEnergy natural logarithm of the sum of squares
     */
    void accept(int index, double[] power, double logEnergy);
  }

  /** Length of the transform. */
  public int fftSize() {
    return powerOfTwo && frame > 1 ? Integer.highestOneBit(frame - 1) * 2 : frame;
  }

  /** How a recording is cut into frames. */
  public Framing framing() {
    return new Framing(frame, hop, wholeFrames ? Framing.Edges.WHOLE : Framing.Edges.EVERY_HOP);
  }

  /**
   * @param samples number of samples of a recording
   * @return its number of frames, perhaps 0
   */
  public int frames(int samples) {
    return samples == 0 ? 0 : framing().count(samples);
  }

  /** Computes all frames in order. */
  public void compute(Waveform waveform, Sink sink) {
    Framing framing = framing();
    double[] weights = window.weights(frame);
    double[] x = new double[fftSize()];
    FourierTransform transform = new FourierTransform(x.length);
    double[] power = new double[transform.bins()];
    int count = frames(waveform.length());
    for (int index = 0; index < count; index++) {
      framing.cut(waveform.samples(), index, x);
      for (int i = 0; i < frame; i++) {
        x[i] *= fullScale;
      }
      if (removeMean) {
        removeMean(x);
      }
      double raw = rawEnergy ? logEnergy(x) : 0;
      if (preEmphasis != 0) {
        preEmphasise(x);
      }
      for (int i = 0; i < frame; i++) {
        x[i] *= weights[i];
      }
      double energy = rawEnergy ? raw : logEnergy(x);
      transform.power(x, power);
      sink.accept(index, power, energy);
    }
  }

  private void removeMean(double[] x) {
    double mean = Sums.of(x, frame) / frame;
    for (int i = 0; i < frame; i++) {
      x[i] -= mean;
    }
  }

  private void preEmphasise(double[] x) {
    for (int i = frame - 1; i > 0; i--) {
      x[i] -= preEmphasis * x[i - 1];
    }
    x[0] -= preEmphasis * x[0];
  }

  private double logEnergy(double[] x) {
    double energy = Logarithm.ln(Math.max(Sums.ofSquares(x, frame), EPSILON));
    return energyFloor > 0 ? Math.max(energy, StrictMath.log(energyFloor)) : energy;
  }
}
