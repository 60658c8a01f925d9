package org.serlab.corpus.demo;

import java.util.Random;
import org.serlab.corpus.Emotion;

/**
 * How one utterance is spoken, relative to its speaker's plain way of speaking. The directions of
 * the five emotions follow what is found again and again in acted speech (Scherer, Speech
 * Communication 40, 2003, table 2); the sizes are ours.
 *
 * @param pitch change of the mean pitch, in semitones
 * @param range factor on the range of pitch
 * @param rate factor on the speaking rate
 * @param level change of the level, in dB
 * @param tilt gain of the spectrum above 1 kHz, in dB
 * @param tremor relative depth of a shake of pitch and level at about 6 Hz, from 0
 * @param breath level of breath noise relative to the speech, in dB
 */
record Acting(
    double pitch,
    double range,
    double rate,
    double level,
    double tilt,
    double tremor,
    double breath) {

  /** The emotions of the corpus. */
  static final Emotion[] EMOTIONS = {
    Emotion.ANGER, Emotion.FEAR, Emotion.HAPPINESS, Emotion.NEUTRAL, Emotion.SADNESS
  };

  private static final Acting NEUTRAL = new Acting(0, 1, 1, 0, 0, 0.002, -38);

  /** An emotion acted in full, every time the same. */
  static Acting full(Emotion emotion) {
    return switch (emotion) {
      case ANGER -> new Acting(2.5, 1.5, 1.12, 7, 6, 0.004, -38);
      case FEAR -> new Acting(4, 0.8, 1.2, -1, 1, 0.035, -26);
      case HAPPINESS -> new Acting(4, 1.8, 1.06, 3.5, 3, 0.002, -36);
      case SADNESS -> new Acting(-2, 0.5, 0.82, -5, -5, 0.010, -28);
      case NEUTRAL -> NEUTRAL;
      default -> throw new IllegalArgumentException("the demo corpus has no " + emotion.word());
    };
  }

  /**
   * An emotion as one speaker acts it once: between hardly at all and too much, and never twice the
   * same. It is this spread that makes classes overlap.
   *
   * @param emotion what is acted
   * @param expressiveness how strongly the speaker acts, about 1
   * @param random decides the rest
   */
  static Acting draw(Emotion emotion, double expressiveness, Random random) {
    Acting full = full(emotion);
    double strength = expressiveness * (0.5 + 0.8 * random.nextDouble());
    return new Acting(
        towards(NEUTRAL.pitch, full.pitch, strength) + 1.0 * random.nextGaussian(),
        towards(NEUTRAL.range, full.range, strength) * spread(0.15, random),
        towards(NEUTRAL.rate, full.rate, strength) * spread(0.06, random),
        towards(NEUTRAL.level, full.level, strength) + 1.8 * random.nextGaussian(),
        towards(NEUTRAL.tilt, full.tilt, strength) + 1.8 * random.nextGaussian(),
        Math.max(0, towards(NEUTRAL.tremor, full.tremor, strength)) * spread(0.4, random),
        towards(NEUTRAL.breath, full.breath, strength) + 2.5 * random.nextGaussian());
  }

  private static double towards(double neutral, double full, double strength) {
    return neutral + strength * (full - neutral);
  }

  private static double spread(double deviation, Random random) {
    return StrictMath.exp(deviation * random.nextGaussian());
  }
}
