package org.serlab.feature.opensmile;

/**
 * The pitch contour of IS10 and emobase2010: the first candidate where voiced, single frames and
 * octave jumps repaired. One frame of delay; the first frame of a recording is swallowed. Keeps
 * state: one object per recording.
 */
final class SimplePitchSmoother {
  private static final float VOICED = 0.7f;

  private float last;
  private int onset;
  private int octave;
  private float lastVoicing;
  private float envelope;
  private float outVoicing;
  private float pitch;

  /**
   * Takes the next frame (from the second on), and shows the one before it.
   *
   * @param frequency of the first candidate in Hz
   * @param voicing of the first candidate
   */
  void next(float frequency, float voicing) {
    outVoicing = lastVoicing;
    lastVoicing = voicing;
    float p = voicing > VOICED ? frequency : 0;
    if (last == 0 && p > 0) {
      onset = 1;
    }
    if (last > 0 && p == 0 && onset == 0) {
      onset = -1;
    }
    if (last > 0 && p > 0 || last == 0 && p == 0) {
      onset = 0;
    }
    if (p == 0 && onset == 1) {
      last = 0;
    } else if (p > 0 && onset == -1) {
      last = p;
    }
    repairOctave(p);
    pitch = last;
    last = p;
    if (pitch > 0) {
      envelope = envelope == 0 ? pitch : (float) (0.75 * envelope + 0.25 * pitch);
    }
  }

  private void repairOctave(float p) {
    boolean halving = false;
    boolean doubling = false;
    if (last > 0 && p > 0) {
      float ratio = last / p;
      halving = ratio > 1.2;
      doubling = !halving && ratio < 0.8;
    }
    if (doubling && octave == -1 || halving && octave == 1) {
      last = p;
    }
    if (doubling) {
      octave = 1;
    } else if (halving && onset == 0) {
      octave = -1;
    } else if (!halving) {
      octave = 0;
    }
  }

  /** In Hz, 0 where unvoiced. */
  float pitch() {
    return pitch;
  }

  /** Envelope of the pitch in Hz: 0 until the first voiced frame, never afterwards. */
  float envelope() {
    return envelope;
  }

  /** Voicing of the first candidate. */
  float voicing() {
    return outVoicing;
  }
}
