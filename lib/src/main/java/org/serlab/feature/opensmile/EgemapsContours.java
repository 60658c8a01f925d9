package org.serlab.feature.opensmile;

/**
 * The descriptors of one recording before smoothing. Those that need pitch have a row per frame of
 * 60 ms; the others, made from frames of 20 ms that begin at the same samples, have a few more.
 */
final class EgemapsContours {
  /** Number of mel cepstra. */
  static final int CEPSTRA = 4;

  /** Number of formants. */
  static final int FORMANTS = 3;

  /** Pitch in semitones above 27.5 Hz, 0 where unvoiced. */
  final float[] semitones;

  final float[] jitter;

  /** In dB. */
  final float[] shimmer;

  /** In dB. */
  final float[] harmonicsToNoise;

  /** Level of harmonic 1 (twice the pitch) minus that of harmonic 2, in dB. */
  final float[] firstToSecond;

  /** Level of harmonic 1 minus that of the one at the third formant, in dB. */
  final float[] firstToThirdFormant;

  /** In Hz. */
  final float[][] formant;

  /** In Hz. */
  final float[][] bandwidth;

  /** Levels of the formants' harmonics, in dB relative to the fundamental. */
  final float[][] amplitude;

  final float[] loudness;
  final float[] alphaRatio;
  final float[] hammarberg;
  final float[] slopeTo500;
  final float[] slopeTo1500;
  final float[] flux;
  final float[][] cepstrum;

  /** Sum of the mean squares of all frames of 20 ms. */
  double energySum;

  /** Number of frames whose pitch was decided before the recording ended. */
  int decidedBeforeEnd;

  /**
   * @param frames of 60 ms
   * @param shortFrames of 20 ms
   */
  EgemapsContours(int frames, int shortFrames) {
    semitones = new float[frames];
    jitter = new float[frames];
    shimmer = new float[frames];
    harmonicsToNoise = new float[frames];
    firstToSecond = new float[frames];
    firstToThirdFormant = new float[frames];
    formant = new float[FORMANTS][frames];
    bandwidth = new float[FORMANTS][frames];
    amplitude = new float[FORMANTS][frames];
    loudness = new float[shortFrames];
    alphaRatio = new float[shortFrames];
    hammarberg = new float[shortFrames];
    slopeTo500 = new float[shortFrames];
    slopeTo1500 = new float[shortFrames];
    flux = new float[shortFrames];
    cepstrum = new float[CEPSTRA][shortFrames];
  }

  /** Number of frames of 60 ms. */
  int frames() {
    return semitones.length;
  }

  boolean voiced(int frame) {
    return semitones[frame] > 0;
  }
}
