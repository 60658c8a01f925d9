package org.serlab.feature;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.serlab.audio.Waveform;

/**
 * Kind {@code mfcc}: mel-frequency cepstral coefficients, equal to Kaldi's. Rows are frames,
 * columns coefficients, then their deltas, then the deltas of these.
 *
 * <p>Options and defaults (lengths in samples, frequencies in Hz): sampleRate 16000, trim false,
 * standardise false, seconds 0 (all of the recording), frame 400, hop 160, wholeFrames true,
 * removeMean true, preEmphasis 0.97, window povey, powerOfTwo true, bands 23, low 20, high 0 (0 or
 * less counts from half the sample rate downwards), fullScale 32768 (what a sample of 1 counts as),
 * coefficients 13, lifter 22, energy false (the log energy in place of c0), deltas 2 (highest
 * order; 0 leaves them out), deltaWindow 2, normalise none (or mean, mean-variance, mean-deviation:
 * over the recording). A recording shorter than a frame is filled up with zeros.
 */
final class Mfcc implements FeatureExtractor {
  static final String KIND = "mfcc";
  private static final int VERSION = 1;

  private final Preparation preparation;
  private final KaldiFrames frames;
  private final KaldiFeatures.Bands bands;
  private final int coefficients;
  private final double lifter;
  private final boolean energy;
  private final int deltas;
  private final int deltaWindow;
  private final String normalise;
  private final Map<String, Object> options;

  Mfcc(Map<String, Object> given) {
    this(new Options(KIND, VERSION, given));
  }

  /** For kinds that build on this one; their options are the same. */
  Mfcc(Options reader) {
    preparation = new Preparation(reader);
    frames = KaldiOptions.frames(reader, preparation.sampleRate());
    bands = KaldiOptions.bands(reader, frames, 23);
    coefficients = reader.integer("coefficients", Math.min(13, bands.bands()), 1, bands.bands());
    lifter = reader.number("lifter", 22, 0, 1000);
    energy = reader.flag("energy", false);
    deltas = reader.integer("deltas", 2, 0, 4);
    deltaWindow = reader.integer("deltaWindow", 2, 1, 100);
    normalise = KaldiOptions.normalise(reader, "none");
    options = reader.spelt();
  }

  /** The sequence in double precision. */
  double[][] sequence(Waveform waveform) {
    Waveform prepared = KaldiOptions.fill(preparation.prepare(waveform), frames);
    double[][] cepstra =
        KaldiFeatures.mfcc(frames, bands, coefficients, lifter, energy, false, prepared);
    return KaldiOptions.normalise(Deltas.regression(cepstra, deltas, deltaWindow), normalise);
  }

  @Override
  public Matrix extract(Waveform waveform) {
    return Spectra.matrix(sequence(waveform), new int[0]);
  }

  @Override
  public Map<String, Object> options() {
    return options;
  }

  @Override
  public TimeAxis timeAxis() {
    return TimeAxis.of(TimeAxis.Along.ROWS, frames.framing(), preparation.sampleRate());
  }

  @Override
  public List<String> columnNames() {
    return KaldiOptions.names(
        IntStream.range(0, coefficients)
            .mapToObj(k -> k == 0 && energy ? "log energy" : "c" + k)
            .toList(),
        deltas);
  }
}
