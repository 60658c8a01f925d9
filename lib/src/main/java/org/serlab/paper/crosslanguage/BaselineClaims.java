package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.serlab.evaluate.Verdict;
import org.serlab.paper.Claim;
import org.serlab.paper.Tests;
import org.serlab.paper.crosslanguage.LanguageClaims.Language;
import org.serlab.paper.crosslanguage.LanguageClaims.Pair;

/**
 * What the cross-language paper says of its baselines. Each is put to the cases that it speaks of,
 * with three groups of speakers to train, as there.
 */
public final class BaselineClaims {
  private static final String EGEMAPS = "eGeMAPS";
  private static final String EMOBASE = "emobase";

  private BaselineClaims() {}

  /** All of them, in the paper's order. */
  public static List<Claim> all() {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        claim(
            "similar",
            "eGeMAPS and emobase perform similarly: the largest difference is 4.8 points of UA.",
            LanguageClaims.WITHIN,
            Language.GERMAN,
            one -> !one.isAcross(),
            within(0.048)));
    claims.add(
        better("german", "eGeMAPS is better than emobase on German.", Language.GERMAN, true));
    claims.add(
        better("english", "emobase is better than eGeMAPS on English.", Language.ENGLISH, false));
    claims.add(
        better(
            "mandarin", "emobase is better than eGeMAPS on Mandarin.", Language.MANDARIN, false));
    for (Language language : Language.values()) {
      claims.add(
          claim(
              "across-" + language.code,
              "Across languages emobase is slightly better than eGeMAPS (%s)."
                  .formatted(language.word),
              LanguageClaims.ACROSS,
              language,
              LanguageCase::isAcross,
              Tests.better(EMOBASE, EGEMAPS)));
    }
    for (Language language : Language.values()) {
      claims.add(
          claim(
              "drop-" + language.code,
              "Both sets do worse where the language was not trained on (%s)."
                  .formatted(language.word),
              LanguageClaims.ACROSS,
              language,
              LanguageCase::isAcross,
              drop()));
    }
    for (Language language : Language.values()) {
      claims.add(
          claim(
              "wccn-" + language.code,
              "WCCN brings a forest small gains, none or losses: at most 1.6 points (%s)."
                  .formatted(language.word),
              LanguageClaims.NORMALISED,
              language,
              LanguageCase::isAcross,
              noGain(0.016)));
    }
    claims.add(
        claim(
            "wccn-emobase",
            "In ENCH -> DE WCCN improves emobase.",
            LanguageClaims.NORMALISED,
            Language.GERMAN,
            LanguageCase::isAcross,
            Tests.better(EMOBASE + BaselineExperiment.WCCN, EMOBASE)));
    return List.copyOf(claims);
  }

  private static Claim better(String id, String sentence, Language language, boolean egemaps) {
    return claim(
        "within-" + id,
        "Within a language " + sentence,
        LanguageClaims.WITHIN,
        language,
        one -> !one.isAcross(),
        egemaps ? Tests.better(EGEMAPS, EMOBASE) : Tests.better(EMOBASE, EGEMAPS));
  }

  private static Claim claim(
      String id,
      String sentence,
      String place,
      Language language,
      Predicate<LanguageCase> applies,
      Claim.Test test) {
    return LanguageClaims.claim(
        id, sentence, place, BaselineExperiment.THREE_GROUPS, language, applies, test);
  }

  /** Neither set is better than the other by more than a bound. */
  private static Claim.Test within(double bound) {
    return LanguageClaims.all(
        one -> List.of(pair(EMOBASE, EGEMAPS, one)),
        contrast -> Verdict.within(LanguageClaims.interval(contrast), -bound, bound),
        LanguageClaims::words);
  }

  /** Neither set gains more by WCCN than a bound. */
  private static Claim.Test noGain(double bound) {
    return LanguageClaims.all(
        one ->
            List.of(EGEMAPS, EMOBASE).stream()
                .map(set -> pair(set + BaselineExperiment.WCCN, set, one))
                .toList(),
        contrast -> Verdict.atMost(LanguageClaims.interval(contrast), bound),
        LanguageClaims::words);
  }

  private static Pair pair(String condition, String reference, LanguageCase one) {
    return new Pair(new Run(condition, one.setting()), new Run(reference, one.setting()));
  }

  /** Both sets lose where the language is unheard. */
  private static Claim.Test drop() {
    return LanguageClaims.drops(
        BaselineTables::of, List.of(EGEMAPS, EMOBASE), Verdict::better, LanguageClaims::words);
  }
}
