package org.serlab.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.evaluate.Verdict;
import org.serlab.paper.Claim.Judgement;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;

/** The usual tests of claims: comparisons of conditions on the same utterances and seeds. */
public final class Tests {
  private Tests() {}

  /** One condition is better than another. */
  public static Claim.Test better(String condition, String reference) {
    return allBetter(List.of(condition), reference);
  }

  /** Each of several conditions is better than another; their contrasts are corrected together. */
  public static Claim.Test allBetter(List<String> conditions, String reference) {
    return (results, setting, measure) -> {
      List<String> missing = missing(results, setting, conditions, reference);
      List<Contrast> contrasts = against(results, setting, measure, conditions, reference);
      List<Verdict> verdicts = new ArrayList<>(contrasts.stream().map(Verdict::better).toList());
      if (contrasts.size() < conditions.size()) {
        verdicts.add(Verdict.NOT_TESTED);
      }
      // the one that speaks least for the claim
      return judgement(
          Verdict.all(verdicts), contrasts, Comparator.comparing(Tests::gain), missing, setting);
    };
  }

  /** One condition is the best of all; the contrasts with it are corrected together. */
  public static Claim.Test best(String condition, List<String> others) {
    return (results, setting, measure) -> {
      List<String> missing = missing(results, setting, others, condition);
      List<Contrast> contrasts = against(results, setting, measure, others, condition);
      return judgement(
          Verdict.best(contrasts, others.size()),
          contrasts,
          Comparator.comparing(Tests::gain).reversed(),
          missing,
          setting);
    };
  }

  /** The difference, positive where the condition is the better one. */
  private static double gain(Contrast contrast) {
    return contrast.measure().higherIsBetter() ? contrast.effect() : -contrast.effect();
  }

  private static List<Contrast> against(
      Results results,
      Setting setting,
      Measure measure,
      List<String> conditions,
      String reference) {
    Optional<Outcome> standard = results.outcome(reference, setting);
    List<Outcome> outcomes =
        conditions.stream().flatMap(name -> results.outcome(name, setting).stream()).toList();
    return standard.map(outcome -> Contrast.against(outcome, outcomes, measure)).orElse(List.of());
  }

  private static List<String> missing(
      Results results, Setting setting, List<String> conditions, String reference) {
    List<String> missing = new ArrayList<>();
    for (String name : conditions) {
      if (results.outcome(name, setting).isEmpty()) {
        missing.add(name);
      }
    }
    if (results.outcome(reference, setting).isEmpty()) {
      missing.add(reference);
    }
    return missing;
  }

  private static Judgement judgement(
      Verdict verdict,
      List<Contrast> contrasts,
      Comparator<Contrast> decisive,
      List<String> missing,
      Setting setting) {
    if (verdict == Verdict.NOT_TESTED) {
      return Judgement.notTested(
          missing.isEmpty()
              ? "trials of all its conditions on the same utterances and seeds in " + setting
              : "records of %s in %s".formatted(String.join(", ", missing), setting));
    }
    Contrast shown = contrasts.stream().min(decisive).orElseThrow();
    String text = shown.text(); // +4.1 points (+1.2 to +7.0)
    int bracket = text.indexOf(" (");
    String words =
        contrasts.size() == 1
            ? shown.sentence()
            : "Of %d contrasts the one that decides: %s"
                .formatted(contrasts.size(), shown.sentence());
    String effect = text.substring(0, bracket);
    if (contrasts.size() > 1) {
      effect = "%s less %s: %s".formatted(shown.condition(), shown.reference(), effect);
    }
    return new Judgement(verdict, effect, text.substring(bracket + 1), words);
  }
}
