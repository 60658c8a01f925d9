package org.serlab.trial;

import org.serlab.evaluate.Unit;

/** Whether a result says something of new speakers. */
public enum Regime {
  /** Tested speakers were trained on too, as in papers that split at random. */
  PAPER("speakers shared", Unit.UTTERANCE),
  /** No speaker stands on both sides. */
  INDEPENDENT("speaker-independent", Unit.SPEAKER);

  private final String words;
  private final Unit unit;

  Regime(String words, Unit unit) {
    this.words = words;
    this.unit = unit;
  }

  /** For captions. */
  public String words() {
    return words;
  }

  /** What may be taken as independent in intervals and tests. */
  public Unit unit() {
    return unit;
  }
}
