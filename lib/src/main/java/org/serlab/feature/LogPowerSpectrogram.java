package org.serlab.feature;

import java.util.List;
import java.util.Map;
import org.serlab.audio.Waveform;

/**
 * Kind {@code log-power-spectrogram}: 10 log10(max(|X|^2, floor)) in dB, the input of the Att-Res
 * paper (equations 1 to 3), resized bilinearly. Rows are frequencies from 0 Hz upwards, columns
 * frames.
 *
 * <p>Options and defaults (lengths in samples): sampleRate 16000, trim false, standardise false,
 * seconds 0 (all of the recording), frame 400, hop 160, window hamming (symmetric), fftSize 512,
 * floor 1e-10, dynamicRange 0 (in dB; above 0 the picture is grey: from 0 at so far below its
 * loudest point and softer, to 1 at that point), resize [128, 128] (rows, columns; [] leaves it as
 * it is). The paper names none of frame, hop, window and logarithm: these are our choice.
 */
final class LogPowerSpectrogram implements FeatureExtractor {
  static final String KIND = "log-power-spectrogram";
  private static final int VERSION = 1;

  private final Preparation preparation;
  private final Spectrogram spectrogram;
  private final double floor;
  private final double dynamicRange;
  private final int[] resize;
  private final Map<String, Object> options;

  LogPowerSpectrogram(Map<String, Object> given) {
    Options reader = new Options(KIND, VERSION, given);
    preparation = new Preparation(reader);
    spectrogram = Spectra.of(reader, "hamming");
    floor = reader.number("floor", 1e-10, Double.MIN_NORMAL, 1);
    dynamicRange = reader.number("dynamicRange", 0, 0, 1000);
    resize = reader.integers("resize", List.of(128, 128), 2);
    options = reader.spelt();
  }

  @Override
  public Matrix extract(Waveform waveform) {
    Waveform prepared = preparation.prepare(waveform);
    int bins = spectrogram.fftSize() / 2 + 1;
    double[][] decibels = new double[bins][spectrogram.frames(prepared.length())];
    spectrogram.compute(
        prepared,
        (frame, power) -> {
          for (int bin = 0; bin < bins; bin++) {
            decibels[bin][frame] = Logarithm.decibels(Math.max(power[bin], floor));
          }
        });
    if (dynamicRange > 0) {
      grey(decibels);
    }
    return Spectra.matrix(decibels, resize);
  }

  /** From decibels to grey values, in place. */
  private void grey(double[][] decibels) {
    double loudest = Double.NEGATIVE_INFINITY;
    for (double[] row : decibels) {
      for (double value : row) {
        loudest = Math.max(loudest, value);
      }
    }
    for (double[] row : decibels) {
      for (int frame = 0; frame < row.length; frame++) {
        row[frame] = Math.max(0, 1 - (loudest - row[frame]) / dynamicRange);
      }
    }
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
        : TimeAxis.of(TimeAxis.Along.COLUMNS, spectrogram.framing(), preparation.sampleRate());
  }
}
