package org.serlab.feature;

/**
 * How a recording is cut into overlapping frames.
 *
 * @param length samples of a frame, at least 1
 * @param hop samples from one frame to the next, at least 1
 * @param edges what happens at the ends of the recording
 */
public record Framing(int length, int hop, Edges edges) {
  /** Checks the lengths. */
  public Framing {
    if (length < 1 || hop < 1) {
      throw new IllegalArgumentException("frames of " + length + " samples every " + hop);
    }
  }

  /** What happens at the ends of a recording of N samples. */
  public enum Edges {
    /** Only whole frames, the first at sample 0: 1 + (N - length) / hop of them, or none. */
    WHOLE,
    /**
     * A frame for every hop, (N + hop / 2) / hop of them, frame i centred on sample (i + 1/2) hop;
     * the recording is mirrored beyond its ends, the edge sample doubled (Kaldi's
     * snip_edges=false).
     */
    EVERY_HOP,
    /**
     * Frame i centred on sample i hop, 1 + N / hop of them (or one fewer), zeros beyond the ends.
     */
    CENTRED_ZEROS,
    /** The same, the recording mirrored beyond its ends without repeating the edge sample. */
    CENTRED_MIRRORED,
    /** The same, the edge samples repeated beyond the ends. */
    CENTRED_HELD
  }

  /**
   * @param samples number of samples of a recording
   * @return its number of frames, perhaps 0
   */
  public int count(int samples) {
    return switch (edges) {
      case WHOLE -> samples < length ? 0 : 1 + (samples - length) / hop;
      case EVERY_HOP -> (int) ((samples + (long) hop / 2) / hop);
      default -> {
        int padded = samples + length / 2 * 2;
        yield padded < length ? 0 : 1 + (padded - length) / hop;
      }
    };
  }

  /**
   * @param samples a recording of at least one sample
   * @param index of the frame, below {@link #count}
   * @param frame receives {@link #length} samples
   */
  public void cut(float[] samples, int index, double[] frame) {
    int start =
        switch (edges) {
          case WHOLE -> index * hop;
          case EVERY_HOP -> index * hop + hop / 2 - length / 2;
          default -> index * hop - length / 2;
        };
    if (start >= 0 && start + length <= samples.length) {
      for (int i = 0; i < length; i++) {
        frame[i] = samples[start + i];
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      int at = inside(start + i, samples.length);
      frame[i] = at < 0 ? 0 : samples[at];
    }
  }

  /** The place inside the recording that stands for one beyond its ends; -1 means zero. */
  private int inside(int at, int count) {
    if (at >= 0 && at < count) {
      return at;
    }
    return switch (edges) {
      case WHOLE -> throw new IndexOutOfBoundsException("no such frame");
      case CENTRED_ZEROS -> -1;
      case CENTRED_HELD -> at < 0 ? 0 : count - 1;
      case EVERY_HOP -> {
        int within = Math.floorMod(at, 2 * count);
        yield within < count ? within : 2 * count - 1 - within;
      }
      case CENTRED_MIRRORED -> {
        int within = count == 1 ? 0 : Math.floorMod(at, 2 * (count - 1));
        yield within < count ? within : 2 * (count - 1) - within;
      }
    };
  }
}
