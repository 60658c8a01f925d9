package org.serlab.feature;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.serlab.Serlab;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;

/**
 * Functionals of openSMILE's sets for 40 utterances of Emo-DB (decoded beforehand): one by one, as
 * one recording, or in pieces of 200 ms. After each iteration every thread prints how many seconds
 * of audio it did per CPU second. {@code -t 2} for two threads, {@code -prof gc} for allocation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class OpenSmileBenchmark {
  private static final int UTTERANCES = 40;
  private static final int RATE = 16_000;

  /** The set. */
  @Param({"egemapsv02", "emobase", "emobase2010", "is10"})
  public String kind;

  private FeatureExtractor whole;
  private FeatureExtractor pieces;
  private List<Waveform> utterances;
  private Waveform joined;
  private long cpuAtStart;
  private int passes;

  /** Reads the utterances. */
  @Setup
  public void prepare() throws IOException {
    whole = FeatureExtractors.of(Map.of("kind", kind));
    pieces = FeatureExtractors.of(Map.of("kind", kind, "pieceSeconds", 0.2));
    utterances = new ArrayList<>();
    for (Path folder : Serlab.dataFolders()) {
      Path corpus = folder.resolve("emodb");
      if (utterances.isEmpty() && Files.isDirectory(corpus)) {
        try (Stream<Path> files = Files.walk(corpus)) {
          files
              .filter(file -> file.toString().matches(".*\\.(wav|flac)"))
              .sorted()
              .limit(UTTERANCES)
              .forEach(file -> utterances.add(AudioFile.read(file).resample(RATE)));
        }
      }
    }
    if (utterances.isEmpty()) {
      throw new IllegalStateException("SERLAB_DATA names no folder with emodb");
    }
    float[] all = new float[utterances.stream().mapToInt(Waveform::length).sum()];
    int at = 0;
    for (Waveform utterance : utterances) {
      System.arraycopy(utterance.samples(), 0, all, at, utterance.length());
      at += utterance.length();
    }
    joined = new Waveform(all, RATE);
  }

  /** Begins to count. */
  @Setup(Level.Iteration)
  public void start() {
    passes = 0;
    cpuAtStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Prints what was done per CPU second. */
  @TearDown(Level.Iteration)
  public void print() {
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuAtStart;
    System.out.printf("%s: %.0f x per CPU second; ", kind, passes * joined.seconds() / (cpu / 1e9));
  }

  /** Each utterance by itself. */
  @Benchmark
  public float utterances() {
    passes++;
    float sum = 0;
    for (Waveform utterance : utterances) {
      sum += whole.extract(utterance).get(0, 0);
    }
    return sum;
  }

  /** All utterances one after the other, as one recording. */
  @Benchmark
  public Matrix recording() {
    passes++;
    return whole.extract(joined);
  }

  /** Pieces of 200 ms of the one recording. */
  @Benchmark
  public Matrix pieces() {
    passes++;
    return pieces.extract(joined);
  }
}
