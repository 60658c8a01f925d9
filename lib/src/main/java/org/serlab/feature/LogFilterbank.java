package org.serlab.feature;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.serlab.audio.Waveform;

/**
 * Kind {@code log-filterbank}: natural logarithm of the power in mel bands, equal to Kaldi's fbank.
 * Rows are frames, columns bands.
 *
 * <p>Options and defaults: those of kind {@code mfcc} up to {@code high}, but bands 80; then
 * normalise none (or mean, or mean-variance: over the recording). For bands as rows and decibels
 * see kind {@code log-mel}.
 */
final class LogFilterbank implements FeatureExtractor {
  static final String KIND = "log-filterbank";
  private static final int VERSION = 1;

  private final Preparation preparation;
  private final KaldiFrames frames;
  private final KaldiFeatures.Bands bands;
  private final String normalise;
  private final Map<String, Object> options;

  LogFilterbank(Map<String, Object> given) {
    Options reader = new Options(KIND, VERSION, given);
    preparation = new Preparation(reader);
    frames = KaldiOptions.frames(reader, preparation.sampleRate());
    bands = KaldiOptions.bands(reader, frames, 80);
    normalise = KaldiOptions.normalise(reader);
    options = reader.spelt();
  }

  @Override
  public Matrix extract(Waveform waveform) {
    Waveform prepared = KaldiOptions.fill(preparation.prepare(waveform), frames);
    double[][] sequence =
        KaldiFeatures.filterbank(frames, bands, true, true, false, false, prepared);
    return Spectra.matrix(KaldiOptions.normalise(sequence, normalise), new int[0]);
  }

  @Override
  public Map<String, Object> options() {
    return options;
  }

  @Override
  public List<String> columnNames() {
    return IntStream.range(0, bands.bands()).mapToObj(band -> "band " + band).toList();
  }
}
