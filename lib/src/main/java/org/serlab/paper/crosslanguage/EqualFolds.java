package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.trial.Profile;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;
import org.serlab.trial.TrialSpec.Data;

/**
 * The trials of {@link Wav2VecExperiment} on which its rows can be compared: those of the folds
 * that all rows and seeds have. These are all five in the paper's profile, and elsewhere the first.
 */
public final class EqualFolds {
  private final Results results;

  private EqualFolds(Results results) {
    this.results = results;
  }

  /**
   * @param results of the whole experiment
   */
  public static EqualFolds of(Results results) {
    return new EqualFolds(
        results.profile() == Profile.PAPER ? results : results.only(spec -> spec.fold() == 1));
  }

  /** Their records. */
  Results results() {
    return results;
  }

  /** For captions: which folds, and that their speakers are few. */
  String words() {
    return results.profile() == Profile.PAPER
        ? "five folds, 95 % intervals resample speakers"
        : "fold 1, 95 % intervals of so few speakers are too narrow";
  }

  /** Every case: those within a trained language and all of them, those across and all of them. */
  public List<Tested> tested() {
    List<Tested> tested = new ArrayList<>(tested(false));
    tested.addAll(tested(true));
    return tested;
  }

  /** The cases within a trained language or those across, and last all of them together. */
  public List<Tested> tested(boolean across) {
    List<LanguageCase> cases = cases(across);
    List<Tested> tested = new ArrayList<>(cases.stream().map(Tested::of).toList());
    tested.add(new Tested("all, " + (across ? "across" : "within"), cases));
    return tested;
  }

  /** The cases across, one for each language that is not trained on. */
  public List<Tested> target() {
    return cases(true).stream().map(Tested::of).toList();
  }

  /** The cases of the first pair of languages, and last all three together. */
  public List<Tested> firstPair() {
    List<Data> pair = Languages.of(results.profile()).pairs().get(0);
    List<LanguageCase> cases = new ArrayList<>(cases(false));
    cases.addAll(cases(true));
    cases.removeIf(one -> !one.setting().data().equals(pair));
    List<Tested> tested = new ArrayList<>(cases.stream().map(Tested::of).toList());
    tested.add(new Tested("all three", cases));
    return tested;
  }

  /** Nothing was heard of the language across. */
  private List<LanguageCase> cases(boolean across) {
    return LanguageCase.of(results, Wav2VecExperiment.VALIDATED, across).stream()
        .filter(one -> one.setting().tested().heard() == 0)
        .filter(one -> one.setting().data().stream().allMatch(data -> data.heard() == 0))
        .toList();
  }

  /** What is missing of a row's trials; empty if they are all there. */
  String gaps(String row, Tested tested) {
    List<String> gaps =
        tested.cases().stream()
            .map(one -> results.gaps(row, setting(row, one)))
            .distinct()
            .toList();
    if (gaps.size() > 1) {
      return "not all run";
    }
    return gaps.isEmpty() ? "not run" : gaps.get(0);
  }

  /**
   * What a row answered, several cases on the seeds that all of them have.
   *
   * @return empty if it has no records of a case
   */
  private Optional<Outcome> outcome(String row, Tested tested) {
    Together runs = new Together(results);
    Map<String, Integer> trainings = new HashMap<>();
    for (LanguageCase one : tested.cases()) {
      int training = trainings.merge(one.setting().tested().subset(), 1, Integer::sum);
      runs.and("training " + training, row, setting(row, one));
    }
    return runs.outcome(row);
  }

  /** A fold's test speakers are the same however the others are cut. */
  private static Setting setting(String row, LanguageCase one) {
    return one.cut(Wav2VecExperiment.cut(row)).setting();
  }

  /** How good a row is. */
  public Optional<Estimate> estimate(String row, Tested tested, Measure measure) {
    return outcome(row, tested).map(outcome -> outcome.estimate(measure));
  }

  /** The same for a table's cell, with what is missing. */
  String cell(String row, Tested tested, Measure measure) {
    return cell(row, tested, estimate(row, tested, measure));
  }

  /** An estimate for a table's cell, with what is missing of its trials. */
  String cell(String row, Tested tested, Optional<Estimate> estimate) {
    String gaps = gaps(row, tested);
    return estimate
        .map(one -> BaselineTables.tight(one.text()) + (gaps.isEmpty() ? "" : ", " + gaps))
        .orElse(gaps);
  }

  /** A row less another on the same utterances, and on the seeds that both have. */
  public Optional<Contrast> contrast(String row, String reference, Tested tested, Measure measure) {
    return contrast(row, tested, reference, tested, measure);
  }

  /** How good the paper's row is after so many utterances of the target language were heard. */
  public Optional<Estimate> heard(Tested tested, int heard, Measure measure) {
    return estimate(Wav2VecRows.MAIN, tested.heard(heard), measure);
  }

  /** The paper's row after a little of the target language was heard, less the same without. */
  public Optional<Contrast> gain(Tested tested, int heard, Measure measure) {
    return contrast(Wav2VecRows.MAIN, tested.heard(heard), Wav2VecRows.MAIN, tested, measure);
  }

  private Optional<Contrast> contrast(
      String row, Tested tested, String reference, Tested other, Measure measure) {
    return outcome(row, tested)
        .flatMap(
            outcome -> outcome(reference, other).flatMap(one -> outcome.contrast(one, measure)));
  }
}
