package org.serlab.feature.opensmile;

import java.util.ArrayList;
import java.util.List;
import org.serlab.feature.Matrix;

/**
 * Set {@code egemapsv02} (extended Geneva minimalistic acoustic parameter set, Eyben et al. 2016):
 * 88 functionals of pitch, loudness, spectral balance, formants and voice quality. This class joins
 * the descriptors' contours to the table that openSMILE prints; functionals see fewer rows, see
 * {@link EgemapsFunctionals}.
 */
final class Egemaps implements SetAnalysis {
  private static final List<String> PLAIN =
      List.of(
          "Loudness",
          "alphaRatio",
          "hammarbergIndex",
          "slope0-500",
          "slope500-1500",
          "spectralFlux",
          "mfcc1",
          "mfcc2",
          "mfcc3",
          "mfcc4");

  private static final List<String> WITHOUT_ZEROS =
      List.of(
          "F0semitoneFrom27.5Hz",
          "jitterLocal",
          "shimmerLocaldB",
          "HNRdBACF",
          "logRelF0-H1-H2",
          "logRelF0-H1-A3",
          "F1frequency",
          "F1bandwidth",
          "F1amplitudeLogRelF0",
          "F2frequency",
          "F2bandwidth",
          "F2amplitudeLogRelF0",
          "F3frequency",
          "F3bandwidth",
          "F3amplitudeLogRelF0");

  private static final List<String> CONTOUR_NAMES = contours();

  private final EgemapsDescriptors descriptors;
  private final EgemapsFunctionals functionals = new EgemapsFunctionals();

  Egemaps(int rate) {
    descriptors = new EgemapsDescriptors(rate);
  }

  private static List<String> contours() {
    List<String> names = new ArrayList<>(Columns.withSuffix(PLAIN, "_sma3"));
    names.addAll(Columns.withSuffix(WITHOUT_ZEROS, "_sma3nz"));
    return List.copyOf(names);
  }

  @Override
  public List<String> names() {
    return EgemapsFunctionals.NAMES;
  }

  @Override
  public List<String> contourNames() {
    return CONTOUR_NAMES;
  }

  @Override
  public int leastSamples() {
    return descriptors.leastSamples();
  }

  @Override
  public float[] functionals(Samples samples) {
    return functionals.compute(descriptors.compute(samples, false));
  }

  @Override
  public Matrix contours(Samples samples) {
    EgemapsContours raw = descriptors.compute(samples, true);
    int rows = raw.frames() + 1;
    float[][] columns = new float[CONTOUR_NAMES.size()][rows];
    int column = 0;
    for (float[] contour : plain(raw)) {
      ContourSmoothing.plain(contour, contour.length, rows, columns[column++]);
    }
    for (float[] contour : withoutZeros(raw)) {
      printed(contour, raw.decidedBeforeEnd, columns[column++]);
    }
    return Columns.table(columns, rows);
  }

  private static List<float[]> plain(EgemapsContours raw) {
    List<float[]> contours =
        new ArrayList<>(
            List.of(
                raw.loudness,
                raw.alphaRatio,
                raw.hammarberg,
                raw.slopeTo500,
                raw.slopeTo1500,
                raw.flux));
    contours.addAll(List.of(raw.cepstrum));
    return contours;
  }

  private static List<float[]> withoutZeros(EgemapsContours raw) {
    List<float[]> contours =
        new ArrayList<>(
            List.of(
                raw.semitones,
                raw.jitter,
                raw.shimmer,
                raw.harmonicsToNoise,
                raw.firstToSecond,
                raw.firstToThirdFormant));
    for (int i = 0; i < EgemapsContours.FORMANTS; i++) {
      contours.addAll(List.of(raw.formant[i], raw.bandwidth[i], raw.amplitude[i]));
    }
    return contours;
  }

  /**
   * openSMILE smooths twice, the frames decided before the end of the recording and the others; the
   * row after the first part's end repeats it, in place of the row that belongs there.
   */
  private static void printed(float[] contour, int decided, float[] column) {
    ContourSmoothing.withoutZeros(contour, contour.length, column.length, column);
    if (decided > 0) {
      float last = contour[decided - 1];
      float before = contour[Math.max(0, decided - 2)];
      column[decided - 1] = ContourSmoothing.withoutZeros(last, before, last);
      column[decided] = last;
    }
  }
}
