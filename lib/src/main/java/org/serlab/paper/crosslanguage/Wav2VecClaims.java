package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Verdict;
import org.serlab.paper.Claim;
import org.serlab.paper.Claim.Judgement;
import org.serlab.paper.Published;
import org.serlab.paper.crosslanguage.HeadRows.Head;
import org.serlab.paper.crosslanguage.LanguageClaims.Language;
import org.serlab.paper.crosslanguage.LanguageClaims.Pair;
import org.serlab.trial.Profile;
import org.serlab.trial.Setting;

/**
 * What the cross-language paper says of its own network, put to the cases that it speaks of. Two
 * rows are compared on the folds and seeds that both have; a claim whose rows lack one of these is
 * not tested. What is compared on five folds has one training seed, what is compared on the first
 * fold alone has few speakers; the words of a verdict say so.
 */
public final class Wav2VecClaims {
  /** The drop on German that the paper calls very subtle. */
  private static final double SUBTLE = 0.006;

  /** The smallest difference that the paper calls a gain by Deep-WCCN. */
  private static final double GAIN = 0.004;

  private static final String ONE_SEED = "one seed, so without the noise of training";
  private static final String HEARD = "section 5.4, Figure 6";

  private Wav2VecClaims() {}

  /** All of them, in the paper's order. */
  public static List<Claim> all() {
    List<Claim> claims = new ArrayList<>();
    claims.addAll(
        each(
            "streaming",
            "For Deep-WCCN, the authors believe, a streaming average is better than a moving one",
            "section 3.2",
            one -> one.paperCode().startsWith("DECH "),
            better(one -> List.of(pair(Wav2VecRows.MAIN, Wav2VecRows.MOVING, one)))));
    for (Head head : List.of(Head.STANDARDISED, Head.RAW)) {
      for (Language language : Language.values()) {
        claims.add(nearChance(language, head));
      }
    }
    for (boolean across : List.of(false, true)) {
      claims.addAll(
          each(
              "wav2vec-" + (across ? "across" : "within"),
              where(across) + " wav2vec 2.0 is better than eGeMAPS and than emobase",
              across ? LanguageClaims.ACROSS : LanguageClaims.WITHIN,
              one -> one.isAcross() == across,
              better(Wav2VecClaims::againstSets)));
    }
    drops(claims);
    deepWccn(claims);
    heard(claims);
    for (boolean across : List.of(false, true)) {
      for (Language language : Language.values()) {
        for (Measure measure : List.of(Measure.UA, Measure.WA)) {
          Wav2VecTests.bestWork(language, across, measure)
              .ifPresent(work -> claims.add(aboveWork(work, language, across, measure)));
        }
      }
    }
    return List.copyOf(claims);
  }

  private static void drops(List<Claim> claims) {
    claims.addAll(
        each(
            "wav2vec-drop",
            "wav2vec 2.0, too, does worse where the language was not trained on",
            LanguageClaims.ACROSS,
            LanguageCase::isAcross,
            drop(Verdict::better)));
    claims.add(
        claim(
            "wav2vec-subtle-drop",
            "On German it does hardly worse: by 0.6 points of UA.",
            LanguageClaims.ACROSS,
            Language.GERMAN,
            withLevels(drop(c -> Verdict.atMost(LanguageClaims.interval(c), SUBTLE)))));
    claims.add(
        claim(
            "wav2vec-least-drop",
            "On German it loses less than eGeMAPS and than emobase.",
            LanguageClaims.ACROSS,
            Language.GERMAN,
            withLevels(Wav2VecTests.leastDrop())));
  }

  private static void deepWccn(List<Claim> claims) {
    Function<LanguageCase, Pair> gain = one -> pair(Wav2VecRows.MAIN, Wav2VecRows.WITHOUT, one);
    for (Language language : List.of(Language.ENGLISH, Language.MANDARIN)) {
      claims.add(
          claim(
              "deep-wccn-" + language.code,
              "Deep-WCCN improves wav2vec 2.0 across languages (%s).".formatted(language.word),
              LanguageClaims.NORMALISED,
              language,
              better(one -> List.of(gain.apply(one)))));
    }
    claims.add(
        claim(
            "deep-wccn-DE",
            "In ENCH -> DE Deep-WCCN brings no gain: at most 0.4 points, the smallest elsewhere.",
            LanguageClaims.NORMALISED,
            Language.GERMAN,
            LanguageClaims.all(
                one -> List.of(gain.apply(one)),
                c -> Verdict.atMost(LanguageClaims.interval(c), GAIN),
                Wav2VecClaims::words)));
    claims.add(
        claim(
            "deep-wccn-most",
            "Deep-WCCN brings DECH -> EN the most.",
            LanguageClaims.NORMALISED,
            Language.ENGLISH,
            Wav2VecTests.most(gain)));
  }

  private static void heard(List<Claim> claims) {
    claims.addAll(
        each(
            "heard",
            "More of the target language helps: 30, 80 and 150 utterances are each better than none",
            HEARD,
            LanguageCase::isAcross,
            better(
                one -> Wav2VecExperiment.HEARD.stream().map(count -> heard(count, one)).toList())));
    int most = Wav2VecExperiment.HEARD.get(Wav2VecExperiment.HEARD.size() - 1);
    int told = Wav2VecContrasts.told();
    claims.addAll(
        each(
            "heard-slows",
            "The gain slows: up to %d utterances bring more than the next %d"
                .formatted(told, most - told),
            HEARD,
            LanguageCase::isAcross,
            Wav2VecTests.moreThanLater(
                one -> heard(told, one),
                one -> new Pair(heard(most, one).condition(), heard(told, one).condition()))));
    claims.add(
        claim(
            "heard-most",
            "Utterances of the target language help DECH -> EN the most.",
            HEARD,
            Language.ENGLISH,
            Wav2VecTests.most(one -> heard(most, one))));
  }

  /** Not of wav2vec 2.0, but of its head alone. */
  private static Claim nearChance(Language language, Head head) {
    return LanguageClaims.claim(
        "network-%s%s".formatted(head == Head.RAW ? "raw-" : "", language.code),
        "The network of Figure 1 on eGeMAPS or emobase, inputs %s, is close to chance level (%s)."
            .formatted(head.word, language.word),
        "section 4.6",
        Wav2VecExperiment.VALIDATED,
        language,
        one -> !one.isAcross(),
        Wav2VecTests.nearChance(head));
  }

  private static Claim aboveWork(
      Published work, Language language, boolean across, Measure measure) {
    return claim(
            "works-%s-%s-%s".formatted(across ? "across" : "within", language.code, measure),
            "%s wav2vec 2.0 with Deep-WCCN is better than recent works by %s (%s)."
                .formatted(where(across), measure, language.word),
            "section 5.5, Table 4",
            language,
            one -> one.isAcross() == across,
            Wav2VecTests.above(work))
        .by(measure);
  }

  private static String where(boolean across) {
    return across ? "Across languages" : "Within a language";
  }

  /** The same claim of each language. */
  private static List<Claim> each(
      String id, String sentence, String place, Predicate<LanguageCase> applies, Claim.Test test) {
    return Arrays.stream(Language.values())
        .map(
            language ->
                claim(
                    id + "-" + language.code,
                    "%s (%s).".formatted(sentence, language.word),
                    place,
                    language,
                    applies,
                    test))
        .toList();
  }

  /** A claim about a language that was not trained on. */
  private static Claim claim(
      String id, String sentence, String place, Language language, Claim.Test test) {
    return claim(id, sentence, place, language, LanguageCase::isAcross, test);
  }

  private static Claim claim(
      String id,
      String sentence,
      String place,
      Language language,
      Predicate<LanguageCase> applies,
      Claim.Test test) {
    return LanguageClaims.claim(
        id, sentence, place, Wav2VecExperiment.VALIDATED, language, applies, named(test));
  }

  /** A verdict on another network than the paper's says so. */
  private static Claim.Test named(Claim.Test test) {
    return (results, setting, measure) -> {
      Judgement judgement = test.judge(results, setting, measure);
      return judgement.verdict() == Verdict.NOT_TESTED || results.profile() == Profile.PAPER
          ? judgement
          : added(judgement, "Here %s stands in for XLSR-53.".formatted(Wav2VecTables.STAND_IN));
    };
  }

  private static Judgement added(Judgement judgement, String sentence) {
    return new Judgement(
        judgement.verdict(),
        judgement.effect(),
        judgement.interval(),
        judgement.words() + " " + sentence);
  }

  /** The network against the forests on both sets. */
  private static List<Pair> againstSets(LanguageCase one) {
    return BaselineExperiment.sets().stream().map(set -> pair(Wav2VecRows.MAIN, set, one)).toList();
  }

  private static Pair pair(String condition, String reference, LanguageCase one) {
    return new Pair(run(condition, one), run(reference, one));
  }

  /** A row in a case, cut as the row's trials are. */
  static Run run(String condition, LanguageCase one) {
    return new Run(condition, one.cut(Wav2VecExperiment.cut(condition)).setting());
  }

  /** The network that heard a little of the tested language, against the one that heard nothing. */
  private static Pair heard(int utterances, LanguageCase one) {
    Setting without = run(Wav2VecRows.MAIN, one).setting();
    Setting with =
        new Setting(
            without.data().stream()
                .map(data -> data.testOnly() ? data.heard(utterances) : data)
                .toList(),
            without.partition(),
            without.tested().heard(utterances));
    return new Pair(new Run(Wav2VecRows.MAIN, with), new Run(Wav2VecRows.MAIN, without));
  }

  private static Claim.Test better(Function<LanguageCase, List<Pair>> pairs) {
    return LanguageClaims.all(
        pairs,
        Verdict::better,
        contrast ->
            words(contrast)
                + ", "
                + contrast.probability()
                + (contrast.cannotDecide()
                    ? " (with so few no difference could pass the test)"
                    : ""));
  }

  private static Claim.Test drop(Function<Contrast, Verdict> verdict) {
    return LanguageClaims.drops(
        Wav2VecTables::of,
        List.of(Wav2VecRows.MAIN),
        verdict,
        contrast -> overSpeakers(contrast) + ", mean of two training sets, " + ONE_SEED);
  }

  /** A drop of nothing from next to nothing says little: the levels are told with it. */
  private static Claim.Test withLevels(Claim.Test test) {
    return (results, setting, measure) -> {
      Judgement judgement = test.judge(results, setting, measure);
      if (judgement.verdict() == Verdict.NOT_TESTED) {
        return judgement;
      }
      Wav2VecTables tables = Wav2VecTables.of(results);
      LanguageCase one = new LanguageCase(setting);
      return added(
          judgement,
          "Trained on: %s; not: %s."
              .formatted(
                  tables.cellWithin(Wav2VecRows.MAIN, one, measure),
                  tables.cell(Wav2VecRows.MAIN, one, measure)));
    };
  }

  private static String overSpeakers(Contrast contrast) {
    return LanguageClaims.words(contrast)
        + contrast.overSpeakers().map(t -> ", t over them " + contrast.text(t)).orElse("");
  }

  /** With the interval over speakers, and how many trainings it rests on. */
  private static String words(Contrast contrast) {
    return "%s, %s"
        .formatted(
            overSpeakers(contrast), contrast.seeds() == 1 ? ONE_SEED : contrast.seeds() + " seeds");
  }
}
