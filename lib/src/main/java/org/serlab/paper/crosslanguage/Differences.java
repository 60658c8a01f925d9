package org.serlab.paper.crosslanguage;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Interval;
import org.serlab.evaluate.Measure;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Differences of few speakers in words, and tables of words. */
final class Differences {
  /** Heads of the columns that {@link #cells} fills. */
  static final List<String> HEADS =
      List.of(
          "t interval over speakers",
          "what the test allows",
          "each training",
          "speakers / trainings");

  private Differences() {}

  /**
   * Holm's correction over those that some difference could pass. The others can be no false finds,
   * so they do not count (Tarone, Biometrics 46, 1990); with five speakers or fewer the sign-flip
   * test never passes.
   *
   * @param contrasts a table's contrasts, by whatever they stand at; empty ones were not run
   */
  static <K> Map<K, Optional<Contrast>> adjusted(Map<K, Optional<Contrast>> contrasts) {
    Iterator<Contrast> adjusted =
        Contrast.adjusted(
                contrasts.values().stream()
                    .flatMap(Optional::stream)
                    .filter(Differences::canPass)
                    .toList())
            .iterator();
    Map<K, Optional<Contrast>> all = new LinkedHashMap<>();
    contrasts.forEach(
        (key, contrast) -> all.put(key, contrast.map(one -> canPass(one) ? adjusted.next() : one)));
    return all;
  }

  private static boolean canPass(Contrast contrast) {
    return contrast.smallestP() <= Contrast.ALPHA;
  }

  /** What the test allows to be said. */
  static String allows(Contrast contrast) {
    return switch (contrast.finding()) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case UNDECIDED -> undecided(contrast);
    };
  }

  /** Why nothing was found: no difference, however large, could have been, or else the data. */
  static String undecided(Contrast contrast) {
    String few =
        contrast.speakers() == 1
            ? "one speaker is too few"
            : contrast.speakers() + " speakers are too few";
    return !canPass(contrast)
        ? few
        : contrast.cannotDecide()
            ? few + " for %d contrasts".formatted(contrast.family())
            : "undecided";
  }

  /** A difference with its interval; {@code not run} without one. */
  static String cell(Optional<Contrast> contrast) {
    return contrast
        .map(one -> BaselineTables.tight(one.text().replace(" points", "")))
        .orElse("not run");
  }

  /** The difference, and a word where the test finds one; {@code not run} without one. */
  static String found(Optional<Contrast> contrast) {
    return contrast.map(FactorTables::cell).orElse("not run");
  }

  /** What stands beside a difference, under {@link #HEADS}. */
  static List<String> cells(Optional<Contrast> contrast) {
    return contrast
        .map(
            one ->
                List.of(
                    one.overSpeakers().map(t -> interval(t, one.measure())).orElse(""),
                    allows(one),
                    trainings(one),
                    one.speakers() + " / " + one.seeds()))
        .orElse(List.of("", "", "", ""));
  }

  private static String interval(Interval interval, Measure measure) {
    return Double.isNaN(interval.low())
        ? ""
        : BaselineTables.tight(
            number(interval.low(), measure) + " to " + number(interval.high(), measure));
  }

  /** The difference of each training, seed by seed. */
  private static String trainings(Contrast contrast) {
    return Arrays.stream(contrast.perSeed())
        .mapToObj(difference -> number(difference, contrast.measure()))
        .collect(Collectors.joining(", "));
  }

  private static String number(double difference, Measure measure) {
    return measure.formatDifference(difference).replace(" points", "");
  }

  /** The cells of a row in a list. */
  @SafeVarargs
  static List<String> row(List<String>... parts) {
    return Arrays.stream(parts).flatMap(List::stream).toList();
  }

  /** A table of texts. */
  static Table table(String caption, List<String> heads, List<List<String>> rows) {
    Table table = Table.create(caption);
    for (int i = 0; i < heads.size(); i++) {
      int column = i;
      table.addColumns(
          StringColumn.create(heads.get(i), rows.stream().map(row -> row.get(column)).toList()));
    }
    return table;
  }
}
