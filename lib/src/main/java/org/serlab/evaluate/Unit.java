package org.serlab.evaluate;

/** What is taken as independent and so resampled: it decides the interval and the test. */
public enum Unit {
  /** Speakers, each with all their utterances: where no speaker stands on both sides. */
  SPEAKER("speakers"),
  /** Single utterances: random splits. Says nothing about new speakers. */
  UTTERANCE("utterances");

  private final String plural;

  Unit(String plural) {
    this.plural = plural;
  }

  /** The word for several of them. */
  public String plural() {
    return plural;
  }

  String of(Answer answer) {
    return this == SPEAKER ? answer.speaker() : answer.id();
  }
}
