package org.serlab.trial;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What a trial says of one utterance.
 *
 * @param corpus corpus's name
 * @param speaker speaker's code, unique within the corpus
 * @param id utterance's id, unique within the corpus
 * @param truth index of the true class
 * @param tenThousandths per class its probability times 10,000, as a whole number; they sum to
 *     10,000, and the first largest is the predicted class; not copied, so treat the array as
 *     read-only
 */
public record Prediction(String corpus, String speaker, String id, int truth, int[] tenThousandths)
    implements Comparable<Prediction> {
  private static final int WHOLE = 10_000;
  private static final Comparator<Prediction> ORDER =
      Comparator.comparing(Prediction::corpus)
          .thenComparing(Prediction::speaker)
          .thenComparing(Prediction::id);

  /** Checks the numbers. */
  public Prediction {
    if (truth < 0 || truth >= tenThousandths.length) {
      throw new IllegalArgumentException("there is no class " + truth);
    }
    if (Arrays.stream(tenThousandths).anyMatch(share -> share < 0)
        || Arrays.stream(tenThousandths).sum() != WHOLE) {
      throw new IllegalArgumentException("the probabilities do not sum to 1");
    }
  }

  /**
   * Rounds to four digits so that the sum stays 1 (largest remainders) and so does the predicted
   * class, where two classes come out equal.
   *
   * @param probabilities per class, non-negative, summing to 1 within 0.001
   * @throws IllegalArgumentException if they are no probabilities
   */
  public static Prediction of(
      String corpus, String speaker, String id, int truth, double[] probabilities) {
    double sum = Arrays.stream(probabilities).sum();
    boolean valid = Arrays.stream(probabilities).allMatch(p -> p >= 0 && p <= 1 + 1e-3);
    if (!valid || Math.abs(sum - 1) > 1e-3) {
      throw new IllegalArgumentException(
          "these are no probabilities for " + id + ": " + Arrays.toString(probabilities));
    }
    int[] shares = new int[probabilities.length];
    double[] remainders = new double[probabilities.length];
    for (int i = 0; i < shares.length; i++) {
      double exact = probabilities[i] / sum * WHOLE;
      shares[i] = (int) Math.floor(exact);
      remainders[i] = exact - shares[i];
    }
    int left = WHOLE - Arrays.stream(shares).sum();
    IntStream.range(0, shares.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -remainders[i]))
        .limit(left)
        .forEach(i -> shares[i]++);
    int best = firstLargest(i -> probabilities[i], shares.length);
    int rounded = firstLargest(i -> shares[i], shares.length);
    if (rounded != best) {
      shares[best]++;
      shares[rounded]--;
    }
    return new Prediction(corpus, speaker, id, truth, shares);
  }

  private static int firstLargest(java.util.function.IntToDoubleFunction value, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (value.applyAsDouble(i) > value.applyAsDouble(best)) {
        best = i;
      }
    }
    return best;
  }

  /** Index of the predicted class: the first of the most probable. */
  public int predicted() {
    return firstLargest(i -> tenThousandths[i], tenThousandths.length);
  }

  /** Per class its probability, to four digits. */
  public double[] probabilities() {
    return Arrays.stream(tenThousandths).mapToDouble(share -> share / (double) WHOLE).toArray();
  }

  /** Corpus and speaker as one word: speakers of different corpora are different people. */
  public String person() {
    return corpus + "/" + speaker;
  }

  /** Corpus and id as one word. */
  public String utterance() {
    return corpus + "/" + id;
  }

  /** By corpus, speaker, id. */
  @Override
  public int compareTo(Prediction other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Prediction that
        && corpus.equals(that.corpus)
        && speaker.equals(that.speaker)
        && id.equals(that.id)
        && truth == that.truth
        && Arrays.equals(tenThousandths, that.tenThousandths);
  }

  @Override
  public int hashCode() {
    return utterance().hashCode();
  }
}
