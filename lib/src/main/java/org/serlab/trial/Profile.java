package org.serlab.trial;

import java.util.Locale;
import org.serlab.SerlabException;

/** How much of an experiment is run, and on what. */
public enum Profile {
  /** A synthesised corpus, few conditions, seconds. */
  DEMO,
  /** Real open corpora on a CPU: the committed notebooks. */
  SMALL,
  /** The paper's own corpora and weights, on a GPU. */
  PAPER;

  /** As commands write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param word {@code demo}, {@code small} or {@code paper}
   * @throws SerlabException if it is none of them
   */
  public static Profile of(String word) {
    for (Profile profile : values()) {
      if (profile.word().equals(word)) {
        return profile;
      }
    }
    throw new SerlabException("The profile is demo, small or paper, not " + word + ".");
  }
}
