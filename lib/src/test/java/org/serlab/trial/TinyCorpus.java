package org.serlab.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/**
 * A checkout of its own with two corpora of short tones: four speakers, two emotions (sad ones
 * lower and steadier), in noise. Closing it puts the settings back.
 */
final class TinyCorpus implements AutoCloseable {
  static final List<Data> DATA = List.of(Data.of("tones", "tones"));
  static final Cut CUT = new Cut("leave-one-speaker-out", 0);
  private static final List<String> SETTINGS = List.of("serlab.home", "serlab.data");
  private static final int RATE = 16_000;

  private final Map<String, String> before = new TreeMap<>();
  private final Path home;

  TinyCorpus(Path home) {
    this.home = home;
    for (String name : SETTINGS) {
      String value = System.getProperty(name);
      if (value != null) {
        before.put(name, value);
      }
    }
    try {
      write(home.resolve("corpora/tones"), "tones", 150);
      write(home.resolve("corpora/pipes"), "pipes", 190);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty("serlab.home", home.toString());
    System.setProperty("serlab.data", home.resolve("corpora").toString());
  }

  Records records() {
    return Records.in(home.resolve("records"));
  }

  private static void write(Path folder, String name, double pitch) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("manifest.yaml"),
        """
        name: NAME
        language: en
        simulated: true
        layout:
          pattern: (?<speaker>[a-d])_(?<label>[a-z]+)_(?<sentence>[0-9])
        labels:
          anger: anger
          sadness: sadness
        subsets:
          NAME-half:
            title: half of it
            keep: {sentence: ["0", "1"]}
        """
            .replace("NAME", name));
    Random random = new Random(3);
    for (String speaker : List.of("a", "b", "c", "d")) {
      double base = pitch + 60 * random.nextDouble();
      for (String label : List.of("anger", "sadness")) {
        for (int sentence = 0; sentence < 4; sentence++) {
          double tone = base * (label.equals("anger") ? 2.2 : 1) * (1 + 0.1 * sentence);
          float[] samples = new float[RATE * 3 / 10];
          for (int i = 0; i < samples.length; i++) {
            double wobble = label.equals("anger") ? Math.sin(40 * Math.PI * i / RATE) : 0;
            samples[i] =
                (float)
                    (0.3 * Math.sin(2 * Math.PI * tone * i / RATE + wobble)
                        + 0.2 * random.nextGaussian());
          }
          Path file = folder.resolve("%s_%s_%d.wav".formatted(speaker, label, sentence));
          AudioFile.writeWav(file, new Waveform(samples, RATE));
        }
      }
    }
  }

  /** A forest on small spectrograms. */
  static Condition forest(int trees) {
    return Condition.of(
        "forest " + trees,
        Map.of("kind", "log-mel", "bands", 16, "resize", List.of(8, 8)),
        Map.of("learner", "random-forest", "trees", trees),
        Protocol.ORDINARY,
        1,
        "");
  }

  /** A small network. */
  static Condition network(int epochs) {
    return Condition.of(
        "network",
        Map.of("kind", "log-mel", "bands", 16),
        Map.of(
            "learner",
            "network",
            "network",
            "start",
            "channels",
            List.of(4, 8),
            "epochs",
            epochs,
            "batchSize",
            8),
        Protocol.ORDINARY,
        1,
        "");
  }

  @Override
  public void close() {
    for (String name : SETTINGS) {
      if (before.containsKey(name)) {
        System.setProperty(name, before.get(name));
      } else {
        System.clearProperty(name);
      }
    }
  }
}
