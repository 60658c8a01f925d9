package org.serlab.feature;

import org.serlab.audio.Silence;
import org.serlab.audio.Waveform;

/**
 * What is done to a recording before anything is computed from it: the options {@code sampleRate},
 * {@code trim}, {@code standardise} and {@code seconds} that extractors share, in this order.
 */
final class Preparation {
  private static final double TRIM_DECIBELS = 20;

  private final int sampleRate;
  private final boolean trim;
  private final double seconds;
  private final boolean standardise;

  Preparation(Options options) {
    sampleRate = options.integer("sampleRate", 16_000, 1_000, 384_000);
    trim = options.flag("trim", false);
    seconds = options.number("seconds", 0, 0, 3600);
    standardise = options.flag("standardise", false);
  }

  int sampleRate() {
    return sampleRate;
  }

  /**
   * The recording at the wanted rate; without the silence at its ends (20 dB, see {@link Silence})
   * if {@code trim}; cut or zero-padded at its end to {@code seconds} unless that is 0; with mean 0
   * and deviation 1 over its samples if {@code standardise}.
   */
  Waveform prepare(Waveform waveform) {
    Waveform prepared = waveform.resample(sampleRate);
    if (trim) {
      prepared = Silence.trim(prepared, TRIM_DECIBELS);
    }
    if (standardise) {
      prepared = prepared.standardise();
    }
    return seconds > 0
        ? prepared.fit((int) Math.max(1, Math.round(seconds * sampleRate)))
        : prepared;
  }
}
