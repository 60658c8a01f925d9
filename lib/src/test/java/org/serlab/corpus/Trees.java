package org.serlab.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;

/** Small folders in the exact layout of published corpora, with made recordings in them. */
final class Trees {
  private Trees() {}

  /** A short recording of noise that differs from file to file. */
  static Path wav(Path root, String path) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      AudioFile.writeWav(file, noise(path.hashCode(), 400, 16000));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Waveform noise(long seed, int length, int rate) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (random.nextGaussian() * 0.1);
    }
    return new Waveform(samples, rate);
  }

  static void text(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A corpus of real speech; the test is skipped where SERLAB_DATA does not hold it. */
  static Corpus real(String name) {
    if (!Corpora.has(name)) {
      System.out.println("corpus " + name + ": skipped, SERLAB_DATA does not hold it");
      Assumptions.abort("no corpus " + name);
    }
    return Corpora.open(name);
  }
}
