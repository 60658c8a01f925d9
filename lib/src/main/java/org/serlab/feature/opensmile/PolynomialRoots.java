package org.serlab.feature.opensmile;

/**
 * All roots of a real polynomial at once, by the method of Ehrlich and Aberth: Newton steps, each
 * corrected for the other roots. Cubic convergence; the same start for every polynomial.
 */
final class PolynomialRoots {
  private static final int MOST_ROUNDS = 60;
  private static final double PRECISION = 1e-13;

  private final double[] re;
  private final double[] im;
  private final double[] startRe;
  private final double[] startIm;
  private final boolean[] done;
  private int count;

  /**
   * @param degree largest degree
   */
  PolynomialRoots(int degree) {
    re = new double[degree];
    im = new double[degree];
    done = new boolean[degree];
    startRe = new double[degree];
    startIm = new double[degree];
    for (int i = 0; i < degree; i++) {
      // Turned a little, so that no root has a mirror image in the real axis to tie with.
      double angle = 2 * Math.PI * i / degree + 0.4;
      startRe[i] = StrictMath.cos(angle);
      startIm[i] = StrictMath.sin(angle);
    }
  }

  /**
   * @param c coefficients of z^n + c[1] z^(n-1) + ... + c[n]
   */
  void solve(double[] c) {
    count = c.length - 1;
    while (count > 0 && c[count] == 0) {
      count--; // a root at 0, left out
    }
    double radius = 0.9;
    for (int i = 0; i < count; i++) {
      re[i] = radius * startRe[i];
      im[i] = radius * startIm[i];
      done[i] = false;
    }
    int left = count;
    for (int round = 0; round < MOST_ROUNDS && left > 0; round++) {
      for (int i = 0; i < count; i++) {
        if (!done[i] && improve(c, i)) {
          done[i] = true;
          left--;
        }
      }
    }
  }

  /** One step for one root; tells whether it has arrived. */
  private boolean improve(double[] c, int i) {
    double x = re[i];
    double y = im[i];
    double pRe = 1; // the polynomial by Horner's rule
    double pIm = 0;
    double dRe = 0; // its derivative
    double dIm = 0;
    for (int k = 1; k <= count; k++) {
      double newDRe = dRe * x - dIm * y + pRe;
      dIm = dRe * y + dIm * x + pIm;
      dRe = newDRe;
      double newPRe = pRe * x - pIm * y + c[k];
      pIm = pRe * y + pIm * x;
      pRe = newPRe;
    }
    double sumRe = 0; // of 1 / (this root - another)
    double sumIm = 0;
    for (int j = 0; j < count; j++) {
      if (j != i) {
        double differenceRe = x - re[j];
        double differenceIm = y - im[j];
        double norm = differenceRe * differenceRe + differenceIm * differenceIm;
        if (norm > 0) {
          double inverse = 1 / norm;
          sumRe += differenceRe * inverse;
          sumIm -= differenceIm * inverse;
        }
      }
    }
    // Step p / (p' - p sum).
    double divisorRe = dRe - (pRe * sumRe - pIm * sumIm);
    double divisorIm = dIm - (pRe * sumIm + pIm * sumRe);
    double norm = divisorRe * divisorRe + divisorIm * divisorIm;
    if (norm == 0) {
      return true;
    }
    double stepRe = (pRe * divisorRe + pIm * divisorIm) / norm;
    double stepIm = (pIm * divisorRe - pRe * divisorIm) / norm;
    re[i] = x - stepRe;
    im[i] = y - stepIm;
    return Math.abs(stepRe) + Math.abs(stepIm) <= PRECISION * (Math.abs(x) + Math.abs(y));
  }

  /** Number of roots that are not 0. */
  int count() {
    return count;
  }

  /** Real part of a root. */
  double real(int i) {
    return re[i];
  }

  /** Imaginary part of a root. */
  double imaginary(int i) {
    return im[i];
  }
}
