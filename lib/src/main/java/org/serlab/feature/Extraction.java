package org.serlab.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.serlab.SerlabException;

/**
 * One pass over recordings by several threads, which are a few recordings ahead of the listener.
 */
final class Extraction implements AutoCloseable {
  /** Recordings per thread that may be under way or wait for the listener. */
  private static final int AHEAD = 4;

  private final List<Path> files;
  private final Function<Path, Matrix> features;
  private final FeatureStore.Listener listener;
  private final int ahead;
  private final ExecutorService threads;

  Extraction(
      List<Path> files,
      Function<Path, Matrix> features,
      int threads,
      FeatureStore.Listener listener) {
    this.files = List.copyOf(files);
    this.features = features;
    this.listener = listener;
    ahead = AHEAD * threads;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "features");
              thread.setDaemon(true);
              return thread;
            });
  }

  void run() {
    long start = System.nanoTime();
    long[] sizes = files.stream().mapToLong(Extraction::size).toArray();
    long left = 0;
    for (long size : sizes) {
      left += size;
    }
    long done = 0;
    Queue<Future<Matrix>> underWay = new ArrayDeque<>();
    int next = 0;
    for (int i = 0; i < files.size(); i++) {
      while (next < files.size() && underWay.size() < ahead) {
        Path file = files.get(next++);
        underWay.add(threads.submit(() -> features.apply(file)));
      }
      hand(files.get(i), underWay.remove());
      done += sizes[i];
      left -= sizes[i];
      double seconds = (System.nanoTime() - start) / 1e9;
      listener.progress(i + 1, files.size(), left == 0 ? 0 : seconds * left / done);
    }
  }

  private void hand(Path file, Future<Matrix> future) {
    Matrix matrix;
    try {
      matrix = future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SerlabException("The extraction of features was interrupted.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SerlabException fault) {
        listener.failed(file, fault);
        return;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a function throws no other
    }
    listener.extracted(file, matrix);
  }

  /** In bytes; at least 1, since a file that is not there takes time, too. */
  private static long size(Path file) {
    try {
      return Math.max(1, Files.size(file));
    } catch (IOException e) {
      return 1;
    }
  }

  /** Waits for what is being written to the cache. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
