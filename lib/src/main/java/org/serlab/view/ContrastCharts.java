package org.serlab.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Measure;
import org.serlab.paper.Published;
import org.serlab.paper.crosslanguage.BaselineTables;
import org.serlab.paper.crosslanguage.EqualFolds;
import org.serlab.paper.crosslanguage.LayerTables;
import org.serlab.paper.crosslanguage.Tested;
import org.serlab.paper.crosslanguage.Wav2VecContrasts;
import org.serlab.paper.crosslanguage.Wav2VecRows;
import org.serlab.trial.Profile;
import org.serlab.trial.Results;

/**
 * The cross-language paper's figure 6, and what changing one thing of its network does. Where no
 * trial has a record a sentence says so.
 */
public final class ContrastCharts {
  /** By so much of a step lines stand apart, so that their intervals do not hide each other. */
  private static final double APART = 0.045;

  /** Ticks of up to 150 utterances, so that each number that was heard has one. */
  private static final int TENS = 15;

  private final Results results;
  private final EqualFolds folds;

  private ContrastCharts(Results results) {
    this.results = results;
    folds = EqualFolds.of(results);
  }

  /** Charts of the records of {@link org.serlab.paper.crosslanguage.Wav2VecExperiment}. */
  public static ContrastCharts of(Results results) {
    return new ContrastCharts(results);
  }

  /** Says on an axis what stands in for the paper's network and corpora. */
  private String axis(String words) {
    String remark = BaselineTables.of(results).remark();
    return words
        + (results.profile() == Profile.PAPER ? "" : ". A small wav2vec 2.0, not XLSR-53")
        + (remark.isEmpty() ? "" : "; " + remark);
  }

  /**
   * Figure 6: a line for each pair of languages over the number of the target language's utterances
   * in training, and where this run would be with the paper's gain.
   */
  public Renderable targetInputs(Measure measure) {
    List<Curve> curves = new ArrayList<>();
    List<Curve> theirs = new ArrayList<>();
    for (Tested tested : folds.target()) {
      List<Integer> heard =
          Wav2VecContrasts.heard().stream()
              .filter(count -> folds.heard(tested, count, measure).isPresent())
              .toList();
      if (heard.size() < 2) {
        continue;
      }
      double[] x = heard.stream().mapToDouble(count -> count).toArray();
      curves.add(
          curve(
              tested.label(),
              x,
              heard.stream().map(count -> folds.heard(tested, count, measure)).toList()));
      double start = 100 * folds.heard(tested, heard.get(0), measure).orElseThrow().value();
      Wav2VecContrasts.of(results)
          .published(tested, measure)
          .filter(gain -> heard.get(0) == 0)
          .map(Published::value)
          .ifPresent(
              gain ->
                  theirs.add(
                      Curve.of(
                          "%s, with the paper's gain".formatted(tested.label()),
                          new double[] {0, Wav2VecContrasts.told()},
                          new double[] {start, start + gain})));
    }
    curves.addAll(theirs);
    return lines(
        new Caption(
            "Some of the target language in training (Figure 6)",
            axis("utterances heard of the target language"),
            measure + " (%)",
            "%s with intervals over the number of utterances heard of the target language, a line for each pair that was run, with the paper's gain."
                .formatted(measure)),
        curves,
        TENS);
  }

  /**
   * A line for each case over the layers.
   *
   * @param measure a share, shown in per cent
   * @param across the cases across languages, else those within a language
   */
  public Renderable layers(Measure measure, boolean across) {
    List<String> rows = LayerTables.rows();
    List<Tested> cases = folds.tested(across);
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Tested tested = cases.get(i);
      double shift = APART * (i - (cases.size() - 1) / 2.0);
      List<Optional<Estimate>> estimates =
          rows.stream().map(row -> folds.estimate(row, tested, measure)).toList();
      if (estimates.stream().anyMatch(Optional::isPresent)) {
        curves.add(
            curve(
                tested.label(),
                IntStream.range(0, rows.size()).mapToDouble(layer -> layer + shift).toArray(),
                estimates));
      }
    }
    return lines(
        new Caption(
            "What a linear classifier makes of each layer, "
                + (across ? "across languages" : "within a language"),
            axis("layer (0 is the transformer's input)"),
            measure + " (%)",
            "%s of a linear classifier on each layer with intervals, a line for each case."
                .formatted(measure)),
        curves,
        rows.size());
  }

  /** Every row that changes one thing of the paper's, on the first pair of languages. */
  public Renderable oneChange(Measure measure) {
    List<String> changes = Wav2VecContrasts.changes();
    Bars[] bars =
        folds.firstPair().stream()
            .map(
                tested ->
                    differences(
                        tested.label(),
                        changes,
                        row -> folds.contrast(row, Wav2VecRows.MAIN, tested, measure)))
            .toArray(Bars[]::new);
    return plot(
        new Caption(
            "What one change of the paper's network does",
            axis("difference in %s (points)".formatted(measure)),
            "",
            "Difference in %s of each change to the unchanged network with intervals, within and across languages."
                .formatted(measure)),
        changes.stream().map(Wav2VecContrasts::change).toList(),
        "no difference",
        bars);
  }

  /** What pre-trained weights add in every case. */
  public Renderable pretraining(Measure measure) {
    List<Tested> cases = folds.tested();
    return plot(
        new Caption(
            "What pre-trained weights add",
            axis("gain in %s (points)".formatted(measure)),
            "",
            "Difference in %s between pre-trained weights and none with intervals, a row for each case."
                .formatted(measure)),
        cases.stream().map(Tested::label).toList(),
        "no gain",
        differences(
            "pre-trained less from scratch",
            cases,
            tested -> folds.contrast(Wav2VecRows.PRETRAINED, Wav2VecRows.MAIN, tested, measure)));
  }

  /** Differences, with a line at none; a sentence if there are none. */
  private static Renderable plot(
      Caption caption, List<String> names, String none, Bars... differences) {
    return Arrays.stream(differences)
            .flatMapToDouble(bars -> Arrays.stream(bars.values()))
            .allMatch(Double::isNaN)
        ? noRecords(caption)
        : Charts.intervals(caption, names, differences).mark(none, 0);
  }

  private static Renderable noRecords(Caption caption) {
    return Sentences.of("", List.of("No records: %s.".formatted(caption.title())));
  }

  /** Lines with about so many ticks below them; a sentence if there are none. */
  private static Renderable lines(Caption caption, List<Curve> curves, int ticks) {
    return curves.isEmpty()
        ? noRecords(caption)
        : Charts.line(caption, curves.toArray(Curve[]::new)).ticks(ticks);
  }

  private static Curve curve(String name, double[] x, List<Optional<Estimate>> estimates) {
    Bars bars =
        BaselineCharts.of(
            name,
            estimates.stream().map(one -> one.map(Estimate::value)).toList(),
            estimates.stream().map(one -> one.map(Estimate::interval)).toList());
    return new Curve(name, x, bars.values(), bars.low(), bars.high());
  }

  private static <T> Bars differences(
      String name, List<T> rows, Function<T, Optional<Contrast>> contrast) {
    List<Optional<Contrast>> contrasts = rows.stream().map(contrast).toList();
    return BaselineCharts.of(
        name,
        contrasts.stream().map(one -> one.map(Contrast::effect)).toList(),
        contrasts.stream().map(one -> one.map(Contrast::interval)).toList());
  }
}
