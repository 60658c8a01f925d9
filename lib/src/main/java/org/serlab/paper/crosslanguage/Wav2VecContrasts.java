package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Measure;
import org.serlab.paper.Publication;
import org.serlab.paper.Published;
import org.serlab.trial.Profile;
import org.serlab.trial.Results;
import tech.tablesaw.api.Table;

/**
 * What changing one thing of the cross-language paper's network does: its beginning, its Deep-WCCN,
 * a reading of the text, the amount of the target language that training hears. All on {@link
 * EqualFolds}.
 */
public final class Wav2VecContrasts {
  private static final String FOUND =
      "found or not by the exact sign-flip test over speakers, after Holm's correction over all that"
          + " have speakers enough for a test";

  /** The paper's text tells the gains for so many seconds, which is none of its amounts. */
  private static final int TOLD_SECONDS = 150;

  /** Length of what the network hears of an utterance (section 4.1.4). */
  private static final int CROP_SECONDS = 2;

  private final Results results;
  private final EqualFolds folds;
  private final Publication paper = Publication.of(BaselineExperiment.PAPER);

  private Wav2VecContrasts(Results results) {
    this.results = results;
    folds = EqualFolds.of(results);
  }

  /** Tables of the records of {@link Wav2VecExperiment}. */
  public static Wav2VecContrasts of(Results results) {
    return new Wav2VecContrasts(results);
  }

  private String caption(String title) {
    return caption(results, "%s, %s; %s".formatted(title, folds.words(), FOUND));
  }

  /** With what stands in for the paper's network and for its corpora. */
  static String caption(Results results, String title) {
    String network =
        results.profile() == Profile.PAPER
            ? ""
            : "; the network is a small wav2vec 2.0, not XLSR-53";
    return BaselineTables.of(results).caption(title + network);
  }

  /** Begun with the small network's pre-trained weights, against at random. */
  public Table pretraining(Measure measure) {
    return against(
        measure + " with pre-trained weights and without",
        List.of(Wav2VecRows.PRETRAINED, Wav2VecRows.MAIN),
        List.of("pre-trained", results.profile() == Profile.PAPER ? "XLSR-53" : "from scratch"),
        measure);
  }

  /** The head alone on pre-trained embeddings that do not learn, with a search and without one. */
  public Table frozen(Measure measure) {
    return against(
        measure + " of the head alone on frozen embeddings, with its settings searched and not",
        List.of(HeadRows.SEARCHED, HeadRows.FROZEN),
        List.of("searched", "not searched"),
        measure);
  }

  /** With Deep-WCCN, without, and with the moving average of the work that it comes from. */
  public Table wccn(Measure measure) {
    return against(
        measure + " with Deep-WCCN, without, and with a moving one",
        List.of(Wav2VecRows.MAIN, Wav2VecRows.WITHOUT, Wav2VecRows.MOVING),
        List.of("Deep-WCCN", "without", "moving"),
        measure);
  }

  /**
   * A researcher's own row beside the one that it comes from.
   *
   * @param row name of the variant
   * @param like name of the other
   */
  public Table variant(String row, String like, Measure measure) {
    List<String> both = List.of(row, like);
    return against(measure + " of a variant beside the row it comes from", both, both, measure);
  }

  /**
   * The first row less each other one in every case, all corrected together; at length less the
   * second.
   */
  private Table against(String title, List<String> rows, List<String> names, Measure measure) {
    List<String> references = rows.subList(1, rows.size());
    Map<List<Object>, Optional<Contrast>> differences = new LinkedHashMap<>();
    for (Tested tested : folds.tested()) {
      for (String reference : references) {
        differences.put(
            List.of(tested, reference), folds.contrast(rows.get(0), reference, tested, measure));
      }
    }
    Map<List<Object>, Optional<Contrast>> adjusted = Differences.adjusted(differences);
    List<List<String>> cells = new ArrayList<>();
    for (Tested tested : folds.tested()) {
      List<Optional<Contrast>> own =
          references.stream().map(one -> adjusted.get(List.<Object>of(tested, one))).toList();
      cells.add(
          Differences.row(
              List.of(tested.label()),
              rows.stream().map(row -> folds.cell(row, tested, measure)).toList(),
              List.of(Differences.cell(own.get(0))),
              Differences.cells(own.get(0)),
              List.of(deviations(rows.subList(0, 2), tested, measure)),
              own.stream().skip(1).map(Differences::found).toList()));
    }
    List<String> less = names.stream().skip(1).map(name -> names.get(0) + " less " + name).toList();
    return Differences.table(
        caption(
            title
                + "; 'all' pools the languages, of which each is trained on twice within, so that"
                + " two trainings count there for each seed"),
        Differences.row(
            List.of("trained → tested"),
            names,
            less.subList(0, 1),
            Differences.HEADS,
            List.of("deviation over trainings, each of both"),
            less.subList(1, less.size())),
        cells);
  }

  /** How far a row's trainings lie apart, for two rows; empty where both have but one. */
  private String deviations(List<String> rows, Tested tested, Measure measure) {
    List<String> spreads =
        rows.stream()
            .map(row -> folds.estimate(row, tested, measure).filter(one -> one.seeds() > 1))
            .map(
                one ->
                    one.map(e -> measure.formatSpread(e.seedDeviation()))
                        .map(text -> text.replace(" points", ""))
                        .orElse("–"))
            .toList();
    return spreads.stream().allMatch("–"::equals) ? "" : String.join(" / ", spreads);
  }

  /** Names of the rows that change one thing of the paper's. */
  public static List<String> changes() {
    return Stream.concat(
            Stream.of(Wav2VecRows.UNTRIMMED, Wav2VecRows.MOVING),
            Wav2VecRows.readings().keySet().stream())
        .toList();
  }

  /** What of a row's name says its change. */
  public static String change(String row) {
    return row.substring(Wav2VecRows.MAIN.length()).strip();
  }

  /** Each row that changes one thing of the paper's, less the paper's on the same seeds. */
  public Table oneChange(Measure measure) {
    List<Tested> columns = folds.firstPair();
    Map<List<Object>, Optional<Contrast>> differences = new LinkedHashMap<>();
    for (String change : changes()) {
      for (Tested tested : columns) {
        differences.put(
            List.of(change, tested), folds.contrast(change, Wav2VecRows.MAIN, tested, measure));
      }
    }
    Map<List<Object>, Optional<Contrast>> adjusted = Differences.adjusted(differences);
    List<List<String>> rows = new ArrayList<>();
    for (String change : changes()) {
      List<Optional<Contrast>> own =
          columns.stream().map(tested -> adjusted.get(List.<Object>of(change, tested))).toList();
      String seeds =
          own.stream()
              .flatMap(Optional::stream)
              .findFirst()
              .map(contrast -> String.valueOf(contrast.seeds()))
              .orElse("");
      rows.add(
          Differences.row(
              List.of(change(change), seeds),
              IntStream.range(0, columns.size())
                  .mapToObj(
                      i ->
                          own.get(i).isPresent()
                              ? Differences.found(own.get(i))
                              : folds.gaps(change, columns.get(i)))
                  .toList()));
    }
    return Differences.table(
        caption(
            "%s of each change less that of the paper's row; 'all' pools the languages"
                .formatted(measure)),
        Differences.row(List.of("changed", "seeds"), columns.stream().map(Tested::label).toList()),
        rows);
  }

  /** Figure 6: what a little of the target language in training adds, beside the paper's gains. */
  public Table targetInputs(Measure measure) {
    Map<List<Object>, Optional<Contrast>> gains = new LinkedHashMap<>();
    for (Tested tested : folds.target()) {
      for (int heard : Wav2VecExperiment.HEARD) {
        gains.put(List.of(tested, heard), folds.gain(tested, heard, measure));
      }
    }
    Map<List<Object>, Optional<Contrast>> adjusted = Differences.adjusted(gains);
    List<List<String>> rows = new ArrayList<>();
    for (Tested tested : folds.target()) {
      for (int heard : heard()) {
        Optional<Contrast> gain = adjusted.getOrDefault(List.of(tested, heard), Optional.empty());
        rows.add(
            Differences.row(
                List.of(
                    tested.label(),
                    String.valueOf(heard),
                    String.valueOf(CROP_SECONDS * heard),
                    folds.cell(Wav2VecRows.MAIN, tested.heard(heard), measure),
                    heard == 0 ? "" : Differences.cell(gain)),
                Differences.cells(gain),
                List.of(
                    heard == told()
                        ? published(tested, measure).map(Published::text).orElse("")
                        : "")));
      }
    }
    return Differences.table(
        caption(
            "%s with some of the target language's utterances in training; the paper tells its gains for %d s, here beside the nearest of its amounts"
                .formatted(measure, TOLD_SECONDS)),
        Differences.row(
            List.of("trained → tested", "heard", "seconds", measure.name(), "gain over 0"),
            Differences.HEADS,
            List.of("paper's gain")),
        rows);
  }

  /** Numbers of utterances that training hears of the target language, from none on. */
  public static List<Integer> heard() {
    return Stream.concat(Stream.of(0), Wav2VecExperiment.HEARD.stream()).toList();
  }

  /** The number whose seconds are nearest to those for which the paper tells its gains. */
  public static int told() {
    return Collections.min(
        Wav2VecExperiment.HEARD,
        Comparator.comparingInt(heard -> Math.abs(CROP_SECONDS * heard - TOLD_SECONDS)));
  }

  /** The paper's gain by target-language inputs. */
  public Optional<Published> published(Tested tested, Measure measure) {
    return paper.find(
        Wav2VecRows.MAIN,
        tested.cases().get(0).paperCode(),
        measure + " gain by target-language inputs");
  }
}
