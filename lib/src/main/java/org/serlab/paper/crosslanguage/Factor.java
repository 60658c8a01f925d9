package org.serlab.paper.crosslanguage;

import java.util.List;
import java.util.Optional;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.trial.Results;
import org.serlab.trial.TrialSpec.Cut;

/**
 * A choice that the factorial of forests varies. Its effect is the mean difference between its two
 * sides over all combinations of the others, on the same utterances.
 */
public enum Factor {
  /** Silence cut off at both ends, against kept. */
  TRIMMING("silence trimmed"),
  /** Four groups of speakers train, against three. */
  FOUR_GROUPS("four groups train"),
  /** WCCN, against none. */
  WCCN("WCCN"),
  /** emobase, against eGeMAPS. */
  EMOBASE("emobase for eGeMAPS");

  private final String words;

  Factor(String words) {
    this.words = words;
  }

  /** For a column's head. */
  public String words() {
    return words;
  }

  /**
   * @param one the case; which partition it names does not matter
   * @return the effect; empty if a run of the factorial is missing
   */
  public Optional<Contrast> effect(Results results, LanguageCase one, Measure measure) {
    Optional<Outcome> with = side(results, one, true);
    Optional<Outcome> without = side(results, one, false);
    return with.isEmpty() || without.isEmpty()
        ? Optional.empty()
        : with.get().contrast(without.get(), measure);
  }

  /** All runs on one side, each named by the other choices. */
  private Optional<Outcome> side(Results results, LanguageCase one, boolean with) {
    Together runs = new Together(results);
    for (String set : BaselineExperiment.SETS.keySet()) {
      for (String trim : List.of("", BaselineExperiment.UNTRIMMED)) {
        for (String wccn : List.of("", BaselineExperiment.WCCN)) {
          for (Cut cut : List.of(BaselineExperiment.THREE_GROUPS, BaselineExperiment.FOUR_GROUPS)) {
            boolean own =
                switch (this) {
                  case TRIMMING -> trim.isEmpty();
                  case FOUR_GROUPS -> cut.equals(BaselineExperiment.FOUR_GROUPS);
                  case WCCN -> !wccn.isEmpty();
                  case EMOBASE -> set.equals("emobase");
                };
            String others =
                (this == EMOBASE ? "" : set)
                    + (this == TRIMMING ? "" : trim)
                    + (this == WCCN ? "" : wccn)
                    + (this == FOUR_GROUPS ? "" : " " + cut.name());
            if (own == with) {
              runs.and(others, set + trim + wccn, one.cut(cut).setting());
            }
          }
        }
      }
    }
    return runs.outcome(with ? words : "without");
  }
}
