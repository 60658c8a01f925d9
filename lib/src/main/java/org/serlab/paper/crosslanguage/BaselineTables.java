package org.serlab.paper.crosslanguage;

import org.serlab.trial.Results;

/** The baselines' results beside what the paper printed: forests on both sets of functionals. */
public final class BaselineTables extends LanguageTables {
  private BaselineTables(Results results) {
    super(results, BaselineExperiment.sets(), "set", "forest on trimmed speech");
  }

  /** Tables of an experiment's records. */
  public static BaselineTables of(Results results) {
    return new BaselineTables(results);
  }

  /** Every case as it is: forests are all cut the same. */
  @Override
  LanguageCase cut(String condition, LanguageCase one) {
    return one;
  }
}
