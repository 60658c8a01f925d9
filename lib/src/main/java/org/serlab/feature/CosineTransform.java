package org.serlab.feature;

/**
 * Discrete cosine transforms of types 1 to 4 as a matrix, with scipy's definitions; a mel cepstrum
 * is the first few coefficients of the orthonormal type 2 of logarithmic mel bands.
 */
public final class CosineTransform {
  private final double[][] matrix;

  private CosineTransform(double[][] matrix) {
    this.matrix = matrix;
  }

  /**
   * @param type 1 to 4
   * @param orthonormal whether the full matrix is orthonormal; otherwise it is scipy's without
   *     norm, which has a factor of 2
   * @param inputs numbers that are transformed, N (at least 2 for type 1)
   * @param outputs coefficients wanted, the first of N
   * @return y[k] = sum over n of x[n] f(n, k), where f without norm is
   *     <ul>
   *       <li>type 1: 2 cos(pi k n / (N - 1)), but 1 for n = 0 and (-1)^k for n = N - 1
   *       <li>type 2: 2 cos(pi k (2 n + 1) / (2 N))
   *       <li>type 3: 2 cos(pi (2 k + 1) n / (2 N)), but 1 for n = 0
   *       <li>type 4: 2 cos(pi (2 k + 1) (2 n + 1) / (4 N))
   *     </ul>
   */
  public static CosineTransform of(int type, boolean orthonormal, int inputs, int outputs) {
    if (type < 1 || type > 4 || outputs > inputs || inputs < (type == 1 ? 2 : 1)) {
      throw new IllegalArgumentException(
          "a cosine transform of type " + type + " from " + inputs + " to " + outputs);
    }
    double[][] matrix = new double[outputs][inputs];
    for (int k = 0; k < outputs; k++) {
      for (int n = 0; n < inputs; n++) {
        matrix[k][n] = orthonormal ? orthonormal(type, inputs, k, n) : plain(type, inputs, k, n);
      }
    }
    return new CosineTransform(matrix);
  }

  /**
   * The exact inverse of the transform of all coefficients.
   *
   * @param type of the transform to undo, 1 to 4
   * @param orthonormal as in {@link #of}
   * @param size N
   * @return the inverse
   */
  public static CosineTransform inverse(int type, boolean orthonormal, int size) {
    int opposite = type == 2 ? 3 : type == 3 ? 2 : type; // each is its own inverse but for these
    CosineTransform inverse = of(opposite, orthonormal, size, size);
    if (!orthonormal) {
      double scale = 1.0 / (2 * (type == 1 ? size - 1 : size));
      for (double[] row : inverse.matrix) {
        for (int n = 0; n < size; n++) {
          row[n] *= scale;
        }
      }
    }
    return inverse;
  }

  private static double plain(int type, int size, int k, int n) {
    return switch (type) {
      case 1 -> (n == 0 || n == size - 1 ? 1 : 2) * cosine((long) k * n, size - 1);
      case 2 -> 2 * cosine((long) k * (2 * n + 1), 2 * size);
      case 3 -> (n == 0 ? 1 : 2) * cosine((2L * k + 1) * n, 2 * size);
      default -> 2 * cosine((2L * k + 1) * (2 * n + 1), 4 * size);
    };
  }

  private static double orthonormal(int type, int size, int k, int n) {
    double half = Math.sqrt(0.5);
    return switch (type) {
      case 1 ->
          Math.sqrt(2.0 / (size - 1))
              * (n == 0 || n == size - 1 ? half : 1)
              * (k == 0 || k == size - 1 ? half : 1)
              * cosine((long) k * n, size - 1);
      case 2 -> Math.sqrt((k == 0 ? 1.0 : 2.0) / size) * cosine((long) k * (2 * n + 1), 2 * size);
      case 3 -> Math.sqrt((n == 0 ? 1.0 : 2.0) / size) * cosine((2L * k + 1) * n, 2 * size);
      default -> Math.sqrt(2.0 / size) * cosine((2L * k + 1) * (2 * n + 1), 4 * size);
    };
  }

  /** cos(pi numerator / denominator), whole turns taken off exactly. */
  private static double cosine(long numerator, int denominator) {
    return StrictMath.cos(Math.PI * (numerator % (2L * denominator)) / denominator);
  }

  /** Number of coefficients. */
  public int outputs() {
    return matrix.length;
  }

  /**
   * @param input N numbers
   * @param output receives {@link #outputs()} coefficients
   */
  public void apply(double[] input, double[] output) {
    for (int k = 0; k < matrix.length; k++) {
      output[k] = Sums.product(matrix[k], input, 0);
    }
  }
}
