package org.serlab.corpus.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.corpus.Emotion;

/**
 * The demo corpus: 300 utterances of twelve simulated speakers in German, English and Mandarin,
 * five sentences a language, each in anger, fear, happiness, sadness and neutral. They are spoken
 * by espeak-ng, whose pitch, range and rate act the emotion, and by {@link VoiceEffects}.
 * Everything follows from fixed seeds: the same version of espeak-ng gives the same bytes.
 *
 * <p>It shows that everything works; it says nothing about how people sound.
 */
public final class DemoCorpus {
  private DemoCorpus() {}

  /** Name of the corpus and of its manifest. */
  public static final String NAME = "demo";

  /** Rate of the recordings in Hz. */
  public static final int SAMPLE_RATE = 16_000;

  /** Raised whenever a change of this package alters a sample. */
  static final int VERSION = 1;

  private static final String STAMP = "VERSION.txt";
  private static final long SEED = 20_050_317;

  /**
   * Makes the corpus, if it is not there already in this version. It appears whole or not at all.
   *
   * @param folder where it shall lie, usually {@code build/corpora/demo}; what an older version
   *     left there is replaced
   * @return whether it was made; false if it was there
   * @throws SerlabException if espeak-ng is missing or the folder cannot be written
   */
  public static boolean make(Path folder) {
    return make(folder, "espeak-ng");
  }

  static boolean make(Path folder, String program) {
    Path target = folder.toAbsolutePath().normalize();
    Path work = null;
    try {
      Files.createDirectories(target.getParent());
      deleteLeftovers(target);
      work = Files.createTempDirectory(target.getParent(), prefix(target));
      Espeak espeak = new Espeak(program, Files.createDirectory(work.resolve("scratch")));
      String stamp = "demo corpus " + VERSION + ", espeak-ng " + espeak.version() + "\n";
      if (isMade(target, stamp)) {
        return false;
      }
      Path made = Files.createDirectory(work.resolve("corpus"));
      Files.createDirectory(made.resolve("wav"));
      speakAll(espeak, made);
      Files.writeString(made.resolve(STAMP), stamp);
      if (Files.exists(target)) {
        Files.move(target, work.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
      }
      try {
        Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        if (!isMade(target, stamp)) { // else another process was faster with the same corpus
          throw e;
        }
      }
      return true;
    } catch (IOException e) {
      throw new SerlabException(
          "The demo corpus cannot be written to " + target + " (" + e.getMessage() + ").", e);
    } finally {
      if (work != null) {
        delete(work);
      }
    }
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + "-making-";
  }

  /** Removes what makers left that were killed: folders like ours, an hour old. */
  private static void deleteLeftovers(Path target) throws IOException {
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(target.getParent(), prefix(target) + "*")) {
      for (Path leftover : folders) {
        if (Files.getLastModifiedTime(leftover).toInstant().isBefore(hourAgo)) {
          delete(leftover);
        }
      }
    }
  }

  private static boolean isMade(Path folder, String stamp) throws IOException {
    Path file = folder.resolve(STAMP);
    if (!Files.isRegularFile(file) || !Files.readString(file).equals(stamp)) {
      return false;
    }
    return lines().stream().allMatch(line -> Files.isRegularFile(folder.resolve(line.file())));
  }

  /** One recording: who says what and how. */
  private record Line(Speaker speaker, Emotion emotion, Sentence sentence) {
    String name() {
      return speaker.code() + "_" + emotion.word() + "_" + sentence.code();
    }

    String file() {
      return "wav/" + name() + ".wav";
    }
  }

  private static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Speaker speaker : Speaker.ALL) {
      for (Emotion emotion : Acting.EMOTIONS) {
        for (Sentence sentence : Sentence.ALL) {
          if (sentence.language().equals(speaker.language())) {
            lines.add(new Line(speaker, emotion, sentence));
          }
        }
      }
    }
    return lines;
  }

  private static void speakAll(Espeak espeak, Path folder) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> pending = new ArrayList<>();
      for (Line line : lines()) {
        pending.add(
            threads.submit(
                () -> {
                  AudioFile.writeWav(folder.resolve(line.file()), speak(espeak, line));
                }));
      }
      for (Future<?> future : pending) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SerlabException("Making the demo corpus was interrupted; start it again.", e);
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  /** A thread that is still writing would put files into the folder that is deleted next. */
  private static void awaitEnd(ExecutorService threads) {
    try {
      threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Waveform speak(Espeak espeak, Line line) {
    Speaker speaker = line.speaker();
    Random random = new Random(SEED ^ (0x9E3779B97F4A7C15L * line.name().hashCode()));
    Acting acting = Acting.draw(line.emotion(), speaker.expressiveness(), random);
    Path spoken =
        espeak.speak(
            speaker.voice(),
            line.sentence().spoken(),
            (int) Math.round(Math.min(99, Math.max(0, speaker.pitch() + 6.5 * acting.pitch()))),
            (int) Math.round(Math.min(200, Math.max(0, 100 * acting.range()))),
            (int) Math.round(speaker.words() * acting.rate() / speaker.formants()),
            line.name());
    Waveform plain = AudioFile.read(spoken);
    double[] phase = VoiceEffects.tremorPhase(plain.length(), SAMPLE_RATE, random);
    double[] x =
        VoiceEffects.warp(
            doubles(plain.samples()),
            plain.sampleRate() * speaker.formants() / SAMPLE_RATE,
            acting.tremor(),
            phase,
            SAMPLE_RATE);
    x = VoiceEffects.trim(x);
    VoiceEffects.shake(x, Math.min(0.6, 8 * acting.tremor()), phase);
    VoiceEffects.tilt(x, speaker.tilt() + acting.tilt(), 1000, SAMPLE_RATE);
    VoiceEffects.breathe(x, acting.breath(), SAMPLE_RATE, random);
    x =
        VoiceEffects.record(
            x,
            speaker.level() + acting.level(),
            speaker.room(),
            pause(random),
            pause(random),
            random);
    return new Waveform(floats(x), SAMPLE_RATE);
  }

  /** Between 0.1 and 0.4 s, in samples. */
  private static int pause(Random random) {
    return (int) (SAMPLE_RATE * (0.1 + 0.3 * random.nextDouble()));
  }

  private static double[] doubles(float[] samples) {
    double[] x = new double[samples.length];
    for (int n = 0; n < x.length; n++) {
      x[n] = samples[n];
    }
    return x;
  }

  private static float[] floats(double[] x) {
    float[] samples = new float[x.length];
    for (int n = 0; n < x.length; n++) {
      samples[n] = (float) x[n];
    }
    return samples;
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
