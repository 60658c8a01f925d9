package org.serlab.model;

import java.util.Random;
import org.serlab.feature.Matrix;

/**
 * A network that sees an utterance otherwise in training than in prediction: a random stretch of
 * it, for example. Utterances are prepared one by one, before they are put together as a batch; the
 * block then always gets their lengths as its second input.
 */
public interface Preparing {
  /**
   * An utterance as the block sees it.
   *
   * @param features its features
   * @param length how far they are speech, along the columns; the rest is filling
   */
  record Prepared(Matrix features, int length) {}

  /**
   * @param features of the whole utterance, as its extractor gave them
   * @param random where the numbers come from: it follows from the training seed and the epoch
   * @return what training sees in this epoch
   */
  Prepared forTraining(Matrix features, Random random);

  /**
   * @param features of the whole utterance, as its extractor gave them
   * @return what prediction sees, always the same
   */
  Prepared forPrediction(Matrix features);

  /** Whether what it makes differs in length, so that batches are better made of like lengths. */
  default boolean lengthsDiffer() {
    return false;
  }
}
