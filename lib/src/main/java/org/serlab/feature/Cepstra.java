package org.serlab.feature;

/** Mel cepstra as librosa's {@code mfcc} makes them; for Kaldi's see {@link KaldiFeatures#mfcc}. */
public final class Cepstra {
  private Cepstra() {}

  /**
   * The cosine transform along the bands of each frame.
   *
   * @param decibels mel bands in dB: rows are bands, columns frames
   * @param coefficients number of cepstra, c0 included
   * @param type of the cosine transform, 1 to 4; usually 2
   * @param orthonormal whether it is orthonormal
   * @param lifter L in the weights 1 + L / 2 sin(pi (k + 1) / L); 0 leaves them out
   * @return rows are cepstra, columns frames
   */
  public static double[][] of(
      double[][] decibels, int coefficients, int type, boolean orthonormal, double lifter) {
    int bands = decibels.length;
    int frames = decibels[0].length;
    CosineTransform cosine = CosineTransform.of(type, orthonormal, bands, coefficients);
    double[][] cepstra = new double[coefficients][frames];
    double[] in = new double[bands];
    double[] out = new double[coefficients];
    for (int frame = 0; frame < frames; frame++) {
      for (int band = 0; band < bands; band++) {
        in[band] = decibels[band][frame];
      }
      cosine.apply(in, out);
      for (int k = 0; k < coefficients; k++) {
        double weight =
            lifter == 0 ? 1 : 1 + lifter / 2 * StrictMath.sin(Math.PI * (k + 1) / lifter);
        cepstra[k][frame] = weight * out[k];
      }
    }
    return cepstra;
  }
}
