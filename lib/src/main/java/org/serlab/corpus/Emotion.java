package org.serlab.corpus;

import java.util.Locale;

/** The canonical emotions onto which the corpora's own codes are mapped. */
public enum Emotion {
  ANGER,
  BOREDOM,
  CALM,
  DISGUST,
  EXCITEMENT,
  FEAR,
  FRUSTRATION,
  HAPPINESS,
  NEUTRAL,
  SADNESS,
  SURPRISE;

  /** The word as tables and manifests write it, such as {@code anger}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
