package org.serlab.trial;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Probabilities with the four digits that records keep: whole ten-thousandths that sum to 1. */
final class FourDigits {
  private static final int WHOLE = 10_000;

  private FourDigits() {}

  /**
   * Rounds by largest remainders, so that the sum stays 1, and so that the predicted class (the
   * first of the largest) stays the same where rounding makes two classes equal.
   *
   * @throws IllegalArgumentException if these are no probabilities
   */
  static double[] round(double[] probabilities) {
    double sum = Arrays.stream(probabilities).sum();
    boolean valid = Arrays.stream(probabilities).allMatch(p -> p >= 0 && p <= 1 + 1e-3);
    if (!valid || Math.abs(sum - 1) > 1e-3) {
      throw new IllegalArgumentException(
          "these are no probabilities: " + Arrays.toString(probabilities));
    }
    int[] whole = new int[probabilities.length];
    double[] remainders = new double[probabilities.length];
    for (int i = 0; i < whole.length; i++) {
      double exact = probabilities[i] / sum * WHOLE;
      whole[i] = (int) Math.floor(exact);
      remainders[i] = exact - whole[i];
    }
    int left = WHOLE - Arrays.stream(whole).sum();
    IntStream.range(0, whole.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -remainders[i]))
        .limit(left)
        .forEach(i -> whole[i]++);
    int best = 0;
    int rounded = 0;
    for (int i = 1; i < whole.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
      rounded = whole[i] > whole[rounded] ? i : rounded;
    }
    if (rounded != best) {
      whole[best]++;
      whole[rounded]--;
    }
    return shares(whole);
  }

  /**
   * @param whole ten-thousandths
   * @throws IllegalArgumentException if they do not sum to 10,000
   */
  static double[] shares(int[] whole) {
    if (Arrays.stream(whole).anyMatch(n -> n < 0) || Arrays.stream(whole).sum() != WHOLE) {
      throw new IllegalArgumentException("probabilities that do not sum to 1");
    }
    return Arrays.stream(whole).mapToDouble(n -> n / (double) WHOLE).toArray();
  }

  /** What {@link #shares} was given. */
  static int[] whole(double[] shares) {
    return Arrays.stream(shares).mapToInt(share -> (int) Math.round(share * WHOLE)).toArray();
  }
}
