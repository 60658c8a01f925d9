package org.serlab.feature;

/**
 * Where in a recording its features lie: frame i begins at {@code (first + i hop) / perSecond}
 * seconds and is {@code length / perSecond} seconds long. Of a recording whose silence was trimmed,
 * times count from where trimming left its beginning.
 *
 * @param along what the frames are
 * @param perSecond unit of the other numbers, such as the sample rate
 * @param first begin of frame 0; negative if it is centred on the first sample
 * @param hop from frame to frame
 * @param length of a frame
 */
public record TimeAxis(Along along, int perSecond, int first, int hop, int length) {
  /** What of a {@link Matrix} the frames are. */
  public enum Along {
    /** Nothing: the features are those of the whole recording, or a picture of it. */
    NOTHING,
    /** Its rows. */
    ROWS,
    /** Its columns, as in a spectrogram. */
    COLUMNS
  }

  /** That of features which do not lie in time. */
  public static final TimeAxis NONE = new TimeAxis(Along.NOTHING, 1, 0, 0, 0);

  /** That of frames cut from samples. */
  static TimeAxis of(Along along, Framing framing, int sampleRate) {
    int length = framing.length();
    int hop = framing.hop();
    int first =
        switch (framing.edges()) {
          case WHOLE -> 0;
          case EVERY_HOP -> hop / 2 - length / 2;
          default -> -(length / 2);
        };
    return new TimeAxis(along, sampleRate, first, hop, length);
  }

  /**
   * @param frame its index
   * @return where it begins, in seconds; not before the recording
   */
  public double start(int frame) {
    return Math.max(0, first + (long) frame * hop) / (double) perSecond;
  }

  /**
   * @param frame its index
   * @param seconds duration of the recording
   * @return where it ends, in seconds; not after the recording if it begins in it
   */
  public double end(int frame, double seconds) {
    double end = (first + (long) frame * hop + length) / (double) perSecond;
    return start(frame) < seconds ? Math.min(end, seconds) : end;
  }
}
