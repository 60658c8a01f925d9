package org.serlab.paper.attres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Contrast.Finding;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.evaluate.SeedNoise;
import org.serlab.model.attres.AttRes;
import org.serlab.paper.Publication;
import org.serlab.paper.Published;
import org.serlab.paper.ResultTables;
import org.serlab.trial.Condition;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What the results say on the paper's three questions, in words that are made from the numbers:
 * does attention help, does it matter how deep it stands, and how much of the margin is knowing the
 * speakers. All by WA, the paper's measure.
 *
 * @param results the results
 */
public record AttResFindings(Results results) {
  private static final Measure MEASURE = Measure.WA;
  private static final String PLAIN = AttRes.Variant.ATT_RES0.row();
  private static final String PROPOSED = AttRes.Variant.ATT_RES.row();
  private static final List<String> BASELINES =
      List.of("CNN", "LSTM+CNN", "SVM", "AlexNet", "ResNet-18");

  /** Per setting: the networks with attention against the one without. */
  public List<String> attention() {
    List<String> attending =
        Stream.concat(
                Arrays.stream(AttRes.Variant.values()).map(AttRes.Variant::row),
                Stream.of(AttResExperiment.RESCALED))
            .filter(name -> !name.equals(PLAIN))
            .toList();
    List<String> sentences = new ArrayList<>();
    for (Setting setting : results.settings()) {
      List<Contrast> contrasts = against(setting, attending, PLAIN);
      if (!contrasts.isEmpty()) {
        sentences.add(attention(setting, contrasts));
      }
    }
    return orNothing(sentences);
  }

  private String attention(Setting setting, List<Contrast> contrasts) {
    if (contrasts.size() == 1) {
      return situation(setting) + ": " + contrasts.get(0).sentence();
    }
    double[] effects = contrasts.stream().mapToDouble(Contrast::effect).sorted().toArray();
    return "%s: of %d networks with attention %d %s better than %s, %d worse, %d undecided; differences from %s to %s."
        .formatted(
            situation(setting),
            contrasts.size(),
            count(contrasts, Finding.BETTER),
            count(contrasts, Finding.BETTER) == 1 ? "is" : "are",
            PLAIN,
            count(contrasts, Finding.WORSE),
            count(contrasts, Finding.UNDECIDED),
            MEASURE.formatDifference(effects[0]),
            MEASURE.formatDifference(effects[effects.length - 1]));
  }

  private static long count(List<Contrast> contrasts, Finding finding) {
    return contrasts.stream().filter(contrast -> contrast.finding() == finding).count();
  }

  /** Per setting: deeper against shallower attention. */
  public List<String> depth() {
    return pairs(PROPOSED, AttRes.Variant.ATT_RES2.row());
  }

  /** Per setting: attention weights of mean 1 against the paper's. */
  public List<String> rescaling() {
    return pairs(AttResExperiment.RESCALED, PROPOSED);
  }

  private List<String> pairs(String condition, String reference) {
    List<String> sentences = new ArrayList<>();
    for (Setting setting : results.settings()) {
      for (Contrast contrast : against(setting, List.of(condition), reference)) {
        sentences.add(situation(setting) + ": " + contrast.sentence());
      }
    }
    return orNothing(sentences);
  }

  /** Per setting: how far the rows of Table 1 lie apart, beside what the seed alone does. */
  public List<String> noise() {
    List<String> sentences = new ArrayList<>();
    for (Setting setting : results.settings()) {
      List<Outcome> rows =
          Arrays.stream(AttRes.Variant.values())
              .flatMap(variant -> results.outcome(variant.row(), setting).stream())
              .toList();
      SeedNoise.of(rows, MEASURE)
          .map(
              noise ->
                  "%s: with one seed the %d rows of Table 1 deviate by %s from each other, one row over its %d seeds by %s."
                      .formatted(
                          situation(setting),
                          noise.rows(),
                          MEASURE.formatSpread(noise.ofRows()),
                          noise.seeds(),
                          MEASURE.formatSpread(noise.ofSeeds())))
          .ifPresent(sentences::add);
    }
    return orNothing(sentences);
  }

  /**
   * Per corpus and row: what it is worth to have heard the tested speakers, or their sentences.
   * Both cuts train on four fifths of the utterances. Compared are those that both test, each
   * answered by a network that knew and by one that did not, so that a row of few folds counts as
   * far as it goes.
   */
  public Table leakage() {
    List<Condition> rows = results.experiment().conditions();
    Table table =
        Table.create(
            "WA of networks that know speakers and sentences, less WA of networks that do not, on"
                + " the same utterances; in brackets 95 % intervals, resampling utterances"
                + ResultTables.remarks(results, results.settings()),
            StringColumn.create("condition", rows.stream().map(Condition::name)));
    for (Setting known : results.settings()) {
      for (Setting other : results.settings()) {
        if (known.partition().name().equals("random")
            && !other.equals(known)
            && other.data().equals(known.data())) {
          table.addColumns(
              StringColumn.create(
                  "%s: %s less %s"
                      .formatted(
                          known.tested().subset(),
                          known.partition().label(),
                          other.partition().label()),
                  rows.stream().map(row -> worth(row.name(), known, other))));
        }
      }
    }
    return table;
  }

  private String worth(String row, Setting known, Setting other) {
    return results
        .outcome(row, known)
        .flatMap(
            knowing ->
                results
                    .outcome(row, other)
                    .flatMap(guessing -> knowing.contrast(guessing.over(knowing.unit()), MEASURE)))
        .map(contrast -> "%s, %d utterances".formatted(contrast.text(), contrast.utterances()))
        .orElse("not run");
  }

  /** The margin of att-Res over each row of Table 2: the paper's, and each setting's. */
  public Table margins() {
    Publication paper = Publication.of(AttResExperiment.PAPER);
    double published = share(paper, PROPOSED);
    Table table =
        Table.create(
            "Margin of %s over the others, WA%s"
                .formatted(PROPOSED, ResultTables.remarks(results, results.settings())),
            StringColumn.create("over", BASELINES),
            StringColumn.create(
                "paper",
                BASELINES.stream()
                    .map(name -> MEASURE.formatDifference(published - share(paper, name)))));
    for (Setting setting : results.settings()) {
      List<String> cells =
          BASELINES.stream()
              .map(
                  name ->
                      results
                          .outcome(PROPOSED, setting)
                          .flatMap(
                              own ->
                                  results
                                      .outcome(name, setting)
                                      .flatMap(other -> own.contrast(other, MEASURE)))
                          .map(Contrast::text)
                          .orElse("not run"))
              .toList();
      table.addColumns(StringColumn.create(ResultTables.of(results, setting).heading(), cells));
    }
    return table;
  }

  private static double share(Publication paper, String row) {
    return paper.find(row, "", MEASURE.name()).map(Published::share).orElseThrow();
  }

  /** Whether the paper's ablation is wider than what its number of test utterances leaves open. */
  public static String ablation(int utterances) {
    Publication paper = Publication.of(AttResExperiment.PAPER);
    List<Published> rows = paper.at("Table 1");
    Published best =
        rows.stream().filter(value -> value.row().equals(PROPOSED)).findFirst().orElseThrow();
    var interval = best.feasible(utterances).interval();
    List<String> inside =
        rows.stream()
            .filter(value -> interval.contains(value.share()))
            .map(value -> value.row() + " " + value.printed())
            .toList();
    long possible = rows.stream().filter(value -> value.feasible(utterances).possible()).count();
    return String.format(
        Locale.ROOT,
        "At %d test utterances %s %% of %s stands for %.1f to %.1f %%; within lie %s. %d of the %d percentages of Table 1 can be the share of one such test part.",
        utterances,
        best.printed(),
        PROPOSED,
        100 * interval.low(),
        100 * interval.high(),
        String.join(", ", inside),
        possible,
        rows.size());
  }

  private List<Contrast> against(Setting setting, List<String> conditions, String reference) {
    List<Outcome> others =
        conditions.stream().flatMap(name -> results.outcome(name, setting).stream()).toList();
    return results
        .outcome(reference, setting)
        .map(outcome -> Contrast.against(outcome, others, MEASURE))
        .orElse(List.of());
  }

  private String situation(Setting setting) {
    return ResultTables.of(results, setting).situation();
  }

  private static List<String> orNothing(List<String> sentences) {
    return sentences.isEmpty() ? List.of("Not tested here: records are missing.") : sentences;
  }
}
