package org.serlab.corpus;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One recording of a corpus.
 *
 * @param corpus name of the corpus's manifest, such as {@code emodb}
 * @param id path of the recording below the corpus's folder without its ending, with {@code /},
 *     such as {@code wav/03a01Fa}; the same for WAV and FLAC copies
 * @param audio the recording itself
 * @param speaker speaker's code, unique within the corpus; empty where unknown
 * @param session session's code; empty where the corpus has none
 * @param sentence sentence's code; empty where the corpus has none
 * @param text what is said; empty where unknown
 * @param label class: the emotion's {@linkplain Emotion#word() word}, or what else the corpus
 *     labels (a digit)
 * @param language ISO 639-1 code such as {@code de}
 * @param seconds duration in seconds, from the file's header
 * @param attributes what else the corpus says of it, such as {@code sex}, {@code age}, {@code
 *     intensity}; keys in alphabetical order
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
    double seconds,
    Map<String, String> attributes) {

  /** An utterance of which nothing further is known. */
  public Utterance(
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
    this(corpus, id, audio, speaker, session, sentence, text, label, language, seconds, Map.of());
  }

  /** The emotion, where the label is one. */
  public Optional<Emotion> emotion() {
    return Emotion.of(label);
  }

  /**
   * @param field {@code speaker}, {@code session}, {@code sentence}, {@code text}, {@code label},
   *     {@code language} or an attribute
   * @return its value; empty where the utterance has none
   */
  public String field(String field) {
    return switch (field) {
      case "id" -> id;
      case "speaker" -> speaker;
      case "session" -> session;
      case "sentence" -> sentence;
      case "text" -> text;
      case "label" -> label;
      case "language" -> language;
      default -> attributes.getOrDefault(field, "");
    };
  }
}
