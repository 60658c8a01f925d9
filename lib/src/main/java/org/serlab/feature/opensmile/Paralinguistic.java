package org.serlab.feature.opensmile;

import java.util.ArrayList;
import java.util.List;
import org.serlab.feature.Matrix;

/**
 * Sets {@code is10} (IS10_paraling) and {@code emobase2010}: 1582 functionals of 76 contours. The
 * two differ in details of nearly every step, see {@link ParalinguisticVariant}.
 *
 * <p>Group 1: loudness, 15 mel cepstra, 8 logarithmic mel bands, 8 line spectral frequencies, pitch
 * envelope, voicing. Group 2, of voiced frames: pitch, jitter, jitter of jitter, shimmer. Each with
 * deltas. At the end onsets and duration of the pitch contour.
 */
final class Paralinguistic implements SetAnalysis {
  private static final int GROUP1 = ParalinguisticDescriptors.GROUP1;
  private static final int GROUP2 = ParalinguisticDescriptors.GROUP2;
  private static final int ALL = GROUP1 + GROUP2;

  private final ParalinguisticVariant variant;
  private final ParalinguisticDescriptors descriptors;
  private final FunctionalGroup functionals1;
  private final FunctionalGroup functionals2;
  private final SmoothedContour contour = new SmoothedContour();
  private final List<String> contourNames;
  private final List<String> names;

  Paralinguistic(ParalinguisticVariant variant, int rate) {
    this.variant = variant;
    descriptors = new ParalinguisticDescriptors(variant, rate);
    functionals1 = new ParalinguisticFunctionals(false, variant.relativePositions());
    functionals2 = new ParalinguisticFunctionals(true, variant.relativePositions());
    contourNames = contourNames(variant);
    names = functionalNames();
  }

  private static List<String> contourNames(ParalinguisticVariant variant) {
    List<String> names = new ArrayList<>(List.of("pcm_loudness"));
    names.addAll(Columns.array(variant.cepstrumName(), 0, ParalinguisticDescriptors.CEPSTRA - 1));
    names.addAll(Columns.array("logMelFreqBand", 0, ParalinguisticDescriptors.BANDS - 1));
    names.addAll(Columns.array("lspFreq", 0, LineSpectralPairs.COUNT - 1));
    names.addAll(List.of("F0finEnv", "voicingFinalUnclipped"));
    names.addAll(List.of("F0final", "jitterLocal", "jitterDDP", "shimmerLocal"));
    return Columns.smoothedWithDeltas(names);
  }

  private List<String> functionalNames() {
    List<String> all = new ArrayList<>();
    List<String> statics = contourNames.subList(0, ALL);
    List<String> deltas = contourNames.subList(ALL, 2 * ALL);
    all.addAll(Columns.functionals(statics.subList(0, GROUP1), functionals1));
    all.addAll(Columns.functionals(deltas.subList(0, GROUP1), functionals1));
    all.addAll(Columns.functionals(statics.subList(GROUP1, ALL), functionals2));
    all.addAll(Columns.functionals(deltas.subList(GROUP1, ALL), functionals2));
    all.add("F0final__Turn_" + (variant.onsetsPerSecond() ? "onsetRate" : "numOnsets"));
    all.add("F0final__Turn_duration");
    return List.copyOf(all);
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public List<String> contourNames() {
    return contourNames;
  }

  @Override
  public int leastSamples() {
    return descriptors.leastSamples();
  }

  @Override
  public float[] functionals(Samples samples) {
    int m = descriptors.pitchRows(samples);
    float[][] raw = descriptors.compute(samples);
    int rows = SmoothedContour.rowsOfFunctionals(m);
    float[] values = new float[names.size()];
    int each = functionals1.names().size();
    for (int c = 0; c < GROUP1; c++) {
      contour.compute(raw[c], m, rows);
      functionals1.compute(contour.smoothed(), rows, values, c * each);
      functionals1.compute(contour.deltas(), rows, values, (GROUP1 + c) * each);
    }
    int first = 2 * GROUP1 * each;
    each = functionals2.names().size();
    float[][] voiced = voicedContours(raw, m, rows);
    for (float[] one : voiced) {
      functionals2.compute(one, rows, values, first);
      first += each;
    }
    float duration = m * FrameGrid.PERIOD;
    int onsets = Levels.onsets(raw[GROUP1], m);
    values[first] = variant.onsetsPerSecond() ? onsets / duration : onsets;
    values[first + 1] = duration;
    return values;
  }

  @Override
  public Matrix contours(Samples samples) {
    int m = descriptors.pitchRows(samples);
    float[][] raw = descriptors.compute(samples);
    float[][] columns = new float[2 * ALL][];
    for (int c = 0; c < GROUP1; c++) {
      contour.compute(raw[c], m, m + 1);
      columns[c] = contour.smoothed().clone();
      columns[ALL + c] = contour.deltas().clone();
    }
    float[][] voiced = voicedContours(raw, m, m + 1);
    for (int c = 0; c < GROUP2; c++) {
      columns[GROUP1 + c] = voiced[c];
      columns[ALL + GROUP1 + c] = voiced[GROUP2 + c];
    }
    return Columns.table(columns, m + 1);
  }

  /** The four contours of group 2, smoothed, and their deltas. */
  private float[][] voicedContours(float[][] raw, int m, int rows) {
    float[][] smoothed = new float[GROUP2][];
    float[][] deltas = new float[GROUP2][];
    for (int c = 0; c < GROUP2; c++) {
      if (variant.insideVoiced()) {
        smoothed[c] = new float[m + 1];
        deltas[c] = new float[rows];
        ContourSmoothing.withoutZeros(raw[GROUP1 + c], m, m + 1, smoothed[c]);
      } else {
        contour.compute(raw[GROUP1 + c], m, rows);
        smoothed[c] = contour.smoothed().clone();
        deltas[c] = contour.deltas().clone();
      }
    }
    if (variant.insideVoiced()) {
      ContourDeltas.insideSegments(smoothed, m + 1, m, rows, deltas);
    }
    float[][] all = new float[2 * GROUP2][];
    System.arraycopy(smoothed, 0, all, 0, GROUP2);
    System.arraycopy(deltas, 0, all, GROUP2, GROUP2);
    return all;
  }
}
