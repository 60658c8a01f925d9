package org.serlab.feature;

import java.util.List;
import org.serlab.audio.Waveform;

/** The options that kinds of Kaldi's features share. */
final class KaldiOptions {
  private KaldiOptions() {}

  static KaldiFrames frames(Options options, int sampleRate) {
    return new KaldiFrames(
        sampleRate,
        options.integer("frame", 400, 2, 1 << 16),
        options.integer("hop", 160, 1, 1 << 16),
        options.flag("wholeFrames", true),
        options.flag("removeMean", true),
        options.number("preEmphasis", 0.97, 0, 1),
        options.window("window", "povey"),
        options.flag("powerOfTwo", true),
        true,
        0);
  }

  static KaldiFeatures.Bands bands(Options options, KaldiFrames frames, int usual) {
    int bands = options.integer("bands", Math.min(usual, frames.fftSize() / 2), 1, 1 << 12);
    double nyquist = frames.sampleRate() / 2.0;
    double low = options.number("low", 20, 0, nyquist - 1);
    double high = options.number("high", 0, low + 1 - nyquist, nyquist);
    if (high > 0 && high <= low) {
      throw options.wrong("high", high, "above low, which is " + low);
    }
    return new KaldiFeatures.Bands(bands, low, high);
  }

  /** The option {@code normalise}. */
  static String normalise(Options options) {
    return options.choice("normalise", "none", List.of("none", "mean", "mean-variance"));
  }

  static double[][] normalise(double[][] sequence, String how) {
    return how.equals("none")
        ? sequence
        : Normalisation.utterance(sequence, how.equals("mean-variance"));
  }

  /** Zeros after a recording that is too short for one frame. */
  static Waveform fill(Waveform waveform, KaldiFrames frames) {
    return waveform.pad(frames.wholeFrames() ? frames.frame() : frames.hop());
  }
}
