package org.serlab.paper.crosslanguage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of the cross-language paper's Table 1: durations of a corpus's four classes, in seconds.
 *
 * @param corpus name of the manifest
 * @param classes the classes counted
 * @param recordings number of recordings
 * @param seconds mean, median, longest, shortest and total as printed
 */
public record PublishedDurations(
    String corpus, List<String> classes, int recordings, Map<String, Double> seconds) {
  private static final List<String> FOUR = List.of("anger", "happiness", "neutral", "sadness");

  /** The columns; of ESD its training part, the one with recordings enough to compare. */
  public static final List<PublishedDurations> ALL =
      List.of(
          of("emodb", 339, 2.54, 2.3, 8.88, 0.83, 860),
          of("ravdess", 672, 1.72, 1.66, 3.41, 0.86, 1160),
          of("esd", 12_000, 2.47, 2.3, 7.07, 0.42, 29_634));

  private static PublishedDurations of(
      String corpus,
      int recordings,
      double mean,
      double median,
      double longest,
      double shortest,
      double total) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("mean", mean);
    seconds.put("median", median);
    seconds.put("longest", longest);
    seconds.put("shortest", shortest);
    seconds.put("total", total);
    return new PublishedDurations(corpus, FOUR, recordings, seconds);
  }
}
