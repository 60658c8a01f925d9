package org.serlab.feature.opensmile;

/**
 * What differs between IS10 and emobase2010, beside the names of some columns.
 *
 * @param centred whether zeros before a transform go on both sides of the frame; else behind it
 * @param lowestPoint of the octave axis in Hz
 * @param shapedSpectrum whether the spectrum's peaks are enhanced before pitch is looked for
 * @param candidates how pitch candidates are chosen
 * @param periodRange half width of the search for a period, in units of the expected one
 * @param insideVoiced whether smoothing and deltas of pitch and jitter stay inside voiced segments
 * @param relativePositions whether positions are divided by the number of rows
 * @param cepstrumName name of the mel cepstra
 * @param onsetsPerSecond whether onsets are given per second; else their number
 */
record ParalinguisticVariant(
    boolean centred,
    double lowestPoint,
    boolean shapedSpectrum,
    SubharmonicSummation.Options candidates,
    double periodRange,
    boolean insideVoiced,
    boolean relativePositions,
    String cepstrumName,
    boolean onsetsPerSecond) {

  /** IS10_paraling, not its variant "compat". */
  static final ParalinguisticVariant IS10 =
      new ParalinguisticVariant(
          true,
          20,
          true,
          new SubharmonicSummation.Options(6, true, 52, 620),
          0.20,
          true,
          false,
          "mfcc",
          true);

  /** emobase2010. */
  static final ParalinguisticVariant EMOBASE2010 =
      new ParalinguisticVariant(
          false,
          25,
          false,
          new SubharmonicSummation.Options(3, false, 52, 620),
          0.25,
          false,
          true,
          "pcm_fftMag_mfcc",
          false);
}
