package org.serlab.feature;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.serlab.Serlab;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;

/**
 * One pass over all recordings of Emo-DB and nEMO that the data folders hold, by two threads: read
 * and decode each file, compute its features. After each pass it prints how many seconds of audio
 * went through per second, and per second of CPU time of one core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 9)
@Fork(1)
public class SpeechBenchmark {
  private static final int THREADS = 2;

  private List<Path> files;
  private double seconds;

  /** Finds the files and how long they are together. */
  @Setup
  public void find() throws IOException {
    for (Path folder : Serlab.dataFolders()) {
      if (files == null && Files.isDirectory(folder.resolve("emodb"))) {
        try (Stream<Path> emodb = Files.walk(folder.resolve("emodb"));
            Stream<Path> nemo = Files.walk(folder.resolve("nemo"))) {
          files =
              Stream.concat(emodb, nemo)
                  .filter(file -> file.toString().matches(".*\\.(wav|flac)"))
                  .sorted()
                  .toList();
        }
      }
    }
    if (files == null) {
      throw new IllegalStateException("SERLAB_DATA names no folder with emodb and nemo");
    }
    seconds = files.stream().mapToDouble(file -> AudioFile.info(file).seconds()).sum();
  }

  /** Decoding alone. */
  @Benchmark
  public double decode() throws InterruptedException, ExecutionException {
    return pass(waveform -> waveform.samples()[0]);
  }

  /** Decoding and a log-mel spectrogram of each recording. */
  @Benchmark
  public double decodeAndLogMel() throws InterruptedException, ExecutionException {
    FeatureExtractor logMel = FeatureExtractors.of(Map.of("kind", "log-mel"));
    return pass(waveform -> logMel.extract(waveform).values()[0]);
  }

  private interface Task {
    double run(Waveform waveform);
  }

  private double pass(Task task) throws InterruptedException, ExecutionException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    ForkJoinPool pool = new ForkJoinPool(THREADS);
    double sum;
    try {
      sum =
          pool.submit(
                  () ->
                      files.parallelStream()
                          .mapToDouble(file -> task.run(AudioFile.read(file)))
                          .sum())
              .get();
    } finally {
      pool.shutdown();
    }
    double wall = (System.nanoTime() - start) / 1e9;
    double core = (process.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        "%d files, %.0f s of audio: %.0f x real time, %.0f x per CPU second of one core%n",
        files.size(), seconds, seconds / wall, seconds / core);
    return sum;
  }
}
