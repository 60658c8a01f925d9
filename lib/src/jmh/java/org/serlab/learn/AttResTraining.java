package org.serlab.learn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.serlab.feature.Matrix;

/**
 * Trains att-Res on spectrograms of noise (128 x 128, batches of 32) through the library's own
 * training loop, and prints one line an epoch: samples a second, the share of the time that the
 * training thread spent outside the engine, and the process's resident set in MB.
 *
 * <p>Before each epoch it waits for a line on standard input, so that {@code peer/att_res.py} can
 * let it take turns with PyTorch. The share is sampled every millisecond: the thread is in the
 * engine when it runs native code.
 */
public final class AttResTraining {
  private static final int SIZE = 128;
  private static final int CLASSES = 6;

  private AttResTraining() {}

  /**
   * @param arguments number of epochs, number of samples of an epoch
   */
  public static void main(String[] arguments) {
    int epochs = Integer.parseInt(arguments[0]);
    int samples = Integer.parseInt(arguments[1]);
    BufferedReader turns = new BufferedReader(new InputStreamReader(System.in));
    Sampler sampler = new Sampler(Thread.currentThread().getId());
    sampler.start();
    LearningTask task =
        new LearningTask(
            List.of("a", "b", "c", "d", "e", "f"),
            noise(samples),
            List.of(),
            Map.of("learner", "network", "network", "att-Res", "epochs", epochs, "batchSize", 32),
            1,
            "cpu",
            Optional.empty(),
            epoch -> {
              System.out.printf(
                  Locale.ROOT,
                  "%.2f %.4f %d%n",
                  samples / epoch.seconds(),
                  sampler.outside(),
                  residentMegabytes());
              await(turns);
              sampler.reset();
            });
    await(turns);
    sampler.reset();
    new NetworkLearner().fit(task).classifier().close();
  }

  private static void await(BufferedReader turns) {
    try {
      turns.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Sample> noise(int number) {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < number; n++) {
      float[] values = new float[SIZE * SIZE];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      samples.add(new Sample("noise" + n, "nobody", new Matrix(SIZE, SIZE, values), n % CLASSES));
    }
    return samples;
  }

  private static long residentMegabytes() {
    try {
      long pages = Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
      return pages * 4096 / 1_000_000;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks every millisecond whether a thread runs native code, without stopping it. */
  private static final class Sampler extends Thread {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long watched;
    private int inside;
    private int all;

    Sampler(long watched) {
      super("sampler");
      this.watched = watched;
      setDaemon(true);
    }

    synchronized void reset() {
      inside = 0;
      all = 0;
    }

    synchronized double outside() {
      return 1 - inside / (double) all;
    }

    @Override
    public void run() {
      while (true) {
        ThreadInfo info = threads.getThreadInfo(watched);
        if (info == null) {
          return;
        }
        synchronized (this) {
          inside += info.isInNative() ? 1 : 0;
          all++;
        }
        try {
          sleep(1);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
