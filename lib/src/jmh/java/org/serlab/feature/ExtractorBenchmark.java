package org.serlab.feature;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.serlab.audio.Waveform;

/**
 * Features of ten seconds of noise at 16 kHz, in one thread: 10,000 ms over the score in ms is the
 * number of seconds of audio per second. After each iteration it prints the same per CPU second,
 * which other work on the machine hardly changes. With {@code -prof gc} also what is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ExtractorBenchmark {
  private static final int RATE = 16_000;

  /** Kind or preset. */
  @Param({"log-mel", "log-power-spectrogram", "kaldi13", "kaldiHires40", "fbank80", "mfcc"})
  public String kind;

  private FeatureExtractor extractor;
  private Waveform waveform;
  private long cpuAtStart;
  private int extracted;

  /** Makes the noise, the same each time. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    float[] samples = new float[10 * RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * random.nextGaussian());
    }
    waveform = new Waveform(samples, RATE);
    extractor = FeatureExtractors.of(Map.of("kind", kind));
  }

  /** Begins to count. */
  @Setup(Level.Iteration)
  public void start() {
    extracted = 0;
    cpuAtStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Prints what was done per CPU second. */
  @TearDown(Level.Iteration)
  public void print() {
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuAtStart;
    double seconds = extracted * waveform.seconds();
    System.out.printf("%s: %.0f x per CPU second; ", kind, seconds / (cpu / 1e9));
  }

  /** All frames of the recording. */
  @Benchmark
  public Matrix extract() {
    extracted++;
    return extractor.extract(waveform);
  }
}
