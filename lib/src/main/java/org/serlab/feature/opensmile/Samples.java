package org.serlab.feature.opensmile;

import org.serlab.audio.Waveform;

/**
 * The samples as openSMILE reads them: 16-bit integers divided by 32767 (not 32768), so full scale
 * is slightly more than 1. No dither, no removal of the mean, no normalisation.
 *
 * @param waveform the recording
 * @param start first sample of the part looked at
 * @param length number of samples of the part
 */
record Samples(Waveform waveform, int start, int length) {
  Samples(Waveform waveform) {
    this(waveform, 0, waveform.length());
  }

  /** In Hz. */
  int rate() {
    return waveform.sampleRate();
  }

  /**
   * Copies some samples.
   *
   * @param first counted from the beginning of the part
   * @param count how many
   * @param into where to, from its beginning
   */
  void copy(int first, int count, float[] into) {
    float[] samples = waveform.samples();
    int from = start + first;
    for (int i = 0; i < count; i++) {
      // The product is exact: it is the integer that the file holds.
      into[i] = samples[from + i] * 32768f / 32767f;
    }
  }
}
