package org.serlab.corpus;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

  /** Words that file names and tables use for the same emotions. */
  private static final Map<String, Emotion> SYNONYMS =
      Map.ofEntries(
          Map.entry("angry", ANGER),
          Map.entry("bored", BOREDOM),
          Map.entry("calmness", CALM),
          Map.entry("disgusted", DISGUST),
          Map.entry("excited", EXCITEMENT),
          Map.entry("fearful", FEAR),
          Map.entry("anxiety", FEAR),
          Map.entry("frustrated", FRUSTRATION),
          Map.entry("happy", HAPPINESS),
          Map.entry("joy", HAPPINESS),
          Map.entry("neutrality", NEUTRAL),
          Map.entry("sad", SADNESS),
          Map.entry("surprised", SURPRISE));

  /** The word as tables and manifests write it, such as {@code anger}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param word the word of an emotion, in any case, or a common other word for it such as {@code
   *     happy}
   * @return the emotion; empty if it is none, such as a digit
   */
  public static Optional<Emotion> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (Emotion emotion : values()) {
      if (emotion.word().equals(lower)) {
        return Optional.of(emotion);
      }
    }
    return Optional.ofNullable(SYNONYMS.get(lower));
  }
}
