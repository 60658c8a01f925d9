package org.serlab.corpus.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.serlab.SerlabException;

/** The speech synthesiser espeak-ng, called as a process of its own. Safe for use by threads. */
final class Espeak {
  private static final int PATIENCE_SECONDS = 60;
  private final String program;
  private final Path scratch;

  /**
   * @param program name or path of the program
   * @param scratch folder for what it writes
   */
  Espeak(String program, Path scratch) {
    this.program = program;
    this.scratch = scratch;
  }

  /** The program's version such as {@code 1.51}. */
  String version() {
    String answer = run(List.of(program, "--version"), "", "version");
    // eSpeak NG text-to-speech: 1.51  Data at: /usr/lib/...
    return answer.substring(answer.indexOf(':') + 1).strip().split("\\s+")[0];
  }

  /**
   * Speaks a sentence. The same request gives the same file, byte for byte.
   *
   * @param voice voice with variant, such as {@code de+m3}
   * @param text what is read
   * @param pitch 0 to 99; a semitone is about 6.5
   * @param range range of pitch, in per cent of the voice's usual one, 0 to 200
   * @param words words per minute, 80 or more
   * @param name name of the request, different for each
   * @return a mono WAV file of 16 bit, at espeak-ng's own rate
   */
  Path speak(String voice, String text, int pitch, int range, int words, String name) {
    Path wav = scratch.resolve(name + ".wav");
    List<String> command =
        List.of(
            program,
            "--stdin",
            "-b",
            "1",
            "-m",
            "-z",
            "-a",
            "60",
            "-v",
            voice,
            "-p",
            String.valueOf(pitch),
            "-s",
            String.valueOf(words),
            "-w",
            wav.toString());
    String answer =
        run(
            command,
            String.format(Locale.ROOT, "<prosody range=\"%d%%\">%s</prosody>", range, text),
            name);
    if (!Files.isRegularFile(wav)) {
      throw new SerlabException(
          "espeak-ng did not speak with the voice "
              + voice
              + (answer.isBlank() ? "" : " (" + answer.strip() + ")")
              + "; version 1.50 or newer with all its voices is needed.");
    }
    return wav;
  }

  /** Runs a command; it reads and prints through files, so that a hanging one can be ended. */
  private String run(List<String> command, String input, String name) {
    Path output = scratch.resolve(name + ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(Files.writeString(scratch.resolve(name + ".in"), input).toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new SerlabException(
              "espeak-ng did not end within " + PATIENCE_SECONDS + " seconds; try again.");
        }
      } finally {
        process.destroyForcibly();
      }
      return Files.readString(output);
    } catch (IOException e) {
      throw new SerlabException(
          "The demo corpus is spoken by espeak-ng, which does not run here ("
              + e.getMessage()
              + "): install the package espeak-ng.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SerlabException("Making the demo corpus was interrupted; start it again.", e);
    }
  }
}
