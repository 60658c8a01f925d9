package org.serlab.evaluate;

/**
 * What a trained model says of one utterance it has not seen.
 *
 * @param id the utterance's id
 * @param speaker the speaker's code
 * @param truth the utterance's class, 0 ... K-1
 * @param probabilities of the K classes
 */
public record Answer(String id, String speaker, int truth, double[] probabilities) {
  /** The first class with the largest probability. */
  public int predicted() {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }
}
