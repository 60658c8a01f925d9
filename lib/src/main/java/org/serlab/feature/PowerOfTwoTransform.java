package org.serlab.feature;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A complex Fourier transform in place, of a power of two: decimation in time, radix 4. */
final class PowerOfTwoTransform {
  private static final Map<Integer, PowerOfTwoTransform> CACHE = new ConcurrentHashMap<>();

  private final int n;

  /** Where the number for place i comes from: i with its bits reversed. */
  private final int[] order;

  /** For each pass, w, w^2 and w^3 of its butterflies: real, imaginary, ... */
  private final double[][] roots;

  private PowerOfTwoTransform(int n) {
    this.n = n;
    order = new int[n];
    int bits = Integer.numberOfTrailingZeros(n);
    for (int i = 0; i < n; i++) {
      order[i] = bits == 0 ? 0 : Integer.reverse(i) >>> (32 - bits);
    }
    roots = new double[bits / 2][];
    int size = firstSize();
    for (int pass = 0; pass < roots.length; pass++, size *= 4) {
      roots[pass] = new double[6 * size];
      for (int j = 0; j < size; j++) {
        for (int power = 1; power <= 3; power++) {
          double angle = 2 * Math.PI * (power * j) / (4 * size);
          roots[pass][6 * j + 2 * power - 2] = StrictMath.cos(angle);
          roots[pass][6 * j + 2 * power - 1] = -StrictMath.sin(angle);
        }
      }
    }
  }

  /** The transform of n numbers; its tables are shared. */
  static PowerOfTwoTransform of(int n) {
    return CACHE.computeIfAbsent(n, PowerOfTwoTransform::new);
  }

  /** Length of the transforms that are done before the passes of radix 4. */
  private int firstSize() {
    return Integer.numberOfTrailingZeros(n) % 2 == 1 ? 2 : 1;
  }

  /** See {@link #transformReordered}. */
  int[] order() {
    return order;
  }

  void transform(double[] re, double[] im) {
    for (int i = 0; i < n; i++) {
      int j = order[i];
      if (i < j) {
        double swap = re[i];
        re[i] = re[j];
        re[j] = swap;
        swap = im[i];
        im[i] = im[j];
        im[j] = swap;
      }
    }
    transformReordered(re, im);
  }

  /** Takes input whose number {@code order()[i]} stands at place i. */
  void transformReordered(double[] re, double[] im) {
    int size = firstSize();
    if (size == 2) {
      for (int i = 0; i < n; i += 2) {
        double r = re[i + 1];
        double m = im[i + 1];
        re[i + 1] = re[i] - r;
        im[i + 1] = im[i] - m;
        re[i] += r;
        im[i] += m;
      }
    }
    for (int pass = 0; pass < roots.length; pass++, size *= 4) {
      if (size == 1) {
        joinSingles(re, im);
      } else {
        for (int start = 0; start < n; start += 4 * size) {
          join(re, im, start, size, roots[pass]);
        }
      }
    }
  }

  /** Joins four transforms of one number each: all roots are 1. */
  private void joinSingles(double[] re, double[] im) {
    for (int p = 0; p < n; p += 4) {
      // In bit-reversed order the four hold the residues 0, 2, 1, 3 modulo 4.
      double sum02Re = re[p] + re[p + 1];
      double sum02Im = im[p] + im[p + 1];
      double difference02Re = re[p] - re[p + 1];
      double difference02Im = im[p] - im[p + 1];
      double sum13Re = re[p + 2] + re[p + 3];
      double sum13Im = im[p + 2] + im[p + 3];
      double difference13Re = re[p + 2] - re[p + 3];
      double difference13Im = im[p + 2] - im[p + 3];
      re[p] = sum02Re + sum13Re;
      im[p] = sum02Im + sum13Im;
      re[p + 1] = difference02Re + difference13Im;
      im[p + 1] = difference02Im - difference13Re;
      re[p + 2] = sum02Re - sum13Re;
      im[p + 2] = sum02Im - sum13Im;
      re[p + 3] = difference02Re - difference13Im;
      im[p + 3] = difference02Im + difference13Re;
    }
  }

  /** Joins four transforms of {@code size} numbers each; they begin at {@code start}. */
  private static void join(double[] re, double[] im, int start, int size, double[] w) {
    for (int j = 0; j < size; j++) {
      int p0 = start + j;
      int p2 = p0 + size;
      int p1 = p2 + size;
      int p3 = p1 + size;
      int at = 6 * j;
      double r1 = re[p1] * w[at] - im[p1] * w[at + 1];
      double i1 = re[p1] * w[at + 1] + im[p1] * w[at];
      double r2 = re[p2] * w[at + 2] - im[p2] * w[at + 3];
      double i2 = re[p2] * w[at + 3] + im[p2] * w[at + 2];
      double r3 = re[p3] * w[at + 4] - im[p3] * w[at + 5];
      double i3 = re[p3] * w[at + 5] + im[p3] * w[at + 4];
      double r0 = re[p0];
      double i0 = im[p0];
      double sum02Re = r0 + r2;
      double sum02Im = i0 + i2;
      double difference02Re = r0 - r2;
      double difference02Im = i0 - i2;
      double sum13Re = r1 + r3;
      double sum13Im = i1 + i3;
      double difference13Re = r1 - r3;
      double difference13Im = i1 - i3;
      re[p0] = sum02Re + sum13Re;
      im[p0] = sum02Im + sum13Im;
      re[p2] = difference02Re + difference13Im;
      im[p2] = difference02Im - difference13Re;
      re[p1] = sum02Re - sum13Re;
      im[p1] = sum02Im - sum13Im;
      re[p3] = difference02Re - difference13Im;
      im[p3] = difference02Im + difference13Re;
    }
  }
}
