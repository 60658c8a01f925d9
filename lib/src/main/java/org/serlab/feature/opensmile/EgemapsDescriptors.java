package org.serlab.feature.opensmile;

/**
 * The low-level descriptors of eGeMAPS, frame by frame: pitch candidates from frames of 60 ms go
 * into the Viterbi search; as soon as it has decided a frame, that frame's other descriptors
 * follow. Working memory for one recording at a time.
 */
final class EgemapsDescriptors {
  private static final float LEAST_ENERGY = 0.001f;
  private static final double SEMITONES_FROM = 27.5; // Hz
  private static final double SEMITONE_ABOVE = 29.136; // Hz
  private static final float INTEGER_SCALE = 32767f * 32767f;

  private final FrameGrid longFrames;
  private final FrameSpectrum longSpectrum;
  private final OctaveSpectrum octaves;
  private final SubharmonicSummation candidates;
  private final float[] octaveSpectrum;

  /** Magnitudes and energies of the frames that are not decided yet. */
  private final float[][] magnitudes = new float[ViterbiPitch.MOST_PENDING + 1][];

  private final float[] energies = new float[magnitudes.length];

  private final HarmonicsToNoise harmonicsToNoise;
  private final Harmonics harmonics;

  private final FrameGrid shortFrames;
  private final FrameSpectrum shortSpectrum;
  private final MelBands mel;
  private final AuditoryLoudness loudness;
  private final MelCepstrum cepstrum = new MelCepstrum(26, 1, EgemapsContours.CEPSTRA, 1);
  private final SpectralBalance balance;
  private final BandLimitedFrame bandLimited;
  private final Formants formants = new Formants();
  private final float[] powers;
  private final float[] coefficients = new float[EgemapsContours.CEPSTRA];

  private Samples samples;
  private EgemapsContours contours;
  private JitterShimmer jitter;
  private SpectralFlux flux;
  private boolean allFormants;

  EgemapsDescriptors(int rate) {
    longFrames = FrameGrid.of(0.060, rate);
    float[] gauss = Windows.gauss(longFrames.length(), 0.4);
    longSpectrum = new FrameSpectrum(longFrames, gauss, true, 0);
    octaves = new OctaveSpectrum(longFrames, 25, true);
    candidates =
        new SubharmonicSummation(octaves, new SubharmonicSummation.Options(6, true, 55, 1000));
    octaveSpectrum = new float[octaves.points()];
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = new float[longFrames.bins()];
    }
    harmonicsToNoise = new HarmonicsToNoise(longFrames);
    harmonics = new Harmonics(longFrames);
    shortFrames = FrameGrid.of(0.020, rate);
    float[] hamming = Windows.hamming(shortFrames.length());
    shortSpectrum = new FrameSpectrum(shortFrames, hamming, true, 0);
    mel = new MelBands(shortFrames, 26, 20, 8000);
    loudness = new AuditoryLoudness(mel);
    balance = new SpectralBalance(shortFrames);
    bandLimited = new BandLimitedFrame(shortFrames, rate);
    powers = new float[mel.count()];
  }

  /** The fewest samples that give one long frame. */
  int leastSamples() {
    return longFrames.length();
  }

  /**
   * @param samples a recording with at least one long frame
   * @param allFormants whether formants are wanted in unvoiced frames as well
   * @return its descriptors before smoothing
   */
  EgemapsContours compute(Samples samples, boolean allFormants) {
    this.samples = samples;
    this.allFormants = allFormants;
    int frames = longFrames.frames(samples.length());
    contours = new EgemapsContours(frames, shortFrames.frames(samples.length()));
    jitter = new JitterShimmer(samples, longFrames, 0.1, 0.5);
    flux = new SpectralFlux(shortFrames);
    ViterbiPitch pitch = new ViterbiPitch(candidates.slots());
    int decided = 0;
    for (int frame = 0; frame < frames; frame++) {
      longSpectrum.compute(samples, frame);
      int slot = frame % magnitudes.length;
      float[] magnitude = longSpectrum.magnitude();
      System.arraycopy(magnitude, 0, magnitudes[slot], 0, magnitude.length);
      energies[slot] = longSpectrum.rootMeanSquare();
      octaves.compute(magnitude, octaveSpectrum);
      candidates.compute(octaveSpectrum);
      pitch.add(candidates);
      while (pitch.decide(false)) {
        describe(decided++, pitch.pitch());
      }
    }
    contours.decidedBeforeEnd = decided;
    while (pitch.decide(true)) {
      describe(decided++, pitch.pitch());
    }
    for (int frame = frames; frame < contours.loudness.length; frame++) {
      describeShort(frame);
    }
    return contours;
  }

  private void describe(int frame, float decidedPitch) {
    int slot = frame % magnitudes.length;
    float pitch = energies[slot] > LEAST_ENERGY ? decidedPitch : 0;
    boolean voiced = pitch > 0;
    contours.semitones[frame] = semitones(pitch);
    jitter.next(frame * longFrames.step(), pitch);
    contours.jitter[frame] = jitter.jitter();
    contours.shimmer[frame] = (float) (20 * StrictMath.log10(jitter.shimmer() + 1.0));
    describeShort(frame);
    if (voiced || allFormants) {
      formants.compute(bandLimited.compute(shortSpectrum.spectrum()));
      for (int i = 0; i < EgemapsContours.FORMANTS; i++) {
        contours.formant[i][frame] = formants.frequency(i);
        contours.bandwidth[i][frame] = formants.bandwidth(i);
      }
    }
    if (voiced) {
      describeHarmonics(frame, magnitudes[slot], pitch);
    } else {
      for (float[] amplitude : contours.amplitude) {
        amplitude[frame] = Harmonics.ABSENT;
      }
    }
  }

  private static float semitones(float pitch) {
    if (pitch > SEMITONE_ABOVE) {
      return (float) (12 * OctaveSpectrum.log2(pitch / SEMITONES_FROM));
    }
    return pitch > 0 ? 1 : 0;
  }

  private void describeHarmonics(int frame, float[] magnitude, float pitch) {
    contours.harmonicsToNoise[frame] = harmonicsToNoise.compute(magnitude, pitch);
    harmonics.compute(magnitude, pitch);
    float first = harmonics.level(1);
    contours.firstToSecond[frame] = Harmonics.difference(first, harmonics.level(2));
    for (int i = 0; i < EgemapsContours.FORMANTS; i++) {
      int harmonic = harmonics.strongestNear(formants.frequency(i));
      contours.amplitude[i][frame] = harmonic < 0 ? 0 : harmonics.level(harmonic);
      if (i == 2) {
        float third = harmonic < 0 ? -Harmonics.ABSENT : harmonics.level(harmonic);
        contours.firstToThirdFormant[frame] = Harmonics.difference(first, third);
      }
    }
  }

  /** What comes from the frame of 20 ms alone. */
  private void describeShort(int frame) {
    shortSpectrum.compute(samples, frame);
    float[] magnitude = shortSpectrum.magnitude();
    mel.compute(magnitude, powers);
    contours.loudness[frame] = loudness.compute(powers);
    cepstrum.compute(powers, INTEGER_SCALE, coefficients);
    Columns.store(coefficients, coefficients.length, contours.cepstrum, 0, frame);
    balance.compute(magnitude);
    contours.alphaRatio[frame] = balance.alphaRatio();
    contours.hammarberg[frame] = balance.hammarbergIndex();
    contours.slopeTo500[frame] = balance.slopeTo500();
    contours.slopeTo1500[frame] = balance.slopeTo1500();
    contours.flux[frame] = flux.next(magnitude);
    contours.energySum += meanSquare(shortSpectrum.samples());
  }

  private static float meanSquare(float[] x) {
    double sum = 0;
    for (float sample : x) {
      sum += sample * sample;
    }
    return (float) (sum / x.length);
  }
}
