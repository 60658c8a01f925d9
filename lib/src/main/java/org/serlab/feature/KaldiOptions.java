package org.serlab.feature;

import java.util.ArrayList;
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
        0,
        options.number("fullScale", 32768, 1, 32768));
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

  /**
   * The option {@code normalise}: over the recording, {@code mean} takes off the mean of each
   * column, {@code mean-variance} also divides by the standard deviation as Kaldi does, {@code
   * mean-deviation} by that of a sample, as PyTorch does.
   */
  static String normalise(Options options, String usual) {
    return options.choice(
        "normalise", usual, List.of("none", "mean", "mean-variance", "mean-deviation"));
  }

  static double[][] normalise(double[][] sequence, String how) {
    return switch (how) {
      case "none" -> sequence;
      case "mean-deviation" -> Normalisation.sampleDeviation(sequence);
      default -> Normalisation.utterance(sequence, how.equals("mean-variance"));
    };
  }

  /** Zeros after a recording that is too short for one frame. */
  static Waveform fill(Waveform waveform, KaldiFrames frames) {
    return waveform.pad(frames.wholeFrames() ? frames.frame() : frames.hop());
  }

  /** Names of the columns and of their deltas. */
  static List<String> names(List<String> columns, int deltas) {
    List<String> names = new ArrayList<>(columns);
    for (int order = 1; order <= deltas; order++) {
      for (String column : columns) {
        names.add("delta" + (order == 1 ? " " : order + " ") + column);
      }
    }
    return names;
  }
}
