package org.serlab.paper.crosslanguage;

import java.util.List;

/**
 * How often the cross-language paper repeats the smaller corpus of a training set (section 4.3),
 * depending on the fold.
 *
 * @param set the training set in the paper's letters
 * @param language which language is repeated, in the same letters
 * @param least in the fold with the fewest
 * @param most in the fold with the most
 */
public record PublishedRepetition(String set, String language, int least, int most) {
  /** As printed. They come out so with three fifths of ESD's 12,000 utterances in training. */
  public static final List<PublishedRepetition> ALL =
      List.of(
          new PublishedRepetition("DECH", "DE", 32, 39),
          new PublishedRepetition("DEEN", "DE", 2, 3),
          new PublishedRepetition("ENCH", "EN", 18, 19));

  /** The range as printed. */
  public String text() {
    return least + " to " + most;
  }
}
