package org.serlab.feature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.serlab.audio.Waveform;

/**
 * Kind {@code log-mel-sequence}: ln(M + 1e-10), with M the power in mel bands, as the pre-trained
 * models TERA and Audio ALBERT take it (s3prl's online features). Rows are frames, columns bands.
 *
 * <p>Options and defaults (lengths in samples, frequencies in Hz): sampleRate 16000, trim false,
 * standardise false, seconds 0 (all of the recording), level -25 (root mean square of the recording
 * in dB below full scale, to which it is scaled; 0 leaves it as it is), frame 400, hop 160, window
 * hann periodic, fftSize 400, edges centred-mirrored (or centred-zeros, whole), bands 80, low 0,
 * high 8000, scale htk (or slaney, kaldi), normalise mean-deviation (or none, mean, mean-variance:
 * over the recording).
 */
final class LogMelSequence implements FeatureExtractor {
  static final String KIND = "log-mel-sequence";
  private static final int VERSION = 1;
  private static final double EPSILON = 1e-10;

  private final Preparation preparation;
  private final double level;
  private final MelSpectrogram melSpectrogram;
  private final String normalise;
  private final Map<String, Object> options;

  LogMelSequence(Map<String, Object> given) {
    Options reader = new Options(KIND, VERSION, given);
    preparation = new Preparation(reader);
    level = reader.number("level", -25, -100, 0);
    Spectrogram spectrogram = Spectra.withEdges(reader, "hann periodic", 400, "centred-mirrored");
    double nyquist = preparation.sampleRate() / 2.0;
    int bands = reader.integer("bands", 80, 1, spectrogram.fftSize() / 2);
    double low = reader.number("low", 0, 0, nyquist - 1);
    double high = reader.number("high", nyquist, low + 1, nyquist);
    String scale = reader.choice("scale", "htk", List.of("htk", "slaney", "kaldi"));
    MelFilterbank filterbank =
        MelFilterbank.linearInHertz(
            MelScale.valueOf(scale.toUpperCase(Locale.ROOT)),
            MelFilterbank.Norm.PEAK,
            bands,
            low,
            high,
            spectrogram.fftSize(),
            preparation.sampleRate());
    melSpectrogram = new MelSpectrogram(spectrogram, filterbank, 2);
    normalise = KaldiOptions.normalise(reader, "mean-deviation");
    options = reader.spelt();
  }

  @Override
  public Matrix extract(Waveform waveform) {
    double[][] mel = melSpectrogram.compute(scaled(preparation.prepare(waveform)));
    double[][] sequence = new double[mel[0].length][mel.length];
    for (int t = 0; t < sequence.length; t++) {
      for (int band = 0; band < mel.length; band++) {
        sequence[t][band] = Logarithm.ln(mel[band][t] + EPSILON);
      }
    }
    return Spectra.matrix(KaldiOptions.normalise(sequence, normalise), new int[0]);
  }

  private Waveform scaled(Waveform waveform) {
    if (level == 0) {
      return waveform;
    }
    double squares = 0;
    for (float sample : waveform.samples()) {
      squares += (double) sample * sample;
    }
    double rms = Math.sqrt(squares / waveform.length());
    double factor = StrictMath.pow(10, level / 20) / (rms + EPSILON);
    float[] scaled = new float[waveform.length()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (waveform.samples()[i] * factor);
    }
    return new Waveform(scaled, waveform.sampleRate());
  }

  @Override
  public Map<String, Object> options() {
    return options;
  }

  @Override
  public TimeAxis timeAxis() {
    return TimeAxis.of(
        TimeAxis.Along.ROWS, melSpectrogram.spectrogram().framing(), preparation.sampleRate());
  }

  @Override
  public List<String> columnNames() {
    return IntStream.range(0, melSpectrogram.filterbank().bands())
        .mapToObj(band -> "band " + band)
        .toList();
  }
}
