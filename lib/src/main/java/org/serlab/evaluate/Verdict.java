package org.serlab.evaluate;

import java.util.List;
import java.util.Locale;

/** What a run's results say of a published claim. It never speaks beyond the corpus of the run. */
public enum Verdict {
  /** The results bear the claim out. */
  SUPPORTED,
  /** The results show the opposite. */
  CONTRADICTED,
  /** The interval holds both. */
  UNDECIDED,
  /** The results do not reach it. */
  NOT_TESTED;

  /** The word as tables write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** "The condition is better than the reference." */
  public static Verdict better(Contrast contrast) {
    return switch (contrast.finding()) {
      case BETTER -> SUPPORTED;
      case WORSE -> CONTRADICTED;
      case UNDECIDED -> UNDECIDED;
    };
  }

  /**
   * "The reference is the best of these." Supported if it beats every other, contradicted if one
   * beats it.
   *
   * @param contrasts every other with the reference, corrected together ({@link Contrast#against})
   * @param others how many others the claim names; if some are missing the claim can only be
   *     contradicted
   */
  public static Verdict best(List<Contrast> contrasts, int others) {
    if (contrasts.stream().anyMatch(c -> c.finding() == Contrast.Finding.BETTER)) {
      return CONTRADICTED;
    }
    if (contrasts.size() < others || contrasts.isEmpty()) {
      return NOT_TESTED;
    }
    return contrasts.stream().allMatch(c -> c.finding() == Contrast.Finding.WORSE)
        ? SUPPORTED
        : UNDECIDED;
  }

  /** "It is at least so much." */
  public static Verdict atLeast(Interval interval, double threshold) {
    return within(interval, threshold, Double.POSITIVE_INFINITY);
  }

  /** "It is at most so much." */
  public static Verdict atMost(Interval interval, double threshold) {
    return within(interval, Double.NEGATIVE_INFINITY, threshold);
  }

  /** "It lies between": supported if the whole interval does, contradicted if nothing of it. */
  public static Verdict within(Interval interval, double low, double high) {
    if (Double.isNaN(interval.low()) || Double.isNaN(interval.high())) {
      return NOT_TESTED;
    }
    if (interval.low() >= low && interval.high() <= high) {
      return SUPPORTED;
    }
    return interval.high() < low || interval.low() > high ? CONTRADICTED : UNDECIDED;
  }

  /**
   * "All of this holds": contradicted if one is, else not tested if one is or there are none, else
   * undecided if one is.
   */
  public static Verdict all(List<Verdict> verdicts) {
    for (Verdict verdict : List.of(CONTRADICTED, NOT_TESTED, UNDECIDED)) {
      if (verdicts.contains(verdict)) {
        return verdict;
      }
    }
    return verdicts.isEmpty() ? NOT_TESTED : SUPPORTED;
  }
}
