package org.serlab.feature;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.serlab.audio.Waveform;

/**
 * Kind {@code mfcc-statistics}: mean and standard deviation (divisor: number of frames) over time
 * of what kind {@code mfcc} gives; one row, first all means, then all deviations. The options are
 * those of {@code mfcc}.
 */
final class MfccStatistics implements FeatureExtractor {
  static final String KIND = "mfcc-statistics";
  private static final int VERSION = 1;

  private final Mfcc mfcc;

  MfccStatistics(Map<String, Object> given) {
    mfcc = new Mfcc(new Options(KIND, VERSION, given));
  }

  @Override
  public Matrix extract(Waveform waveform) {
    double[][] sequence = mfcc.sequence(waveform);
    int width = sequence[0].length;
    double[] mean = new double[width];
    double[] square = new double[width];
    for (double[] frame : sequence) {
      for (int d = 0; d < width; d++) {
        mean[d] += frame[d] / sequence.length;
      }
    }
    for (double[] frame : sequence) {
      for (int d = 0; d < width; d++) {
        square[d] += (frame[d] - mean[d]) * (frame[d] - mean[d]) / sequence.length;
      }
    }
    float[] statistics = new float[2 * width];
    for (int d = 0; d < width; d++) {
      statistics[d] = (float) mean[d];
      statistics[width + d] = (float) Math.sqrt(square[d]);
    }
    return Matrix.vector(statistics);
  }

  @Override
  public Map<String, Object> options() {
    return mfcc.options();
  }

  @Override
  public List<String> columnNames() {
    List<String> names = mfcc.columnNames();
    return Stream.concat(
            names.stream().map(name -> name + " mean"),
            names.stream().map(name -> name + " deviation"))
        .toList();
  }
}
