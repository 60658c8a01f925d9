package org.serlab.corpus;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One recording of a corpus.
 *
 * @param corpus name of the corpus's manifest, such as {@code emodb}
 * @param id path of the recording below the corpus's folder without its ending, with {@code /},
 *     such as {@code wav/03a01Fa}; the same for WAV and FLAC copies
 * @param audio the recording itself
 * @param speaker speaker's code, unique within the corpus
 * @param session session's code; empty where the corpus has none
 * @param sentence sentence's code; empty where the corpus has none
 * @param text what is said; empty where unknown
 * @param label class: the emotion's {@linkplain Emotion#word() word}, or what else the corpus
 *     labels (a digit)
 * @param language ISO 639-1 code such as {@code de}
 * @param seconds duration in seconds, from the file's header
 */
public record Utterance(
    String corpus,
    String id,
    Path audio,
    String speaker,
    String session,
    String sentence,
    String text,
    String label,
    String language,
    double seconds) {

  /** The emotion, where the label is one. */
  public Optional<Emotion> emotion() {
    for (Emotion emotion : Emotion.values()) {
      if (emotion.word().equals(label)) {
        return Optional.of(emotion);
      }
    }
    return Optional.empty();
  }
}
