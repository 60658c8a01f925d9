package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Interval;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Verdict;
import org.serlab.paper.Claim;
import org.serlab.paper.Claim.Judgement;
import org.serlab.paper.Publication;
import org.serlab.paper.Published;
import org.serlab.paper.ResultTables;
import org.serlab.paper.crosslanguage.LanguageClaims.Language;
import org.serlab.paper.crosslanguage.LanguageClaims.Pair;
import org.serlab.trial.Results;

/**
 * Tests of those claims of {@link Wav2VecClaims} that no comparison on equal utterances decides.
 */
final class Wav2VecTests {
  /** So much above chance still is "close to chance level", as the paper puts no number to it. */
  static final double NEAR = 0.05;

  private Wav2VecTests() {}

  /**
   * The network of Figure 1 stays close to chance on both sets: supported if both intervals over
   * speakers lie below chance and {@value #NEAR}, contradicted if one lies above that.
   *
   * @param head how it is trained
   */
  static Claim.Test nearChance(HeadRows.Head head) {
    return (results, setting, measure) -> {
      List<Run> runs =
          BaselineExperiment.sets().stream()
              .map(set -> new Run(HeadRows.network(set, head), setting))
              .toList();
      double chance = 1.0 / Math.max(1, results.classes(setting).size());
      return against(
          results,
          runs,
          measure,
          chance,
          "chance is " + measure.format(chance),
          interval -> Verdict.atMost(interval, chance + NEAR));
    };
  }

  /**
   * The best of the works that Table 4 compares with; they may tell other numbers of classes apart.
   *
   * @return empty where it lists none by that measure
   */
  static Optional<Published> bestWork(Language language, boolean across, Measure measure) {
    return Publication.of(BaselineExperiment.PAPER).at("Table 4").stream()
        .filter(value -> !value.row().equals(Wav2VecRows.MAIN))
        .filter(value -> value.corpus().equals(language.corpus))
        .filter(value -> value.measure().equals(measure.name()))
        .filter(value -> value.column().startsWith(across ? "across" : "within"))
        .max(Comparator.comparingDouble(Published::share));
  }

  /**
   * The network is better than a work: supported if the interval over speakers lies above the
   * printed figure, contradicted if it lies below.
   */
  static Claim.Test above(Published work) {
    return (results, setting, measure) ->
        against(
            results,
            List.of(new Run(Wav2VecRows.MAIN, setting)),
            measure,
            work.share(),
            "the best listed is %s of %s (%s)".formatted(work.text(), work.row(), work.column()),
            interval -> Verdict.atLeast(interval, work.share()));
  }

  /** All runs' estimates against a level; what is shown is how far above it they are. */
  private static Judgement against(
      Results results,
      List<Run> runs,
      Measure measure,
      double level,
      String levelInWords,
      Function<Interval, Verdict> verdict) {
    List<String> missing = LanguageClaims.missing(results, runs);
    if (!missing.isEmpty()) {
      return LanguageClaims.needs(missing);
    }
    Results shared = LanguageClaims.shared(results, runs);
    List<Estimate> estimates =
        runs.stream()
            .map(run -> shared.outcome(run.condition(), run.setting()).orElseThrow())
            .map(outcome -> outcome.estimate(measure))
            .toList();
    Function<Estimate, Interval> interval =
        estimate -> estimate.overSpeakers().orElse(estimate.interval());
    List<Verdict> verdicts = estimates.stream().map(interval).map(verdict).toList();
    Verdict all = Verdict.all(verdicts);
    Estimate shown = estimates.get(verdicts.indexOf(all));
    Interval above = interval.apply(shown);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < estimates.size(); i++) {
      Estimate one = estimates.get(i);
      words.add(
          "%s: %s, %d speakers%s, %s"
              .formatted(
                  one.condition(),
                  one.text(),
                  one.speakers(),
                  one.overSpeakers()
                      .map(t -> ", t over them " + ResultTables.range(t, measure))
                      .orElse(""),
                  verdicts.get(i).word()));
    }
    return LanguageClaims.judgement(
        all,
        measure.formatDifference(shown.value() - level),
        range(new Interval(above.low() - level, above.high() - level, above.level()), measure),
        "%s; %s.".formatted(String.join("; ", words), levelInWords));
  }

  /**
   * A difference is greatest on the language tested. Other languages have other speakers, so that
   * intervals over speakers are compared: supported if this one's lies above all others',
   * contradicted if it lies below one.
   *
   * @param difference what is compared in a case
   */
  static Claim.Test most(Function<LanguageCase, Pair> difference) {
    return (results, setting, measure) -> {
      Contrast own = null;
      List<Contrast> others = new ArrayList<>();
      List<String> missing = new ArrayList<>();
      List<String> words = new ArrayList<>();
      for (LanguageCase one : Wav2VecTables.of(results).cases(true)) {
        Pair pair = difference.apply(one);
        List<String> lacking = LanguageClaims.missing(results, pair);
        missing.addAll(lacking);
        if (!lacking.isEmpty()) {
          continue;
        }
        Contrast contrast = LanguageClaims.contrast(results, pair, measure).orElseThrow();
        words.add(
            "%s: %s, %d speakers".formatted(one.code(), contrast.text(), contrast.speakers()));
        if (one.code().equals(new LanguageCase(setting).code())) {
          own = contrast;
        } else {
          others.add(contrast);
        }
      }
      if (!missing.isEmpty()) {
        return LanguageClaims.needs(missing);
      }
      Contrast most = own;
      return lead(
          others.stream().map(other -> new Two(most, other)).toList(),
          measure,
          String.join("; ", words) + ".");
    };
  }

  /**
   * The first step of several does more than a later one; their intervals over speakers are
   * compared.
   *
   * @param first what the first step brings
   * @param later what the later one adds to it
   */
  static Claim.Test moreThanLater(
      Function<LanguageCase, Pair> first, Function<LanguageCase, Pair> later) {
    return (results, setting, measure) -> {
      LanguageCase one = new LanguageCase(setting);
      List<Pair> both = List.of(first.apply(one), later.apply(one));
      List<String> missing =
          both.stream().flatMap(pair -> LanguageClaims.missing(results, pair).stream()).toList();
      if (!missing.isEmpty()) {
        return LanguageClaims.needs(missing.stream().distinct().toList());
      }
      List<Contrast> steps =
          both.stream()
              .map(pair -> LanguageClaims.contrast(results, pair, measure).orElseThrow())
              .toList();
      return lead(
          List.of(new Two(steps.get(0), steps.get(1))),
          measure,
          "first %s, then %s more; %d speakers, %d seeds."
              .formatted(
                  steps.get(0).text(),
                  steps.get(1).text(),
                  steps.get(0).speakers(),
                  steps.get(0).seeds()));
    };
  }

  /**
   * The network loses less than both sets where the tested language was not trained on; the drops'
   * intervals over speakers are compared.
   */
  static Claim.Test leastDrop() {
    return (results, setting, measure) -> {
      Wav2VecTables tables = Wav2VecTables.of(results);
      LanguageCase one = new LanguageCase(setting);
      List<String> missing = LanguageClaims.missingDrops(tables, tables.rows(), one);
      if (!missing.isEmpty()) {
        return LanguageClaims.needs(missing);
      }
      Contrast own = tables.drop(Wav2VecRows.MAIN, one, measure).orElseThrow();
      List<Contrast> sets =
          BaselineExperiment.sets().stream()
              .map(set -> tables.drop(set, one, measure).orElseThrow())
              .toList();
      return lead(
          sets.stream().map(set -> new Two(set, own)).toList(),
          measure,
          Stream.concat(Stream.of(own), sets.stream())
                  .map(drop -> drop.condition().replace(" within", "") + ": " + drop.text())
                  .collect(Collectors.joining("; ", "lost by ", ", "))
              + "%d speakers, one seed.".formatted(own.speakers()));
    };
  }

  /** Of two differences the first is said to be greater. */
  private record Two(Contrast greater, Contrast other) {
    /** Between the nearest and the farthest ends of their intervals. */
    Interval lead() {
      Interval mine = LanguageClaims.interval(greater);
      Interval theirs = LanguageClaims.interval(other);
      return new Interval(mine.low() - theirs.high(), mine.high() - theirs.low(), mine.level());
    }
  }

  /** All of these hold; what is shown is a lead that decides it. */
  private static Judgement lead(List<Two> all, Measure measure, String words) {
    List<Verdict> verdicts = all.stream().map(two -> Verdict.atLeast(two.lead(), 0)).toList();
    Verdict verdict = Verdict.all(verdicts);
    Two shown = all.get(verdicts.indexOf(verdict));
    return LanguageClaims.judgement(
        verdict,
        measure.formatDifference(shown.greater().effect() - shown.other().effect()),
        range(shown.lead(), measure),
        words);
  }

  private static String range(Interval interval, Measure measure) {
    return "(%s to %s)"
        .formatted(
            measure.formatDifference(interval.low()).replace(" points", ""),
            measure.formatDifference(interval.high()).replace(" points", ""));
  }
}
