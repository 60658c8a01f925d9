package org.serlab.feature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.serlab.audio.Waveform;

/**
 * Kind {@code log-mel}: 10 log10(max(M, floor)) in dB, with M the power in bands that are equally
 * spaced in mel. Rows are bands from low to high, columns frames.
 *
 * <p>Options and defaults (lengths in samples, frequencies in Hz): sampleRate 16000, trim false,
 * standardise false, seconds 0 (all of the recording), frame 400, hop 160, window hann (symmetric),
 * fftSize 512, edges whole (or centred-zeros, centred-mirrored: frames as long as the transform
 * around every hop-th sample), bands 64, low 50, high 8000, scale htk (or slaney, kaldi), norm peak
 * (or area: each triangle's area in Hz is 1), floor 1e-10, topDecibels 0 (otherwise, nothing is
 * further below the largest value than this), resize [].
 */
final class LogMelSpectrogram implements FeatureExtractor {
  static final String KIND = "log-mel";
  private static final int VERSION = 1;

  private final Preparation preparation;
  private final MelSpectrogram melSpectrogram;
  private final double floor;
  private final double topDecibels;
  private final int[] resize;
  private final Map<String, Object> options;

  LogMelSpectrogram(Map<String, Object> given) {
    Options reader = new Options(KIND, VERSION, given);
    preparation = new Preparation(reader);
    Spectrogram spectrogram = Spectra.withEdges(reader, "hann", 0, "whole");
    int bands = reader.integer("bands", 64, 1, spectrogram.fftSize() / 2);
    double nyquist = preparation.sampleRate() / 2.0;
    double low = reader.number("low", Math.min(50, nyquist / 2), 0, nyquist);
    double high = reader.number("high", nyquist, low + 1, nyquist);
    String scale = reader.choice("scale", "htk", List.of("htk", "slaney", "kaldi"));
    String norm = reader.choice("norm", "peak", List.of("peak", "area"));
    MelFilterbank filterbank =
        MelFilterbank.linearInHertz(
            MelScale.valueOf(scale.toUpperCase(Locale.ROOT)),
            MelFilterbank.Norm.valueOf(norm.toUpperCase(Locale.ROOT)),
            bands,
            low,
            high,
            spectrogram.fftSize(),
            preparation.sampleRate());
    melSpectrogram = new MelSpectrogram(spectrogram, filterbank, 2);
    floor = reader.number("floor", 1e-10, Double.MIN_NORMAL, 1);
    topDecibels = reader.number("topDecibels", 0, 0, 1000);
    resize = reader.integers("resize", List.of(), 2);
    options = reader.spelt();
  }

  @Override
  public Matrix extract(Waveform waveform) {
    double[][] energies = melSpectrogram.compute(preparation.prepare(waveform));
    double[][] decibels = Decibels.of(energies, 1, floor);
    if (topDecibels > 0) {
      Decibels.limit(decibels, topDecibels);
    }
    return Spectra.matrix(decibels, resize);
  }

  @Override
  public Map<String, Object> options() {
    return options;
  }

  /** Once resized it is a picture. */
  @Override
  public TimeAxis timeAxis() {
    return resize.length > 0
        ? TimeAxis.NONE
        : TimeAxis.of(
            TimeAxis.Along.COLUMNS,
            melSpectrogram.spectrogram().framing(),
            preparation.sampleRate());
  }
}
