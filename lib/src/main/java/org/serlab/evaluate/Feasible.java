package org.serlab.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.serlab.SerlabException;

/**
 * Whether a published accuracy can be the share of right answers among n test utterances, given the
 * digits it was printed with. Exact decimal arithmetic.
 *
 * <p>For accuracies only: a mean of recalls or F1 is no multiple of 1/n. The mean of r test sets of
 * n utterances each is a share of r n.
 *
 * @param printed as it stands in the paper, such as {@code 69.8}
 * @param whole what stands for everything: 100 for per cent, 1 for fractions
 * @param n number of test utterances
 * @param rounded numbers of right answers whose share rounds to it, halves upwards or to even
 * @param cutOff numbers of right answers whose share gives it when further digits are cut off
 */
public record Feasible(
    String printed, int whole, int n, List<Integer> rounded, List<Integer> cutOff) {

  /**
   * @param printed as it stands in the paper, such as {@code 69.8}
   * @param whole what stands for everything: 100 for per cent, 1 for fractions
   * @param n number of test utterances
   * @throws SerlabException if it is no number between 0 and the whole
   */
  public static Feasible of(String printed, int whole, int n) {
    BigDecimal value = parse(printed, whole, n);
    return new Feasible(
        printed,
        whole,
        n,
        counts(value, whole, n, RoundingMode.HALF_UP, RoundingMode.HALF_EVEN),
        counts(value, whole, n, RoundingMode.DOWN));
  }

  /** Numbers of right answers whose share, in one of the ways of rounding, is the value. */
  private static List<Integer> counts(BigDecimal value, int whole, int n, RoundingMode... modes) {
    return IntStream.rangeClosed(0, n)
        .filter(
            right ->
                Stream.of(modes)
                    .map(mode -> rounded(right, whole, n, value.scale(), mode))
                    .anyMatch(share -> share.compareTo(value) == 0))
        .boxed()
        .toList();
  }

  private static BigDecimal rounded(int right, int whole, int n, int digits, RoundingMode mode) {
    return BigDecimal.valueOf((long) right * whole).divide(BigDecimal.valueOf(n), digits, mode);
  }

  private static BigDecimal parse(String printed, int whole, int n) {
    if (n < 1) {
      throw new SerlabException("A test part of " + n + " utterances gives no accuracy.");
    }
    try {
      BigDecimal value = new BigDecimal(printed.trim());
      if (value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(whole)) <= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new SerlabException(
        "\"%s\" is not a number between 0 and %d as a paper prints it.".formatted(printed, whole));
  }

  /** Whether a number of right answers, properly rounded, gives what was printed. */
  public boolean possible() {
    return !rounded.isEmpty();
  }

  /** The printed number as a share of 1. */
  public double share() {
    return new BigDecimal(printed.trim()).doubleValue() / whole;
  }

  /** Wilson's interval of the printed accuracy, as shares of 1: what n utterances can bear. */
  public Interval interval() {
    return Interval.wilson(share() * n, n, Interval.LEVEL);
  }

  /** The answer in words. */
  public String sentence() {
    if (possible()) {
      return "%s is %s of %d right."
          .formatted(printed, rounded.size() == 1 ? rounded.get(0) : range(rounded), n);
    }
    int below = (int) Math.floor(share() * n);
    String neighbours =
        "%d right would print %s, %d right %s"
            .formatted(below, print(below), below + 1, print(below + 1));
    return cutOff.isEmpty()
        ? "%s cannot come from %d utterances: %s.".formatted(printed, n, neighbours)
        : "%s can come from %d utterances only if digits were cut off, not rounded: %s."
            .formatted(printed, n, neighbours);
  }

  private static String range(List<Integer> counts) {
    return counts.get(0) + " to " + counts.get(counts.size() - 1);
  }

  private String print(int right) {
    int digits = new BigDecimal(printed.trim()).scale();
    return rounded(right, whole, n, digits, RoundingMode.HALF_UP).toPlainString();
  }
}
