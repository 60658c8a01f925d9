package org.serlab.corpus.demo;

import java.util.List;

/**
 * A simulated speaker.
 *
 * @param code speaker's code, such as {@code de1}
 * @param language ISO 639-1 code: {@code de}, {@code en} or {@code zh}
 * @param voice voice of espeak-ng with its variant, such as {@code de+m3}
 * @param pitch espeak-ng's pitch of plain speech, 0 to 99
 * @param words speaking rate of plain speech, in espeak-ng's words per minute
 * @param formants factor on all resonances (and, with them, on pitch and rate): below 1 a longer
 *     vocal tract
 * @param level level of plain speech, in dB of full scale (root mean square)
 * @param tilt gain above 1 kHz of speaker and microphone, in dB
 * @param room level of the room's noise, in dB of full scale
 * @param expressiveness how strongly the speaker acts, about 1
 */
record Speaker(
    String code,
    String language,
    String voice,
    int pitch,
    int words,
    double formants,
    double level,
    double tilt,
    double room,
    double expressiveness) {

  /**
   * All twelve: two women and two men a language, and in each fold one speaker of each language.
   */
  static final List<Speaker> ALL =
      List.of(
          new Speaker("de1", "de", "de+f2", 48, 172, 1.00, -27, 0, -66, 1.00),
          new Speaker("de2", "de", "de+m3", 52, 165, 1.03, -29, 1, -62, 0.90),
          new Speaker("de3", "de", "de+f4", 60, 158, 1.05, -26, -1, -70, 1.10),
          new Speaker("de4", "de", "de+m7", 40, 180, 0.94, -28, -2, -64, 0.95),
          new Speaker("en1", "en", "en+f1", 50, 170, 1.04, -28, 1, -68, 1.05),
          new Speaker("en2", "en", "en+m1", 55, 178, 0.98, -26, 0, -60, 0.85),
          new Speaker("en3", "en", "en+f5", 42, 162, 0.97, -29, -1, -65, 0.95),
          new Speaker("en4", "en", "en-us+m5", 46, 168, 1.00, -27, 2, -67, 1.10),
          new Speaker("zh1", "zh", "cmn-latn-pinyin+f3", 46, 205, 1.02, -27, 0, -69, 0.95),
          new Speaker("zh2", "zh", "cmn-latn-pinyin+m2", 54, 215, 1.00, -28, 1, -63, 1.05),
          new Speaker("zh3", "zh", "cmn-latn-pinyin+f2", 55, 198, 0.99, -29, -2, -66, 0.90),
          new Speaker("zh4", "zh", "cmn-latn-pinyin+m4", 50, 210, 1.06, -26, 0, -61, 1.00));
}
