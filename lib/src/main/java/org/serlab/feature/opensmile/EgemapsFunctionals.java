package org.serlab.feature.opensmile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.serlab.feature.Logarithm;

/**
 * The 88 functionals of eGeMAPS.
 *
 * <p>openSMILE evaluates them when the input ends, while the Viterbi search still holds back the
 * last frames. Let k be the number of frames decided by then. Contours of pitch see the first k
 * rows; those joined with jitter see k rows whose last has itself as its right neighbour; those
 * that need no pitch see all. If k is 0 the rules differ once more, see the three kinds below.
 */
final class EgemapsFunctionals {
  private static final double LEAST_ENERGY = 1e-12;

  /** In the order of openSMILE. */
  static final List<String> NAMES = names();

  private final Percentiles percentiles = new Percentiles();
  private final NonZero nonZero = new NonZero();
  private float[] smoothed = new float[0];
  private float[] masked = new float[0];
  private EgemapsContours contours;
  private int decided;
  private float[] values;
  private int at;

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String contour : List.of("F0semitoneFrom27.5Hz_sma3nz", "loudness_sma3")) {
      Stream.of(
              "amean",
              "stddevNorm",
              "percentile20.0",
              "percentile50.0",
              "percentile80.0",
              "pctlrange0-2",
              "meanRisingSlope",
              "stddevRisingSlope",
              "meanFallingSlope",
              "stddevFallingSlope")
          .forEach(functional -> names.add(contour + "_" + functional));
    }
    List<String> plain = List.of("spectralFlux", "mfcc1", "mfcc2", "mfcc3", "mfcc4");
    withMeanAndDeviation(names, plain, "_sma3");
    List<String> voiced =
        List.of(
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
            "F3amplitudeLogRelF0",
            "alphaRatioV",
            "hammarbergIndexV",
            "slopeV0-500",
            "slopeV500-1500",
            "spectralFluxV",
            "mfcc1V",
            "mfcc2V",
            "mfcc3V",
            "mfcc4V");
    withMeanAndDeviation(names, voiced, "_sma3nz");
    for (String contour :
        List.of(
            "alphaRatioUV",
            "hammarbergIndexUV",
            "slopeUV0-500",
            "slopeUV500-1500",
            "spectralFluxUV")) {
      names.add(contour + "_sma3nz_amean");
    }
    names.addAll(
        List.of(
            "loudnessPeaksPerSec",
            "VoicedSegmentsPerSec",
            "MeanVoicedSegmentLengthSec",
            "StddevVoicedSegmentLengthSec",
            "MeanUnvoicedSegmentLength",
            "StddevUnvoicedSegmentLength",
            "equivalentSoundLevel_dBp"));
    return List.copyOf(names);
  }

  private static void withMeanAndDeviation(List<String> to, List<String> names, String suffix) {
    for (String contour : names) {
      to.add(contour + suffix + "_amean");
      to.add(contour + suffix + "_stddevNorm");
    }
  }

  /** The functionals of one recording. */
  float[] compute(EgemapsContours contours) {
    this.contours = contours;
    decided = contours.decidedBeforeEnd;
    int frames = contours.frames();
    int shortFrames = contours.loudness.length;
    if (smoothed.length < shortFrames) {
      smoothed = new float[shortFrames];
      masked = new float[shortFrames];
    }
    values = new float[NAMES.size()];
    at = 0;

    int rows = smoothPitch(contours.semitones);
    final VoicedSegments voiced = VoicedSegments.of(smoothed, rows, true);
    final VoicedSegments unvoiced = VoicedSegments.of(smoothed, rows, false);
    int left = nonZero.take(smoothed, rows);
    if (left > 0) {
      distribution(nonZero.values(), left);
    }
    at = 10;
    plain(contours.loudness);
    int peaks = distribution(smoothed, shortFrames).peaks();
    for (float[] contour : join(contours.flux, contours.cepstrum)) {
      plain(contour);
      meanAndDeviation(smoothed, shortFrames);
    }
    joinedWithJitter(contours.jitter, contours.shimmer, contours.harmonicsToNoise);
    joinedWithJitter(contours.firstToSecond, contours.firstToThirdFormant);
    for (int i = 0; i < EgemapsContours.FORMANTS; i++) {
      // Without pitch there are no formants, but there are amplitudes: -201 dB.
      joinedWithJitter(contours.formant[i], contours.bandwidth[i], contours.amplitude[i]);
    }
    float[][] balance = {
      contours.alphaRatio,
      contours.hammarberg,
      contours.slopeTo500,
      contours.slopeTo1500,
      contours.flux
    };
    for (float[] contour : balance) {
      voicedRows(contour);
    }
    for (float[] contour : contours.cepstrum) {
      voicedRows(contour);
    }
    for (float[] contour : balance) {
      mask(contour, false);
      left = nonZero.take(smoothed, smoothPitch(masked));
      values[at++] = left == 0 ? 0 : Extremes.of(nonZero.values(), left).mean();
    }
    values[at++] = peaks / (shortFrames * FrameGrid.PERIOD);
    values[at++] = voiced.count() / (rows * FrameGrid.PERIOD);
    values[at++] = voiced.meanLength() * FrameGrid.PERIOD;
    values[at++] = voiced.deviation() * FrameGrid.PERIOD;
    values[at++] = unvoiced.meanLength() * FrameGrid.PERIOD;
    values[at++] = unvoiced.deviation() * FrameGrid.PERIOD;
    float energy = (float) (contours.energySum / shortFrames);
    values[at] = (float) Logarithm.decibels(Math.max(energy, LEAST_ENERGY));
    return values;
  }

  private static List<float[]> join(float[] first, float[][] others) {
    List<float[]> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(others));
    return all;
  }

  /** Mean, deviation, percentiles and slopes. */
  private PeaksAndSlopes distribution(float[] x, int n) {
    meanAndDeviation(x, n);
    percentiles.take(x, n, Extremes.of(x, n));
    float low = percentiles.at(0.20);
    float high = percentiles.at(0.80);
    values[at++] = low;
    values[at++] = percentiles.at(0.50);
    values[at++] = high;
    values[at++] = Math.abs(high - low);
    PeaksAndSlopes slopes = PeaksAndSlopes.of(x, n);
    values[at++] = slopes.rising().mean();
    values[at++] = slopes.rising().deviation();
    values[at++] = slopes.falling().mean();
    values[at++] = slopes.falling().deviation();
    return slopes;
  }

  private void meanAndDeviation(float[] x, int n) {
    if (n > 0) {
      float mean = Extremes.of(x, n).mean();
      values[at] = mean;
      values[at + 1] = Moments.of(x, n, mean).normalisedDeviation(mean);
    }
    at += 2;
  }

  /** All rows of a contour that needs no pitch. */
  private void plain(float[] contour) {
    ContourSmoothing.plain(contour, contour.length, contour.length, smoothed);
  }

  /** The rows decided, or row 0 as it is; returns how many. */
  private int smoothPitch(float[] contour) {
    if (decided == 0) {
      smoothed[0] = contour[0];
      return 1;
    }
    ContourSmoothing.withoutZeros(contour, contours.frames(), decided, smoothed);
    return decided;
  }

  /** The rows decided, the last repeated; or all rows. */
  private void joinedWithJitter(float[]... group) {
    int rows = decided > 0 ? decided : contours.frames();
    for (float[] contour : group) {
      ContourSmoothing.withoutZeros(contour, rows, rows, smoothed);
      int left = nonZero.take(smoothed, rows);
      meanAndDeviation(nonZero.values(), left);
    }
  }

  /** The voiced rows among those decided; or among all, each with itself as right neighbour. */
  private void voicedRows(float[] contour) {
    mask(contour, true);
    int rows = decided;
    if (decided > 0) {
      smoothPitch(masked);
    } else {
      rows = contours.frames();
      for (int n = 0; n < rows; n++) {
        float before = masked[Math.max(0, n - 1)];
        smoothed[n] = ContourSmoothing.withoutZeros(masked[n], before, masked[n]);
      }
    }
    int left = nonZero.take(smoothed, rows);
    meanAndDeviation(nonZero.values(), left);
  }

  /** Sets the unvoiced (or the voiced) rows to 0. */
  private void mask(float[] contour, boolean voiced) {
    for (int n = 0; n < contours.frames(); n++) {
      masked[n] = contours.voiced(n) == voiced ? contour[n] : 0;
    }
  }
}
