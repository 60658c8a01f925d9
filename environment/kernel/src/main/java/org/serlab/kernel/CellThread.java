package org.serlab.kernel;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Callable;

/**
 * The thread that runs cells: one for the life of the kernel, renewed only after a cell had to be
 * stopped by force.
 *
 * <p>PyTorch's gradient mode belongs to a thread. It is off here, as DJL leaves it in the thread
 * that starts the engine, so that parameters can be changed in place and evaluation builds no
 * graphs.
 */
final class CellThread extends Thread {
  /** Time for a cell to end by itself after an interrupt. */
  private static final int GRACE_MILLIS = 800;

  /** Further time while a class is being initialised: stopped there, it would be lost for good. */
  private static final int INITIALISATION_MILLIS = 15_000;

  /** Time in which a cell is stopped again and again. */
  private static final int FORCE_MILLIS = 1_500;

  private static volatile boolean anyRetired;

  private final boolean renewed;
  private volatile boolean retired;
  private Task waiting;

  /** A piece of work and how it ended. */
  static final class Task {
    private final Callable<Object> code;
    private boolean done;
    private Object value;
    private Throwable failure;

    Task(Callable<Object> code) {
      this.code = code;
    }

    private void run() {
      Object value = null;
      Throwable failure = null;
      try {
        value = code.call();
      } catch (Throwable t) {
        failure = t;
      }
      end(value, failure);
    }

    /** Whoever waits for it goes on without it. */
    void abandon() {
      end(null, new ThreadDeath());
    }

    private synchronized boolean isDone() {
      return done;
    }

    private synchronized void end(Object value, Throwable failure) {
      if (!done) {
        this.value = value;
        this.failure = failure;
        done = true;
        notifyAll();
      }
    }

    /** Interrupts the thread that runs this, unless it has ended; says whether it did. */
    private synchronized boolean interrupt(Thread thread) {
      if (!done) {
        thread.interrupt();
      }
      return !done;
    }

    /**
     * @param millis how long to wait at most
     * @return whether it has ended
     */
    synchronized boolean await(long millis) throws InterruptedException {
      long end = System.nanoTime() + millis * 1_000_000;
      for (long left = millis; !done && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
      return done;
    }

    /** Its value once it has ended; throws what it threw. */
    synchronized Object value() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw (Exception) failure;
      }
      return value;
    }
  }

  /**
   * Ends the thread that calls this if it is to be stopped by force: {@link LoopChecks} puts the
   * call into every loop of a cell.
   */
  static void check() {
    if (anyRetired && currentThread() instanceof CellThread thread && thread.retired) {
      throw new ThreadDeath();
    }
  }

  /**
   * @param renewed whether there was one before it, so that the engine may have started already
   */
  CellThread(boolean renewed) {
    super("cell");
    this.renewed = renewed;
    setDaemon(true);
    start();
  }

  /** Hands over a piece of work. */
  synchronized Task submit(Callable<Object> code) {
    waiting = new Task(code);
    notifyAll();
    return waiting;
  }

  @Override
  public void run() {
    boolean gradientModeOff = renewed && switchGradientModeOff();
    while (!retired) {
      next().run();
      interrupted();
      if (!gradientModeOff) {
        gradientModeOff = switchGradientModeOff();
      }
    }
  }

  private synchronized Task next() {
    while (waiting == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        // It was meant for the cell before, which had just ended.
        continue;
      }
    }
    Task task = waiting;
    waiting = null;
    return task;
  }

  /** Does nothing while the engine is not loaded: it starts only for whoever uses it. */
  private static boolean switchGradientModeOff() {
    try {
      JniUtils.setGradMode(false);
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /**
   * Asks a piece of work of this thread to end.
   *
   * @return whether it has ended, so that this thread can go on to serve cells
   */
  boolean ask(Task task) {
    try {
      return !task.interrupt(this)
          || task.await(GRACE_MILLIS)
          || isInitialising() && task.await(INITIALISATION_MILLIS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /**
   * Makes a piece of work of this thread end, and the thread with it.
   *
   * @return whether it has ended; what waits in native code ends when it comes back from there
   */
  boolean force(Task task) {
    retired = true;
    anyRetired = true;
    force(FORCE_MILLIS);
    if (!isAlive() || task.isDone()) {
      return true;
    }
    Thread reaper = new Thread(() -> force(Long.MAX_VALUE), "reaper");
    reaper.setDaemon(true);
    reaper.start();
    return false;
  }

  private boolean isInitialising() {
    for (StackTraceElement frame : getStackTrace()) {
      if (frame.getMethodName().equals("<clinit>")) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings({"deprecation", "removal"})
  private void force(long millis) {
    long start = System.nanoTime();
    try {
      while (isAlive() && (System.nanoTime() - start) / 1_000_000 < millis) {
        stop();
        join(200);
      }
    } catch (InterruptedException e) {
      // Nobody waits for it any more.
    }
  }
}
