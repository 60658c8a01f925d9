package org.serlab.feature.opensmile;

import org.jtransforms.utils.CommonUtils;

/**
 * The Fourier transform of real numbers that gives every bit of openSMILE's: the split-radix
 * transform of Takuya Ooura's FFT package in single precision, run by the routines of JTransforms
 * with tables of our own. JTransforms' ready-made class rounds its tables otherwise, and the linear
 * prediction behind the formants is so ill conditioned that the last bit decides.
 *
 * <p>Layout of a spectrum of n points: {@code [0]} real part at 0 Hz, {@code [1]} real part at the
 * Nyquist frequency, {@code [2k]} and {@code [2k + 1]} real and imaginary part of bin k.
 */
final class SinglePrecisionFourier {
  private final int length;
  private final int[] order;
  private final float[] tables;

  /**
   * @param length a power of two from 64
   */
  SinglePrecisionFourier(int length) {
    if (length < 64 || Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException("a transform of " + length + " points");
    }
    this.length = length;
    order = new int[2 + (int) Math.ceil(Math.sqrt(length / 2.0))];
    order[0] = length / 4;
    order[1] = 1;
    CommonUtils.makeipt(length / 4, order);
    tables = new float[length / 2];
    fillTwiddles(length / 8, tables);
    fillRealTable(length / 4, tables);
  }

  private static float cos(float angle) {
    return (float) StrictMath.cos(angle);
  }

  private static float sin(float angle) {
    return (float) StrictMath.sin(angle);
  }

  /** The twiddle factors of the complex transform, for all its radices one after the other. */
  private static void fillTwiddles(int count, float[] w) {
    int half = count;
    float delta = (float) (Math.PI / 4) / half;
    float triple = 3 * delta;
    float middle = cos(delta * half);
    w[0] = 1;
    w[1] = middle;
    if (half == 4) {
      w[2] = cos(2 * delta);
      w[3] = sin(2 * delta);
    } else if (half > 4) {
      w[2] = (float) (0.5 / StrictMath.cos(2 * delta));
      w[3] = (float) (0.5 / StrictMath.cos(6 * delta));
      for (int j = 4; j < half; j += 4) {
        w[j] = cos(delta * j);
        w[j + 1] = sin(delta * j);
        w[j + 2] = cos(triple * j);
        w[j + 3] = -sin(triple * j);
      }
    }
    int base = 0;
    while (half > 2) {
      int next = base + half;
      half /= 2;
      w[next] = 1;
      w[next + 1] = middle;
      if (half == 4) {
        w[next + 2] = w[base + 4];
        w[next + 3] = w[base + 5];
      } else if (half > 4) {
        w[next + 2] = (float) (0.5 / w[base + 4]);
        w[next + 3] = (float) (0.5 / w[base + 6]);
        for (int j = 4; j < half; j += 4) {
          System.arraycopy(w, base + 2 * j, w, next + j, 4);
        }
      }
      base = next;
    }
  }

  /** The factors that turn the complex transform of half the length into that of real numbers. */
  private static void fillRealTable(int count, float[] tables) {
    int half = count / 2;
    float delta = (float) (Math.PI / 4) / half;
    tables[count] = cos(delta * half);
    tables[count + half] = 0.5f * tables[count];
    for (int j = 1; j < half; j++) {
      tables[count + j] = (float) (0.5 * StrictMath.cos(delta * j));
      tables[count + count - j] = (float) (0.5 * StrictMath.sin(delta * j));
    }
  }

  /**
   * X[k] = sum over i of x[i] exp(-2 pi i k / n), not scaled, in place.
   *
   * @param x n numbers; receives the spectrum
   */
  void transform(float[] x) {
    CommonUtils.cftfsub(length, x, 0, order, length / 4, tables);
    CommonUtils.rftfsub(length, x, 0, length / 4, tables, length / 4);
    float difference = x[0] - x[1];
    x[0] += x[1];
    x[1] = difference;
  }
}
