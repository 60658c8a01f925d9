package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Interval;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.evaluate.Verdict;
import org.serlab.paper.Claim;
import org.serlab.paper.Claim.Judgement;
import org.serlab.trial.Results;
import org.serlab.trial.TrialSpec.Cut;

/** What the claims of the cross-language paper's two halves share. */
final class LanguageClaims {
  /** Where the paper speaks of tests within a language. */
  static final String WITHIN = "section 5.1, Figure 2";

  /** Where it speaks of tests across languages. */
  static final String ACROSS = "section 5.2, Figure 3";

  /** Where it speaks of what normalising variability within classes brings. */
  static final String NORMALISED = "section 5.3, Figure 4";

  private LanguageClaims() {}

  /** The paper's languages. */
  enum Language {
    GERMAN("DE", "German", "Emo-DB"),
    ENGLISH("EN", "English", "RAVDESS"),
    MANDARIN("CH", "Mandarin", "ESD");

    /** The paper's letters. */
    final String code;

    /** In a word. */
    final String word;

    /** What the paper calls the corpus. */
    final String corpus;

    Language(String code, String word, String corpus) {
      this.code = code;
      this.word = word;
      this.corpus = corpus;
    }
  }

  /** Two runs that a claim compares. */
  record Pair(Run condition, Run reference) {}

  /**
   * A claim about tests in a language, by unweighted accuracy.
   *
   * @param cut how the trials are cut to whose settings it is put
   * @param applies to which of the language's cases
   */
  static Claim claim(
      String id,
      String sentence,
      String place,
      Cut cut,
      Language language,
      Predicate<LanguageCase> applies,
      Claim.Test test) {
    return new Claim(
        BaselineExperiment.PAPER,
        id,
        sentence,
        place,
        language.corpus,
        Measure.UA,
        setting ->
            setting.partition().equals(cut)
                && setting.data().stream().allMatch(data -> data.heard() == 0)
                && new LanguageCase(setting).testedCode().equals(language.code)
                && applies.test(new LanguageCase(setting)),
        test);
  }

  /**
   * Every pair's contrast bears the claim out. They are corrected together; not tested where a
   * trial of one is missing.
   *
   * @param pairs what is compared in a case
   * @param verdict of one contrast
   * @param words what is said of one contrast
   */
  static Claim.Test all(
      Function<LanguageCase, List<Pair>> pairs,
      Function<Contrast, Verdict> verdict,
      Function<Contrast, String> words) {
    return (results, setting, measure) -> {
      List<Pair> compared = pairs.apply(new LanguageCase(setting));
      List<String> missing =
          compared.stream().flatMap(pair -> missing(results, pair).stream()).distinct().toList();
      return missing.isEmpty()
          ? judge(
              compared.stream().flatMap(pair -> contrast(results, pair, measure).stream()).toList(),
              verdict,
              words)
          : needs(missing);
    };
  }

  /**
   * The drops of rows from a trained language to the same one unheard bear the claim out.
   *
   * @param tables which compute the drops
   * @param verdict of one drop
   * @param words what is said of one drop
   */
  static Claim.Test drops(
      Function<Results, LanguageTables> tables,
      List<String> rows,
      Function<Contrast, Verdict> verdict,
      Function<Contrast, String> words) {
    return (results, setting, measure) -> {
      LanguageTables all = tables.apply(results);
      LanguageCase one = new LanguageCase(setting);
      List<String> missing = missingDrops(all, rows, one);
      return missing.isEmpty()
          ? judge(
              rows.stream().flatMap(row -> all.drop(row, one, measure).stream()).toList(),
              verdict,
              words)
          : needs(missing);
    };
  }

  /**
   * The difference between two runs on the trials that both have.
   *
   * @return empty if none of these has a record
   */
  static Optional<Contrast> contrast(Results results, Pair pair, Measure measure) {
    Results shared = shared(results, List.of(pair.condition(), pair.reference()));
    return outcome(shared, pair.condition())
        .flatMap(
            ours ->
                outcome(shared, pair.reference()).flatMap(other -> ours.contrast(other, measure)));
  }

  private static Optional<Outcome> outcome(Results results, Run run) {
    return new Together(results).and("", run.condition(), run.setting()).outcome(run.name());
  }

  /**
   * The results of the folds and seeds alone that all runs have, and of these seeds of those with
   * the first one's folds: else a mean over seeds would weigh some folds more than others.
   */
  static Results shared(Results results, List<Run> runs) {
    Map<Long, Set<Integer>> folds = new TreeMap<>(runs.get(0).trials(results));
    for (Run run : runs) {
      Map<Long, Set<Integer>> own = run.trials(results);
      folds.keySet().retainAll(own.keySet());
      folds.forEach((seed, those) -> those.retainAll(own.get(seed)));
    }
    folds.values().removeIf(Set::isEmpty);
    Set<Integer> first = folds.values().stream().findFirst().orElse(Set.of());
    Map<Long, Set<Integer>> kept = new HashMap<>(folds);
    kept.values().removeIf(those -> !those.equals(first));
    return results.only(spec -> kept.getOrDefault(spec.seed(), Set.of()).contains(spec.fold()));
  }

  /** Which trials two runs lack. */
  static List<String> missing(Results results, Pair pair) {
    return missing(results, List.of(pair.condition(), pair.reference()));
  }

  /** Which trials the runs lack that all of them should have; empty if none. */
  static List<String> missing(Results results, List<Run> runs) {
    List<Run> never = runs.stream().filter(run -> run.trials(results).isEmpty()).toList();
    Results shared = never.isEmpty() ? shared(results, runs) : results;
    List<String> missing = new ArrayList<>();
    for (Run run : never.isEmpty() ? runs : never) {
      String gaps = shared.gaps(run.condition(), run.setting());
      if (!gaps.isEmpty()) {
        missing.add("all trials of %s in %s (%s)".formatted(run.condition(), run.setting(), gaps));
      }
    }
    return missing;
  }

  /** Which trials the drops of rows lack. */
  static List<String> missingDrops(LanguageTables tables, List<String> rows, LanguageCase one) {
    List<LanguageCase> cases = new ArrayList<>(tables.withinCases(one));
    cases.add(one);
    List<Run> runs =
        rows.stream()
            .flatMap(row -> cases.stream().map(c -> new Run(row, tables.cut(row, c).setting())))
            .toList();
    return missing(tables.results(), runs);
  }

  /** Not tested, and what it would take. */
  static Judgement needs(List<String> missing) {
    return Judgement.notTested(String.join("; ", missing));
  }

  /** With few speakers the bootstrap is too narrow. */
  static Interval interval(Contrast contrast) {
    return contrast.overSpeakers().orElse(contrast.interval());
  }

  /** What is said of a contrast in a few words. */
  static String words(Contrast contrast) {
    return "%s less %s: %s, %d speakers"
        .formatted(
            contrast.condition(), contrast.reference(), contrast.text(), contrast.speakers());
  }

  private static Judgement judge(
      List<Contrast> wanted,
      Function<Contrast, Verdict> verdict,
      Function<Contrast, String> words) {
    List<Contrast> contrasts = Contrast.adjusted(wanted);
    Verdict all = Verdict.all(contrasts.stream().map(verdict).toList());
    Contrast shown =
        contrasts.stream().filter(one -> verdict.apply(one) == all).findFirst().orElseThrow();
    String text = shown.text();
    int bracket = text.indexOf(" (");
    return judgement(
        all,
        text.substring(0, bracket),
        text.substring(bracket + 1),
        String.join(
                "; ",
                contrasts.stream()
                    .map(one -> words.apply(one) + ", " + verdict.apply(one).word())
                    .toList())
            + ".");
  }

  /** A judgement, or what it would take where an interval is undefined. */
  static Judgement judgement(Verdict verdict, String effect, String interval, String words) {
    return verdict == Verdict.NOT_TESTED
        ? Judgement.notTested("more than one tested speaker")
        : new Judgement(verdict, effect, interval, words);
  }
}
