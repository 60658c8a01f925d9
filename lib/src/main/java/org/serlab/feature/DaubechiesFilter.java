package org.serlab.feature;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The filters of orthogonal wavelets with N vanishing moments, from their construction (Daubechies,
 * Orthonormal bases of compactly supported wavelets, 1988): H(z) = ((1 + z) / 2)^N times a factor
 * (1 - z_i z) for each y_i that solves sum over k below N of C(N - 1 + k, k) y^k = 0, where z_i + 1
 * / z_i = 2 - 4 y_i. Each z_i may be replaced by 1 / z_i. Computed with 80 digits, since the
 * equation's solutions lie close together.
 */
final class DaubechiesFilter {
  private static final MathContext DIGITS = new MathContext(80);
  private static final BigDecimal CONVERGED = new BigDecimal("1e-70");
  private static final BigDecimal REAL = new BigDecimal("1e-40");
  private static final int MOST_STEPS = 1000;

  private DaubechiesFilter() {}

  /**
   * @param moments N, at least 1
   * @param mirrored bit i: whether the i-th zero (and its conjugate), in the order of falling real
   *     part, lies outside the unit circle
   * @return 2 N taps whose sum is the root of 2
   */
  static double[] taps(int moments, int mirrored) {
    List<Number> polynomial = List.of(Number.ONE);
    for (int i = 0; i < moments; i++) {
      polynomial = times(polynomial, Number.ONE);
    }
    List<Number> zeros = zeros(moments);
    for (int i = 0; i < zeros.size(); i++) {
      boolean outside = (mirrored >> i & 1) == 1;
      Number zero = outside ? Number.ONE.over(zeros.get(i)) : zeros.get(i);
      polynomial = times(polynomial, Number.ZERO.minus(zero));
      if (!zero.isReal()) {
        polynomial = times(polynomial, Number.ZERO.minus(zero.conjugate()));
      }
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Number coefficient : polynomial) {
      sum = sum.add(coefficient.re, DIGITS);
    }
    BigDecimal scale = BigDecimal.valueOf(2).sqrt(DIGITS).divide(sum, DIGITS);
    return polynomial.stream()
        .mapToDouble(coefficient -> coefficient.re.multiply(scale, DIGITS).doubleValue())
        .toArray();
  }

  /** The polynomial times (1 + factor z), coefficients from the lowest. */
  private static List<Number> times(List<Number> polynomial, Number factor) {
    List<Number> product = new ArrayList<>(polynomial);
    product.add(Number.ZERO);
    for (int i = 0; i < polynomial.size(); i++) {
      product.set(i + 1, product.get(i + 1).plus(polynomial.get(i).times(factor)));
    }
    return product;
  }

  /** The zeros inside the unit circle, one of each conjugate pair. */
  private static List<Number> zeros(int moments) {
    List<Number> zeros = new ArrayList<>();
    for (Number y : solutions(moments)) {
      if (y.im.signum() < 0 && !y.isReal()) {
        continue; // its conjugate is there too
      }
      Number real = y.isReal() ? new Number(y.re, BigDecimal.ZERO) : y;
      Number middle = Number.ONE.minus(real).minus(real);
      Number root = middle.times(middle).minus(Number.ONE).sqrt();
      Number zero = middle.plus(root);
      zeros.add(zero.square().compareTo(BigDecimal.ONE) < 0 ? zero : middle.minus(root));
    }
    zeros.sort(Comparator.comparing((Number zero) -> zero.re).reversed());
    return zeros;
  }

  /** All y, by the iteration of Weierstrass (Durand and Kerner). */
  private static Number[] solutions(int moments) {
    int degree = moments - 1;
    BigDecimal[] coefficients = new BigDecimal[moments];
    coefficients[0] = BigDecimal.ONE;
    for (int k = 1; k < moments; k++) {
      coefficients[k] =
          coefficients[k - 1]
              .multiply(BigDecimal.valueOf(moments - 1 + k))
              .divide(BigDecimal.valueOf(k), DIGITS);
    }
    Number[] y = new Number[degree];
    Number start = new Number(new BigDecimal("0.4"), new BigDecimal("0.9"));
    for (int i = 0; i < degree; i++) {
      y[i] = i == 0 ? start : y[i - 1].times(start);
    }
    BigDecimal change = BigDecimal.ONE;
    for (int step = 0; step < MOST_STEPS && change.compareTo(CONVERGED) > 0; step++) {
      change = BigDecimal.ZERO;
      for (int i = 0; i < degree; i++) {
        Number value = Number.ZERO;
        for (int k = degree; k >= 0; k--) {
          value =
              value
                  .times(y[i])
                  .plus(
                      new Number(
                          coefficients[k].divide(coefficients[degree], DIGITS), BigDecimal.ZERO));
        }
        for (int j = 0; j < degree; j++) {
          value = j == i ? value : value.over(y[i].minus(y[j]));
        }
        y[i] = y[i].minus(value);
        change = change.max(value.square());
      }
    }
    return y;
  }

  /** A complex number. */
  private record Number(BigDecimal re, BigDecimal im) {
    static final Number ZERO = new Number(BigDecimal.ZERO, BigDecimal.ZERO);
    static final Number ONE = new Number(BigDecimal.ONE, BigDecimal.ZERO);

    Number plus(Number other) {
      return new Number(re.add(other.re, DIGITS), im.add(other.im, DIGITS));
    }

    Number minus(Number other) {
      return new Number(re.subtract(other.re, DIGITS), im.subtract(other.im, DIGITS));
    }

    Number times(Number other) {
      return new Number(
          re.multiply(other.re).subtract(im.multiply(other.im), DIGITS),
          re.multiply(other.im).add(im.multiply(other.re), DIGITS));
    }

    Number over(Number other) {
      Number product = times(other.conjugate());
      BigDecimal square = other.square();
      return new Number(product.re.divide(square, DIGITS), product.im.divide(square, DIGITS));
    }

    Number conjugate() {
      return new Number(re, im.negate());
    }

    /** Square of the magnitude. */
    BigDecimal square() {
      return re.multiply(re).add(im.multiply(im), DIGITS);
    }

    boolean isReal() {
      return im.abs().compareTo(REAL) < 0;
    }

    /** The root with a real part that is not negative. */
    Number sqrt() {
      BigDecimal magnitude = square().sqrt(DIGITS);
      BigDecimal two = BigDecimal.valueOf(2);
      BigDecimal real = magnitude.add(re).max(BigDecimal.ZERO).divide(two, DIGITS).sqrt(DIGITS);
      BigDecimal imaginary =
          magnitude.subtract(re).max(BigDecimal.ZERO).divide(two, DIGITS).sqrt(DIGITS);
      return new Number(real, im.signum() < 0 ? imaginary.negate() : imaginary);
    }
  }
}
