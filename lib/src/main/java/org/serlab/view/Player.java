package org.serlab.view;

import com.google.gson.JsonObject;
import java.util.Base64;
import java.util.Locale;
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;

/**
 * A recording that can be heard in the notebook: 16-bit WAV within the page. It is encoded only
 * when it is shown, and bounded, so that notebooks stay small.
 */
public final class Player implements Renderable {
  /** Longest recording in bytes of WAV: 15 s at 16 kHz. */
  public static final int MOST_BYTES = 480_044;

  private static final int HEADER = 44;

  private final Waveform waveform;
  private final String label;

  private Player(Waveform waveform, String label) {
    this.waveform = waveform;
    this.label = label;
  }

  /**
   * @param waveform the recording
   * @param label who says what, and how; read out by screen readers
   * @throws SerlabException if it is longer than {@link #MOST_BYTES}
   */
  public static Player of(Waveform waveform, String label) {
    if (!fits(waveform)) {
      throw new SerlabException(
          String.format(
              Locale.ROOT,
              "The recording '%s' lasts %.1f s, too long to be put into a notebook: take at most"
                  + " %.1f s of it.",
              label,
              waveform.seconds(),
              (MOST_BYTES - HEADER) / 2.0 / waveform.sampleRate()));
    }
    return new Player(waveform, label);
  }

  static boolean fits(Waveform waveform) {
    return HEADER + 2L * waveform.length() <= MOST_BYTES;
  }

  @Override
  public Rendering render() {
    String audio = Base64.getEncoder().encodeToString(AudioFile.wavBytes(waveform));
    String said = String.format(Locale.ROOT, "%s (%.2f s)", label, waveform.seconds());
    String html =
        ("<figure style=\"margin:0.5em 0\"><figcaption>%s</figcaption><audio controls"
                + " preload=\"metadata\" aria-label=\"%s\" src=\"data:audio/wav;base64,%s\">"
                + "</audio></figure>")
            .formatted(Html.escape(said), Html.escape(said), audio);
    JsonObject data = new JsonObject();
    data.addProperty("type", "player");
    data.addProperty("label", label);
    data.add("seconds", Data.number(waveform.seconds()));
    data.addProperty("rate", waveform.sampleRate());
    data.addProperty("sha256", Sha256.of(audio));
    return Rendering.html("Player: " + said, html, data);
  }
}
