package org.serlab.feature.opensmile;

/**
 * How a recording is cut into frames: frame i holds samples {@code [i step, i step + length)}; only
 * complete frames are made. Times count in units of the nominal step of 10 ms, even at rates at
 * which the step in samples is rounded.
 *
 * @param seconds nominal duration of a frame
 * @param length of a frame, in samples
 * @param step from frame to frame, in samples
 * @param transform length of the Fourier transform: the next power of two
 */
record FrameGrid(double seconds, int length, int step, int transform) {
  /** Nominal step, in seconds. */
  static final double STEP = 0.010;

  /** The nominal step as openSMILE multiplies with it. */
  static final float PERIOD = (float) STEP;

  static FrameGrid of(double seconds, int rate) {
    double period = 1.0 / rate;
    int length = (int) Math.round(seconds / period);
    int transform = Integer.highestOneBit(length);
    return new FrameGrid(
        seconds,
        length,
        (int) Math.round(STEP / period),
        transform == length ? length : 2 * transform);
  }

  /** Number of complete frames in so many samples. */
  int frames(int samples) {
    return samples < length ? 0 : (samples - length) / step + 1;
  }

  /** Nominal duration of the frame with its zeros, in seconds; its inverse is the bin spacing. */
  double transformSeconds() {
    return seconds * ((double) transform / length);
  }

  /** Number of bins of the spectrum, Nyquist frequency included. */
  int bins() {
    return transform / 2 + 1;
  }
}
