package org.serlab.nn;

import ai.djl.ndarray.NDArray;

/**
 * The projection of within-class covariance normalisation: from a covariance W (D, D) the lower
 * triangular B with a positive diagonal and {@code B B^T = W^-1}, so that {@code B^T x} has the
 * identity as its covariance.
 *
 * <p>B is the Cholesky factor of the inverse, but the inverse is never formed: with J the reversal
 * of the axes and {@code J W J = L L^T}, {@code B = J L^-T J}.
 *
 * <p>A covariance that cannot be inverted gets a ridge, ours: {@link #RIDGE} times its mean
 * variance on the diagonal. It is added where the factorisation fails, or where its smallest pivot
 * is below {@link #LEAST_PIVOT} of the largest (directions that single precision cannot tell from
 * none). A covariance of zero gives the identity, and so does one that holds no finite number.
 */
final class Whitening {
  private static final double RIDGE = 1e-6;
  private static final double LEAST_PIVOT = 1e-12;

  /** Below it a mean variance counts as zero: the projection would leave single precision. */
  private static final double LEAST_VARIANCE = 1e-60;

  /** Diagonal of the factor of J W J, and 0, or the order of the minor that is not positive. */
  private static final TorchScript PIVOTS =
      TorchScript.ofBody(
          "w: Tensor",
          "l, failed, = torch.linalg_cholesky_ex(torch.flip(w, [0, 1]))",
          "return torch.cat([torch.diagonal(l), torch.to(torch.unsqueeze(failed, 0), 7)])");

  private static final TorchScript PROJECTION =
      TorchScript.ofBody(
          "w: Tensor, identity: Tensor",
          "l = torch.linalg_cholesky(torch.flip(w, [0, 1]))",
          "inverse = torch.linalg_solve_triangular(l, identity, upper=False)",
          "return torch.flip(torch.t(inverse), [0, 1])");

  private Whitening() {}

  /**
   * @param covariance W (D, D), symmetric, double precision
   * @return B (D, D), double precision
   */
  static NDArray projection(NDArray covariance) {
    long d = covariance.getShape().get(0);
    NDArray identity =
        covariance.getManager().eye((int) d).toType(covariance.getDataType(), false); // (D, D)
    double variance = covariance.mul(identity).sum().getDouble() / d;
    if (!(variance > LEAST_VARIANCE) || Double.isInfinite(variance)) {
      return identity;
    }
    // In units of the mean variance, so that tiny covariances lose nothing.
    NDArray w = covariance.div(variance);
    if (isSingular(w)) {
      w = w.add(identity.mul(RIDGE));
    }
    return PROJECTION.apply(w, identity).div(Math.sqrt(variance));
  }

  private static boolean isSingular(NDArray w) {
    double[] pivots = PIVOTS.apply(w).toDoubleArray();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < pivots.length - 1; i++) {
      least = Math.min(least, pivots[i] * pivots[i]);
      most = Math.max(most, pivots[i] * pivots[i]);
    }
    return pivots[pivots.length - 1] != 0 || !(least > LEAST_PIVOT * most);
  }
}
