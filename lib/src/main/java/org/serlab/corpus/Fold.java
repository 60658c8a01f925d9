package org.serlab.corpus;

import java.util.List;

/**
 * One cut of a corpus.
 *
 * @param number 1, 2, ...
 * @param name what is held out, such as {@code speakers 03, 08}
 * @param training utterances that train
 * @param validation utterances for early stopping and choices; may be empty
 * @param test utterances that are predicted
 */
public record Fold(
    int number,
    String name,
    List<Utterance> training,
    List<Utterance> validation,
    List<Utterance> test) {
  /** Copies the lists. */
  public Fold {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /** The same training and test parts; what would validate is not used. */
  Fold withoutValidation() {
    return new Fold(number, name, training, List.of(), test);
  }
}
