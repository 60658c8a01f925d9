package org.serlab.audio;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names what people mistake for a WAV file, so that the message can say how to mend it. */
final class Foreign {
  private static final Map<String, String> STARTS = new LinkedHashMap<>();

  static {
    STARTS.put("ID3", "MP3");
    STARTS.put("\u00FF\u00FB", "MP3");
    STARTS.put("\u00FF\u00F3", "MP3");
    STARTS.put("OggS", "Ogg");
    STARTS.put("FORM", "AIFF");
    STARTS.put("RF64", "RF64 (WAV above 4 GB)");
    STARTS.put("RIFX", "big-endian WAV");
    STARTS.put("NIST_1A", "NIST SPHERE");
    STARTS.put("caff", "Core Audio");
    STARTS.put(".snd", "Sun audio");
    STARTS.put("\u001AE\u00DF\u00A3", "Matroska or WebM");
  }

  private Foreign() {}

  /**
   * @param start the file's first bytes as Latin-1
   * @return how the sentence that rejects the file goes on
   */
  static String guess(String start) {
    for (Map.Entry<String, String> known : STARTS.entrySet()) {
      if (start.startsWith(known.getKey())) {
        return " but %s; convert it to WAV".formatted(known.getValue());
      }
    }
    return start.startsWith("ftyp", 4) ? " but MP4 or M4A; convert it to WAV" : "";
  }
}
