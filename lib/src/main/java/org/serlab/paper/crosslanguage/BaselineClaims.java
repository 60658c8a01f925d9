package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Interval;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Verdict;
import org.serlab.paper.Claim;
import org.serlab.paper.Claim.Judgement;
import org.serlab.paper.Tests;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;

/**
 * What the cross-language paper says of its baselines. Each is put to the cases that it speaks of,
 * with three groups of speakers to train, as there.
 */
public final class BaselineClaims {
  private static final String EGEMAPS = "eGeMAPS";
  private static final String EMOBASE = "emobase";
  private static final String WITHIN = "section 5.1, Figure 2";
  private static final String ACROSS = "section 5.2, Figure 3";
  private static final String WCCN = "section 5.3, Figure 4";

  private BaselineClaims() {}

  /** All of them, in the paper's order. */
  public static List<Claim> all() {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        claim(
            "network-chance",
            "The network of Figure 1 on eGeMAPS or emobase is close to chance level.",
            "section 4.6",
            "Emo-DB",
            tested("DE").and(one -> one.paperCode().equals("DEEN -> DE")),
            (results, setting, measure) ->
                Judgement.notTested("the network of Figure 1, trained on both sets")));
    claims.add(
        claim(
            "similar",
            "eGeMAPS and emobase perform similarly: the largest difference is 4.8 points of UA.",
            WITHIN,
            "Emo-DB",
            tested("DE").and(one -> !one.isAcross()),
            within(0.048)));
    claims.add(better("german", "eGeMAPS is better than emobase on German.", "DE", true));
    claims.add(better("english", "emobase is better than eGeMAPS on English.", "EN", false));
    claims.add(better("mandarin", "emobase is better than eGeMAPS on Mandarin.", "CH", false));
    for (Language language : Language.values()) {
      claims.add(
          claim(
              "across-" + language.code,
              "Across languages emobase is slightly better than eGeMAPS (%s)."
                  .formatted(language.word),
              ACROSS,
              language.corpus,
              tested(language.code).and(LanguageCase::isAcross),
              Tests.better(EMOBASE, EGEMAPS)));
    }
    for (Language language : Language.values()) {
      claims.add(
          claim(
              "drop-" + language.code,
              "Both sets do worse where the language was not trained on (%s)."
                  .formatted(language.word),
              ACROSS,
              language.corpus,
              tested(language.code).and(LanguageCase::isAcross),
              drop()));
    }
    for (Language language : Language.values()) {
      claims.add(
          claim(
              "wccn-" + language.code,
              "WCCN brings a forest small gains, none or losses: at most 1.6 points (%s)."
                  .formatted(language.word),
              WCCN,
              language.corpus,
              tested(language.code).and(LanguageCase::isAcross),
              noGain(0.016)));
    }
    claims.add(
        claim(
            "wccn-emobase",
            "In ENCH -> DE WCCN improves emobase.",
            WCCN,
            "Emo-DB",
            tested("DE").and(LanguageCase::isAcross),
            Tests.better(EMOBASE + BaselineExperiment.WCCN, EMOBASE)));
    return List.copyOf(claims);
  }

  private enum Language {
    GERMAN("DE", "German", "Emo-DB"),
    ENGLISH("EN", "English", "RAVDESS"),
    MANDARIN("CH", "Mandarin", "ESD");

    private final String code;
    private final String word;
    private final String corpus;

    Language(String code, String word, String corpus) {
      this.code = code;
      this.word = word;
      this.corpus = corpus;
    }
  }

  private static Claim better(String id, String sentence, String code, boolean egemaps) {
    String corpus = code.equals("DE") ? "Emo-DB" : code.equals("EN") ? "RAVDESS" : "ESD";
    return claim(
        "within-" + id,
        "Within a language " + sentence,
        WITHIN,
        corpus,
        tested(code).and(one -> !one.isAcross()),
        egemaps ? Tests.better(EGEMAPS, EMOBASE) : Tests.better(EMOBASE, EGEMAPS));
  }

  private static Predicate<LanguageCase> tested(String code) {
    return one -> one.testedCode().equals(code);
  }

  private static Claim claim(
      String id,
      String sentence,
      String place,
      String corpus,
      Predicate<LanguageCase> applies,
      Claim.Test test) {
    return new Claim(
        BaselineExperiment.PAPER,
        id,
        sentence,
        place,
        corpus,
        Measure.UA,
        setting ->
            setting.partition().equals(BaselineExperiment.THREE_GROUPS)
                && applies.test(new LanguageCase(setting)),
        test);
  }

  /** Neither set is better than the other by more than a bound. */
  private static Claim.Test within(double bound) {
    return (results, setting, measure) ->
        judge(
            List.of(contrast(results, setting, measure, EMOBASE, EGEMAPS)),
            setting,
            contrast -> Verdict.within(interval(contrast), -bound, bound));
  }

  /** Neither set gains more by WCCN than a bound. */
  private static Claim.Test noGain(double bound) {
    return (results, setting, measure) ->
        judge(
            List.of(EGEMAPS, EMOBASE).stream()
                .map(set -> contrast(results, setting, measure, set + BaselineExperiment.WCCN, set))
                .toList(),
            setting,
            contrast -> Verdict.atMost(interval(contrast), bound));
  }

  /** Both sets lose where the language is unheard. */
  private static Claim.Test drop() {
    return (results, setting, measure) -> {
      BaselineTables tables = BaselineTables.of(results);
      LanguageCase one = new LanguageCase(setting);
      return judge(
          List.of(EGEMAPS, EMOBASE).stream().map(set -> tables.drop(set, one, measure)).toList(),
          setting,
          Verdict::better);
    };
  }

  private static Optional<Contrast> contrast(
      Results results, Setting setting, Measure measure, String condition, String reference) {
    return results
        .outcome(condition, setting)
        .flatMap(
            outcome ->
                results
                    .outcome(reference, setting)
                    .flatMap(other -> outcome.contrast(other, measure)));
  }

  /** With few speakers the bootstrap is too narrow. */
  private static Interval interval(Contrast contrast) {
    return contrast.overSpeakers().orElse(contrast.interval());
  }

  private static Judgement judge(
      List<Optional<Contrast>> wanted,
      Setting setting,
      java.util.function.Function<Contrast, Verdict> verdict) {
    List<Contrast> contrasts =
        Contrast.adjusted(wanted.stream().flatMap(Optional::stream).toList());
    if (contrasts.size() < wanted.size()) {
      return Judgement.notTested("records of both sets in " + setting);
    }
    Verdict all = Verdict.all(contrasts.stream().map(verdict).toList());
    Contrast shown =
        contrasts.stream().filter(one -> verdict.apply(one) == all).findFirst().orElseThrow();
    List<String> words = new ArrayList<>();
    for (Contrast one : contrasts) {
      words.add(
          "%s less %s: %s, %d speakers, %s"
              .formatted(
                  one.condition(),
                  one.reference(),
                  one.text(),
                  one.speakers(),
                  verdict.apply(one).word()));
    }
    String text = shown.text();
    int bracket = text.indexOf(" (");
    return new Judgement(
        all,
        text.substring(0, bracket),
        text.substring(bracket + 1),
        String.join("; ", words) + ".");
  }
}
