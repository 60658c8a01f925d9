package org.serlab.feature.opensmile;

import org.serlab.audio.Waveform;

/**
 * The samples as openSMILE reads them: 16-bit integers divided by 32767 (not 32768), so full scale
 * is slightly more than 1. No dither, no removal of the mean, no normalisation.
 *
 * <p>Frames overlap, so a block of divided samples is kept. For one thread.
 */
final class Samples {
  private static final int BLOCK = 8192;

  private final float[] samples;
  private final int rate;
  private final int start;
  private final int length;
  private float[] block = new float[0];
  private int blockStart;
  private int blockEnd;

  /** All of a recording. */
  Samples(Waveform waveform) {
    this(waveform, 0, waveform.length());
  }

  /**
   * A part of a recording.
   *
   * @param waveform the recording
   * @param start first sample of the part
   * @param length number of samples of the part
   */
  Samples(Waveform waveform, int start, int length) {
    this.samples = waveform.samples();
    this.rate = waveform.sampleRate();
    this.start = start;
    this.length = length;
  }

  /** In Hz. */
  int rate() {
    return rate;
  }

  /** Number of samples. */
  int length() {
    return length;
  }

  /**
   * Copies some samples.
   *
   * @param first counted from the beginning of the part
   * @param count how many
   * @param into where to, from its beginning
   */
  void copy(int first, int count, float[] into) {
    if (first < blockStart || first + count > blockEnd) {
      read(first, count);
    }
    System.arraycopy(block, first - blockStart, into, 0, count);
  }

  private void read(int first, int count) {
    int size = Math.min(Math.max(count, BLOCK), length - first);
    if (block.length < size) {
      block = new float[size];
    }
    System.arraycopy(samples, start + first, block, 0, size);
    for (int i = 0; i < size; i++) {
      block[i] = block[i] * 32768f / 32767f; // the product is exact: what the file holds
    }
    blockStart = first;
    blockEnd = first + size;
  }
}
