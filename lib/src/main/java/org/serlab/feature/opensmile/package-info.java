/**
 * openSMILE's feature sets {@code egemapsv02}, {@code emobase}, {@code emobase2010} and {@code
 * is10}, equal to release 3.0.2 within 1e-4 + 1e-3 |b| in every value compared so far. Begin with
 * {@link org.serlab.feature.opensmile.OpenSmileSet}; then read one set from top to bottom, {@code
 * Emobase} first. It goes the same way everywhere: {@code Samples} are cut by a {@code FrameGrid},
 * a {@code FrameSpectrum} is taken of each frame, small classes make one descriptor each from it;
 * the contours are smoothed ({@code ContourSmoothing}, {@code ContourDeltas}); functionals ({@code
 * Extremes}, {@code LinearRegression}, {@code Moments}, {@code Percentiles}, {@code Levels}, {@code
 * PeaksAndSlopes}, {@code VoicedSegments}) turn each contour into numbers.
 *
 * <p>What looks like a mistake in a class is openSMILE's, and the class says so. Precision is part
 * of the definition: values between stages are single; linear prediction and what feeds it is
 * computed in single precision in a fixed order, because its equations are so ill conditioned that
 * the last bit moves formants and line spectral frequencies; only the spectra that feed it need the
 * exact bits of {@code SinglePrecisionFourier}.
 *
 * <p>Written from a description of openSMILE and its output, not from its source. Where the
 * description was silent the output decided:
 *
 * <ul>
 *   <li>Recordings whose shortest contour has one or two rows: in rows 0 and 1 of the deltas, rows
 *       of the smoothed contour that lie as many rows ahead as the shortest contour has, or more,
 *       count as 0 (the description says so of row 0 alone). This shows in contours only.
 *   <li>With one row, the longer contours end before the row after next that smoothing asks for;
 *       they repeat their last row like the short ones.
 *   <li>Moments over two rows (skewness in recordings shorter than 0.1 s) are rounding noise of
 *       about 1e-3 around 0. They agree here since the contours agree to the last bit or nearly so,
 *       which another Fourier transform would spoil.
 *   <li>The mel cepstrum of digital silence must be exactly 0, so the logarithm of 1 has to be:
 *       eGeMAPS takes zeros out of its voiced contours.
 *   <li>Pitch by autocorrelation needs lags computed more precisely than single precision in the
 *       running sum of {@code LagTransform}; everything else there may be single.
 * </ul>
 *
 * <p>Known differences: openSMILE divides samples of 8 bits by 127, of 32 bits by 2147483647 and
 * floating-point samples by 1; a {@link org.serlab.audio.Waveform} does not say what it was made
 * from, so all are taken as if they had been 16 or 24 bits (by 32767 / 32768 of full scale). For 8
 * bits that changes amplitudes by 0.8 per cent.
 */
package org.serlab.feature.opensmile;
