package org.serlab.feature.opensmile;

import java.util.ArrayList;
import java.util.List;
import org.serlab.feature.Matrix;

/**
 * Set {@code emobase}: 26 contours (intensity, loudness, 12 mel cepstra, 8 line spectral
 * frequencies, zero crossings, voicing, pitch and its envelope), smoothed, with deltas, 19
 * functionals each: 988.
 */
final class Emobase implements SetAnalysis {
  private static final int CONTOURS = 26;
  private static final int CEPSTRA = 12;

  /** Mel powers are those of samples counted as 16-bit integers. */
  private static final float INTEGER_SCALE = 32767f * 32767f;

  private static final FunctionalGroup FUNCTIONALS_OF_EACH = new EmobaseFunctionals();
  private static final List<String> CONTOUR_NAMES = contours();
  private static final List<String> NAMES = Columns.functionals(CONTOUR_NAMES, FUNCTIONALS_OF_EACH);

  private final FrameGrid pitchFrames;
  private final FrameGrid frames;
  private final FrameSpectrum pitchSpectrum;
  private final AutocorrelationPitch pitch;
  private final FrameSpectrum spectrum;
  private final Intensity intensity;
  private final MelBands mel;
  private final MelCepstrum cepstrum = new MelCepstrum(26, 1, CEPSTRA, 1);
  private final LinearPrediction prediction = new LinearPrediction(LineSpectralPairs.COUNT);
  private final LineSpectralPairs pairs = new LineSpectralPairs();
  private final FunctionalGroup functionals = new EmobaseFunctionals();
  private final SmoothedContour contour = new SmoothedContour();

  Emobase(int rate) {
    pitchFrames = FrameGrid.of(0.040, rate);
    frames = FrameGrid.of(0.025, rate);
    pitchSpectrum = new FrameSpectrum(pitchFrames, Windows.hamming(pitchFrames.length()), false, 0);
    pitch = new AutocorrelationPitch(pitchFrames);
    spectrum = new FrameSpectrum(frames, Windows.hamming(frames.length()), false, 0.97f);
    intensity = new Intensity(frames.length(), 2);
    mel = new MelBands(frames, 26, 0, 8000);
  }

  private static List<String> contours() {
    List<String> names = new ArrayList<>(List.of("pcm_intensity", "pcm_loudness"));
    names.addAll(Columns.array("mfcc", 1, CEPSTRA));
    names.addAll(Columns.array("lspFreq", 0, LineSpectralPairs.COUNT - 1));
    names.addAll(List.of("pcm_zcr", "voiceProb", "F0", "F0env"));
    return Columns.smoothedWithDeltas(names);
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public List<String> contourNames() {
    return CONTOUR_NAMES;
  }

  @Override
  public int leastSamples() {
    return pitchFrames.length();
  }

  @Override
  public float[] functionals(Samples samples) {
    int m = pitchFrames.frames(samples.length());
    float[][] raw = descriptors(samples, m);
    int rows = SmoothedContour.rowsOfFunctionals(m);
    int each = functionals.names().size();
    float[] values = new float[2 * CONTOURS * each];
    for (int c = 0; c < CONTOURS; c++) {
      contour.compute(raw[c], m, rows);
      functionals.compute(contour.smoothed(), rows, values, c * each);
      functionals.compute(contour.deltas(), rows, values, (CONTOURS + c) * each);
    }
    return values;
  }

  @Override
  public Matrix contours(Samples samples) {
    int m = pitchFrames.frames(samples.length());
    float[][] raw = descriptors(samples, m);
    float[][] columns = new float[2 * CONTOURS][];
    for (int c = 0; c < CONTOURS; c++) {
      contour.compute(raw[c], m, m + 1);
      columns[c] = contour.smoothed().clone();
      columns[CONTOURS + c] = contour.deltas().clone();
    }
    return Columns.table(columns, m + 1);
  }

  /** The contours before smoothing; those of pitch have m rows, the others up to two more. */
  private float[][] descriptors(Samples samples, int m) {
    int rows = Math.min(frames.frames(samples.length()), m + 2);
    float[][] contours = new float[CONTOURS][];
    for (int c = 0; c < CONTOURS; c++) {
      contours[c] = new float[c < CONTOURS - 3 ? rows : m];
    }
    pitch.begin();
    for (int frame = 0; frame < m; frame++) {
      pitchSpectrum.compute(samples, frame);
      pitch.next(pitchSpectrum.magnitude());
      contours[CONTOURS - 3][frame] = pitch.voiceProbability();
      contours[CONTOURS - 2][frame] = pitch.pitch();
      contours[CONTOURS - 1][frame] = pitch.envelope();
    }
    float[] powers = new float[mel.count()];
    float[] values = new float[CEPSTRA];
    for (int frame = 0; frame < rows; frame++) {
      spectrum.compute(samples, frame);
      double power = intensity.intensity(spectrum.samples());
      contours[0][frame] = (float) power;
      contours[1][frame] = Intensity.loudness(power);
      mel.compute(spectrum.magnitude(), powers);
      cepstrum.compute(powers, INTEGER_SCALE, values);
      Columns.store(values, CEPSTRA, contours, 2, frame);
      pairs.compute(prediction.compute(spectrum.emphasised()), values);
      Columns.store(values, LineSpectralPairs.COUNT, contours, 2 + CEPSTRA, frame);
      contours[CONTOURS - 4][frame] = ZeroCrossings.rate(spectrum.samples());
    }
    return contours;
  }
}
