package org.serlab.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.serlab.SerlabException;

/** The PyTorch engine below DJL: devices, seeds, and what has to be set per thread. */
public final class Torch {
  private static final String GRAPH_OPTIMISER = "ai.djl.pytorch.graph_optimizer";

  // Kept, since the logging framework forgets a logger's level with the logger. Each start of the
  // engine would print several lines, among them a warning on every machine without a GPU.
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("ai.djl"), Logger.getLogger("ai.djl.util.cuda"));

  static {
    QUIET.get(0).setLevel(Level.WARNING);
    QUIET.get(1).setLevel(Level.SEVERE);
    // Else TorchScript is compiled anew after its first runs, and a number could depend on how
    // often
    // it was computed in this process.
    if (System.getProperty(GRAPH_OPTIMISER) == null) {
      System.setProperty(GRAPH_OPTIMISER, "false");
    }
    Runtime.getRuntime().addShutdownHook(new Thread(Torch::awaitEngine, "await-engine"));
  }

  private static final ReentrantReadWriteLock IN_USE = new ReentrantReadWriteLock();
  private static final long PATIENCE_SECONDS = 10;

  /**
   * Lets running steps end, and no other begin, before the process goes down: its exit destroys
   * what the engine works with, which would crash a step under way (after Ctrl-C, for example).
   */
  private static void awaitEngine() {
    try {
      // Never unlocked. If a step takes longer, the exit goes on as it would have without.
      IN_USE.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Begins a use of the engine that must not be cut off by the process's exit. */
  static void enter() {
    IN_USE.readLock().lock();
  }

  /** Ends what {@link #enter} began, in the same thread. */
  static void leave() {
    IN_USE.readLock().unlock();
  }

  private Torch() {}

  /**
   * Prepares the calling thread: operations outside a gradient collector record no graph. The
   * engine keeps this mode per thread and turns it off only for the thread that started it;
   * anywhere else evaluation would keep memory, and changing a parameter in place would fail.
   */
  public static void prepareThread() {
    start();
    JniUtils.setGradMode(false);
  }

  /**
   * Does work as a trial's own process would, with one engine thread: with another number sums are
   * taken in another order, and training ends elsewhere.
   *
   * @param work done in this thread
   * @return what it gives
   */
  public static <T> T onOneThread(Supplier<T> work) {
    start();
    int before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(1);
    try {
      return work.get();
    } finally {
      JniUtils.setNumThreads(before);
    }
  }

  /** Starts the engine, as every use of this class does. */
  static void start() {
    Engine.getInstance();
  }

  /**
   * @param name {@code cpu} or {@code gpu}
   * @return the device
   * @throws SerlabException if it is {@code gpu} and there is none
   */
  public static Device device(String name) {
    return switch (name) {
      case "cpu" -> Device.cpu();
      case "gpu" -> {
        if (Engine.getInstance().getGpuCount() == 0) {
          throw new SerlabException(
              "The engine sees no GPU: set SERLAB_DEVICE=cpu, or see what"
                  + " environment/serlab doctor says of it.");
        }
        yield Device.gpu();
      }
      default -> throw new SerlabException("There is no device " + name + ": take cpu or gpu.");
    };
  }

  /**
   * Seeds everything random in the engine (dropout, initialisers). A resumed run equals an
   * uninterrupted one because each epoch is seeded by itself.
   *
   * @param seed the run's seed
   * @param epoch number of the epoch, 0 for initialisation
   */
  public static void seed(long seed, int epoch) {
    Engine.getInstance().setRandomSeed((int) mix(seed, epoch));
  }

  /**
   * A well-spread number that follows from two (the finaliser of SplitMix64).
   *
   * @param seed first number
   * @param stream second number, such as an epoch or a name's hash
   */
  public static long mix(long seed, long stream) {
    long z = seed + 0x9E3779B97F4A7C15L * (stream + 1);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
