package org.serlab.audio;

/**
 * What the header of a recording says about it.
 *
 * @param container {@code WAV} or {@code FLAC}
 * @param channels 1 to 255
 * @param sampleRate in Hz, 1,000 to 768,000
 * @param bits of one sample as stored: 8, 16, 24 or 32 (and 64 for numbers with a point)
 * @param floatingPoint whether samples are IEEE numbers instead of integers
 * @param frames number of samples of one channel; -1 if the header does not say
 */
public record AudioInfo(
    String container, int channels, int sampleRate, int bits, boolean floatingPoint, long frames) {
  static final int LOWEST_RATE = 1_000;
  static final int HIGHEST_RATE = 768_000;
  static final int MOST_CHANNELS = 255;

  /** Duration in seconds. */
  public double seconds() {
    return frames / (double) sampleRate;
  }

  int bytesPerSample() {
    return (bits + 7) / 8;
  }

  int bytesPerFrame() {
    return channels * bytesPerSample();
  }

  /** Refuses what no recording of speech has, before anything is allocated by it. */
  AudioInfo check(String name) {
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new AudioException(
          "%s claims %d channels, so its header is damaged.".formatted(name, channels));
    }
    if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
      throw new AudioException(
          "%s claims a sample rate of %d Hz, which is outside %d to %d Hz."
              .formatted(name, sampleRate, LOWEST_RATE, HIGHEST_RATE));
    }
    return this;
  }

  AudioInfo withFrames(long count) {
    return new AudioInfo(container, channels, sampleRate, bits, floatingPoint, count);
  }
}
