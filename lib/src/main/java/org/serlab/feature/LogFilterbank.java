package org.serlab.feature;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.serlab.audio.Waveform;

/**
 * Kind {@code log-filterbank}: natural logarithm of the power in mel bands, equal to Kaldi's fbank.
 * Rows are frames, columns bands.
 *
 * <p>Options and defaults: those of kind {@code mfcc} up to {@code fullScale}, but bands 80; then
 * deltas 0 (highest order), deltaWindow 2, deltasOfDeltas false (higher orders as HTK and
 * torchaudio compute them, not Kaldi), normalise none. For bands as rows and decibels see kind
 * {@code log-mel}.
 */
final class LogFilterbank implements FeatureExtractor {
  static final String KIND = "log-filterbank";
  private static final int VERSION = 1;

  private final Preparation preparation;
  private final KaldiFrames frames;
  private final KaldiFeatures.Bands bands;
  private final int deltas;
  private final int deltaWindow;
  private final boolean deltasOfDeltas;
  private final String normalise;
  private final Map<String, Object> options;

  LogFilterbank(Map<String, Object> given) {
    Options reader = new Options(KIND, VERSION, given);
    preparation = new Preparation(reader);
    frames = KaldiOptions.frames(reader, preparation.sampleRate());
    bands = KaldiOptions.bands(reader, frames, 80);
    deltas = reader.integer("deltas", 0, 0, 4);
    deltaWindow = reader.integer("deltaWindow", 2, 1, 100);
    deltasOfDeltas = reader.flag("deltasOfDeltas", false);
    normalise = KaldiOptions.normalise(reader, "none");
    options = reader.spelt();
  }

  @Override
  public Matrix extract(Waveform waveform) {
    Waveform prepared = KaldiOptions.fill(preparation.prepare(waveform), frames);
    double[][] bank = KaldiFeatures.filterbank(frames, bands, true, true, false, false, prepared);
    double[][] sequence =
        deltasOfDeltas
            ? Deltas.repeatedRegression(bank, deltas, deltaWindow)
            : Deltas.regression(bank, deltas, deltaWindow);
    return Spectra.matrix(KaldiOptions.normalise(sequence, normalise), new int[0]);
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
        IntStream.range(0, bands.bands()).mapToObj(band -> "band " + band).toList(), deltas);
  }
}
