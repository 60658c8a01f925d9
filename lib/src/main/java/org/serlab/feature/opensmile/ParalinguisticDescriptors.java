package org.serlab.feature.opensmile;

/**
 * The low-level descriptors of IS10 and emobase2010, before smoothing. Working memory for one
 * recording at a time.
 */
final class ParalinguisticDescriptors {
  /** Number of mel cepstra. */
  static final int CEPSTRA = 15;

  /** Number of logarithmic mel bands. */
  static final int BANDS = 8;

  private static final int FIRST_PAIR = 1 + CEPSTRA + BANDS;
  private static final int FIRST_PITCH = FIRST_PAIR + LineSpectralPairs.COUNT;

  /**
   * Number of contours of group 1: loudness, cepstra, bands, line spectral frequencies, pitch
   * envelope, voicing.
   */
  static final int GROUP1 = FIRST_PITCH + 2;

  /** Number of contours of group 2: pitch, jitter, jitter of jitter, shimmer. */
  static final int GROUP2 = 4;

  private static final float LEAST_POWER = 1e-12f;

  private final ParalinguisticVariant variant;

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

  ParalinguisticDescriptors(ParalinguisticVariant variant, int rate) {
    this.variant = variant;
    pitchFrames = FrameGrid.of(0.060, rate);
    float[] gauss = Windows.gauss(pitchFrames.length(), 0.25);
    pitchSpectrum = new FrameSpectrum(pitchFrames, gauss, variant.centred(), 0);
    octaves = new OctaveSpectrum(pitchFrames, variant.lowestPoint(), variant.shapedSpectrum());
    candidates = new SubharmonicSummation(octaves, variant.candidates());
    octaveSpectrum = new float[octaves.points()];
    frames = FrameGrid.of(0.025, rate);
    float[] hamming = Windows.hamming(frames.length());
    spectrum = new FrameSpectrum(frames, hamming, variant.centred(), 0.97f);
    intensity = new Intensity(frames.length(), 1);
    mel = new MelBands(frames, 26, 20, 8000);
    bands = new MelBands(frames, BANDS, 20, 6500);
    bandLimited = new BandLimitedFrame(frames, rate);
  }

  /** The fewest samples that give a row: the pitch smoother swallows a frame. */
  int leastSamples() {
    return pitchFrames.length() + pitchFrames.step();
  }

  /** Rows of the pitch contours. */
  int pitchRows(Samples samples) {
    return pitchFrames.frames(samples.length()) - 1;
  }

  /** Group 1, then group 2; contours of pitch have m = pitchRows rows, others up to two more. */
  float[][] compute(Samples samples) {
    int m = pitchRows(samples);
    int rows = Math.min(frames.frames(samples.length()), m + 2);
    float[][] contours = new float[GROUP1 + GROUP2][];
    for (int c = 0; c < contours.length; c++) {
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
      Columns.store(values, CEPSTRA, contours, 1, frame);
      bands.compute(spectrum.magnitude(), powers);
      for (int b = 0; b < BANDS; b++) {
        float power = Math.max(powers[b], LEAST_POWER);
        contours[1 + CEPSTRA + b][frame] = FloatLogarithm.ln(power);
      }
      pairs.compute(prediction.compute(bandLimited.compute(spectrum.spectrum())), values);
      Columns.store(values, LineSpectralPairs.COUNT, contours, FIRST_PAIR, frame);
    }
    return contours;
  }

  private void pitch(Samples samples, int m, float[][] contours) {
    SimplePitchSmoother smoother = new SimplePitchSmoother();
    JitterShimmer jitter =
        new JitterShimmer(
            samples, pitchFrames, variant.periodRange(), JitterShimmer.RELATIVE_THRESHOLD);
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
