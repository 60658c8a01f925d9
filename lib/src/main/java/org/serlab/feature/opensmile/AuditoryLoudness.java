package org.serlab.feature.opensmile;

import org.serlab.feature.Logarithm;

/**
 * Loudness of eGeMAPS: band powers weighted by the sensitivity of hearing (equal-loudness curve of
 * perceptual linear prediction), compressed by a power of 0.33, averaged.
 */
final class AuditoryLoudness {
  private static final float LEAST_POWER = 9.3e-10f;
  private static final float COMPRESSION = 0.33f;

  private final float[] sensitivity;

  AuditoryLoudness(MelBands bands) {
    sensitivity = new float[bands.count()];
    for (int m = 0; m < sensitivity.length; m++) {
      sensitivity[m] = equalLoudness(2 * Math.PI * bands.centres()[m]);
    }
  }

  /**
   * openSMILE's curve; its last factor has the seventh power where the ninth is usual elsewhere.
   */
  private static float equalLoudness(double omega) {
    double square = omega * omega;
    double fourth = square * square;
    double seventh = fourth * square * omega;
    double low = square + 6.3e6;
    return (float)
        (1e32 * (square + 5.68e7) * fourth / (low * low * (square + 3.8e8) * (seventh + 1.7e31)));
  }

  /**
   * @param powers of the bands
   * @return loudness, 0 upwards
   */
  float compute(float[] powers) {
    double sum = 0;
    for (int m = 0; m < sensitivity.length; m++) {
      float weighted = Math.max(powers[m], LEAST_POWER) * sensitivity[m];
      sum += (float) StrictMath.exp(COMPRESSION * Logarithm.ln(weighted));
    }
    return (float) (sum / sensitivity.length);
  }
}
