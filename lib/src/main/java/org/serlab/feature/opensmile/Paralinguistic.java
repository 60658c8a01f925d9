package org.serlab.feature.opensmile;

import java.util.ArrayList;
import java.util.List;
import org.serlab.feature.Logarithm;
import org.serlab.feature.Matrix;

/**
 * Sets {@code is10} (IS10_paraling) and {@code emobase2010}: 1582 functionals of 76 contours. The
 * two differ in details of nearly every step, see {@link Variant}.
 *
 * <p>Group 1: loudness, 15 mel cepstra, 8 logarithmic mel bands, 8 line spectral frequencies, pitch
 * envelope, voicing. Group 2, of voiced frames: pitch, jitter, jitter of jitter, shimmer. Each with
 * deltas. At the end onsets and duration of the pitch contour.
 */
final class Paralinguistic implements SetAnalysis {
  private static final int CEPSTRA = 15;
  private static final int BANDS = 8;
  private static final int FIRST_PAIR = 1 + CEPSTRA + BANDS;
  private static final int FIRST_PITCH = FIRST_PAIR + LineSpectralPairs.COUNT;
  private static final int GROUP1 = FIRST_PITCH + 2;
  private static final int GROUP2 = 4;
  private static final int ALL = GROUP1 + GROUP2;

  private static final float LOWEST_POWER = 1e-12f;

  /**
   * What differs between the two sets.
   *
   * @param centred whether zeros before a transform go on both sides of the frame
   * @param lowestPoint of the octave axis in Hz
   * @param shapedSpectrum whether the spectrum's peaks are enhanced before pitch is looked for
   * @param candidates how pitch candidates are chosen
   * @param periodRange half width of the search for a period
   * @param insideVoiced whether smoothing and deltas of group 2 stay inside voiced segments
   * @param relativePositions whether positions are divided by the number of rows
   * @param cepstrumName name of the mel cepstra
   * @param onsetName name of the functional of onsets
   */
  private record Variant(
      boolean centred,
      double lowestPoint,
      boolean shapedSpectrum,
      SubharmonicSummation.Options candidates,
      double periodRange,
      boolean insideVoiced,
      boolean relativePositions,
      String cepstrumName,
      String onsetName) {

    static final Variant IS10 =
        new Variant(
            true,
            20,
            true,
            new SubharmonicSummation.Options(6, true, 52, 620),
            0.20,
            true,
            false,
            "mfcc",
            "onsetRate");

    static final Variant EMOBASE2010 =
        new Variant(
            false,
            25,
            false,
            new SubharmonicSummation.Options(3, false, 52, 620),
            0.25,
            false,
            true,
            "pcm_fftMag_mfcc",
            "numOnsets");
  }

  private final Variant variant;
  private final int rate;
  private final List<String> contourNames;
  private final List<String> names;

  private final FrameGrid pitchFrames;
  private final FrameSpectrum pitchSpectrum;
  private final OctaveSpectrum octaves;
  private final SubharmonicSummation candidates;
  private final float[] octaveSpectrum;

  private final FrameGrid frames;
  private final FrameSpectrum spectrum;
  private final Intensity intensity;
  private final MelBands mel;
  private final MelCepstrum cepstrum = new MelCepstrum(26, 0, CEPSTRA - 1, 1e-8f);
  private final MelBands bands;
  private final BandLimitedFrame bandLimited;
  private final LinearPrediction prediction = new LinearPrediction(LineSpectralPairs.COUNT);
  private final LineSpectralPairs pairs = new LineSpectralPairs();

  private final FunctionalGroup functionals1;
  private final FunctionalGroup functionals2;
  private final SmoothedContour contour = new SmoothedContour();

  static SetAnalysis is10(int rate) {
    return new Paralinguistic(Variant.IS10, rate);
  }

  static SetAnalysis emobase2010(int rate) {
    return new Paralinguistic(Variant.EMOBASE2010, rate);
  }

  private Paralinguistic(Variant variant, int rate) {
    this.variant = variant;
    this.rate = rate;
    pitchFrames = FrameGrid.of(0.060, rate);
    float[] gauss = Windows.gauss(pitchFrames.length(), 0.25);
    pitchSpectrum = new FrameSpectrum(pitchFrames, gauss, variant.centred, 0);
    octaves = new OctaveSpectrum(pitchFrames, variant.lowestPoint, variant.shapedSpectrum);
    candidates = new SubharmonicSummation(octaves, variant.candidates);
    octaveSpectrum = new float[octaves.points()];
    frames = FrameGrid.of(0.025, rate);
    float[] hamming = Windows.hamming(frames.length());
    spectrum = new FrameSpectrum(frames, hamming, variant.centred, 0.97f);
    intensity = new Intensity(frames.length(), 1);
    mel = new MelBands(frames, 26, 20, 8000);
    bands = new MelBands(frames, BANDS, 20, 6500);
    bandLimited = new BandLimitedFrame(frames, rate);
    functionals1 = new ParalinguisticFunctionals(false, variant.relativePositions);
    functionals2 = new ParalinguisticFunctionals(true, variant.relativePositions);
    contourNames = contourNames(variant);
    names = functionalNames();
  }

  private static List<String> contourNames(Variant variant) {
    List<String> names = new ArrayList<>(List.of("pcm_loudness"));
    names.addAll(Names.array(variant.cepstrumName, 0, CEPSTRA - 1));
    names.addAll(Names.array("logMelFreqBand", 0, BANDS - 1));
    names.addAll(Names.array("lspFreq", 0, LineSpectralPairs.COUNT - 1));
    names.addAll(List.of("F0finEnv", "voicingFinalUnclipped"));
    names.addAll(List.of("F0final", "jitterLocal", "jitterDDP", "shimmerLocal"));
    return Names.smoothedWithDeltas(names);
  }

  private List<String> functionalNames() {
    List<String> all = new ArrayList<>();
    List<String> statics = contourNames.subList(0, ALL);
    List<String> deltas = contourNames.subList(ALL, 2 * ALL);
    all.addAll(Names.functionals(statics.subList(0, GROUP1), functionals1));
    all.addAll(Names.functionals(deltas.subList(0, GROUP1), functionals1));
    all.addAll(Names.functionals(statics.subList(GROUP1, ALL), functionals2));
    all.addAll(Names.functionals(deltas.subList(GROUP1, ALL), functionals2));
    all.add("F0final__Turn_" + variant.onsetName);
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
    return pitchFrames.length() + pitchFrames.step();
  }

  /** Rows of the pitch contours: the smoother swallows a frame. */
  private int shortest(Samples samples) {
    return pitchFrames.frames(samples.length()) - 1;
  }

  @Override
  public float[] functionals(Samples samples) {
    int m = shortest(samples);
    float[][] raw = descriptors(samples, m);
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
    values[first] = variant.relativePositions ? onsets : onsets / duration;
    values[first + 1] = duration;
    return values;
  }

  @Override
  public Matrix contours(Samples samples) {
    int m = shortest(samples);
    float[][] raw = descriptors(samples, m);
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
    return Names.table(columns, m + 1);
  }

  /** The four contours of group 2, smoothed, and their deltas. */
  private float[][] voicedContours(float[][] raw, int m, int rows) {
    float[][] smoothed = new float[GROUP2][];
    float[][] deltas = new float[GROUP2][];
    for (int c = 0; c < GROUP2; c++) {
      if (variant.insideVoiced) {
        smoothed[c] = new float[m + 1];
        deltas[c] = new float[rows];
        ContourSmoothing.withoutZeros(raw[GROUP1 + c], m, m + 1, smoothed[c]);
      } else {
        contour.compute(raw[GROUP1 + c], m, rows);
        smoothed[c] = contour.smoothed().clone();
        deltas[c] = contour.deltas().clone();
      }
    }
    if (variant.insideVoiced) {
      ContourDeltas.insideSegments(smoothed, m + 1, m, rows, deltas);
    }
    float[][] all = new float[2 * GROUP2][];
    System.arraycopy(smoothed, 0, all, 0, GROUP2);
    System.arraycopy(deltas, 0, all, GROUP2, GROUP2);
    return all;
  }

  /** The contours before smoothing; those of pitch have m rows, the others up to two more. */
  private float[][] descriptors(Samples samples, int m) {
    int rows = Math.min(frames.frames(samples.length()), m + 2);
    float[][] contours = new float[ALL][];
    for (int c = 0; c < ALL; c++) {
      contours[c] = new float[c < FIRST_PITCH ? rows : m];
    }
    pitch(samples, m, contours);
    float[] powers = new float[mel.count()];
    float[] values = new float[CEPSTRA];
    for (int frame = 0; frame < rows; frame++) {
      spectrum.compute(samples, frame);
      contours[0][frame] = Intensity.loudness(intensity.intensity(spectrum.samples()));
      mel.compute(spectrum.magnitude(), powers);
      cepstrum.compute(powers, 1, values);
      Names.store(values, CEPSTRA, contours, 1, frame);
      bands.compute(spectrum.magnitude(), powers);
      for (int b = 0; b < BANDS; b++) {
        float power = Math.max(powers[b], LOWEST_POWER);
        contours[1 + CEPSTRA + b][frame] = (float) Logarithm.ln(power);
      }
      pairs.compute(prediction.compute(bandLimited.compute(spectrum.spectrum())), values);
      Names.store(values, LineSpectralPairs.COUNT, contours, FIRST_PAIR, frame);
    }
    return contours;
  }

  private void pitch(Samples samples, int m, float[][] contours) {
    SimplePitchSmoother smoother = new SimplePitchSmoother();
    JitterShimmer jitter =
        new JitterShimmer(
            samples, pitchFrames, variant.periodRange, JitterShimmer.RELATIVE_THRESHOLD);
    for (int row = 0; row < m; row++) {
      int frame = row + 1;
      pitchSpectrum.compute(samples, frame);
      octaves.compute(pitchSpectrum.magnitude(), octaveSpectrum);
      candidates.compute(octaveSpectrum);
      smoother.next(candidates.frequency(0), candidates.voicing(0));
      jitter.next(frame * pitchFrames.step(), smoother.pitch());
      contours[FIRST_PITCH][row] = smoother.envelope();
      contours[FIRST_PITCH + 1][row] = smoother.voicing();
      contours[GROUP1][row] = smoother.pitch();
      contours[GROUP1 + 1][row] = jitter.jitter();
      contours[GROUP1 + 2][row] = jitter.jitterOfJitter();
      contours[GROUP1 + 3][row] = jitter.shimmer();
    }
  }
}
