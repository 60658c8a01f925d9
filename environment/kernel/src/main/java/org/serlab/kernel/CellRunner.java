package org.serlab.kernel;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;

/**
 * Runs snippets in this process, in the thread for cells, and can stop them.
 *
 * <p>JShell passes a value on as text only. Here the text is a key under which the value itself is
 * kept until it is {@linkplain #take taken}.
 */
final class CellRunner extends DirectExecutionControl {
  private static final Set<String> PRESET =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .collect(Collectors.toSet());

  private final Map<String, Object> values = new HashMap<>();
  private int count;
  private Throwable thrown;

  private CellThread thread = new CellThread(false);
  private CellThread.Task running;
  private boolean inCell;
  private double seconds;
  private long deadline;
  private Stop stopped;

  /**
   * Why a cell did not run to its end.
   *
   * @param name in one word
   * @param words as the notebook shows it
   */
  record Stop(String name, String words) {}

  /**
   * Begins a cell.
   *
   * @param seconds how long it may run; 0 without limit
   */
  synchronized void begin(double seconds) {
    inCell = true;
    stopped = null;
    this.seconds = seconds;
    deadline = seconds > 0 ? System.nanoTime() + (long) (seconds * 1e9) : Long.MAX_VALUE;
    values.clear();
  }

  /** Ends a cell. */
  synchronized void end() {
    inCell = false;
    values.clear();
    thrown = null;
  }

  /** Why the cell was stopped, or null. */
  synchronized Stop stopped() {
    return stopped;
  }

  /** Stops the cell that runs, if one does. Returns when it has stopped. */
  @Override
  public void stop() {
    stop(new Stop("Interrupted", "Interrupted."));
  }

  private void stop(Stop reason) {
    CellThread.Task task;
    CellThread stopping;
    synchronized (this) {
      if (!inCell || stopped != null) {
        return;
      }
      stopped = reason;
      task = running;
      stopping = thread;
    }
    if (task == null || stopping.ask(task)) {
      return;
    }
    synchronized (this) {
      thread = new CellThread(true);
    }
    if (!stopping.force(task)) {
      synchronized (this) {
        stopped =
            new Stop(
                reason.name(),
                reason.words()
                    + " The cell still waits in native code; it ends when it comes back from"
                    + " there.");
      }
    }
    task.abandon();
  }

  /** Takes the value that a snippet left under this key; null if there is none. */
  synchronized Object take(String key) {
    return values.remove(key);
  }

  /** What the last snippet that failed threw. */
  synchronized Throwable thrown() {
    return thrown;
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    try {
      Object value =
          Thread.currentThread() instanceof CellThread
              ? snippet.invoke(null)
              : call(
                  () -> {
                    ClassLoader cells = snippet.getDeclaringClass().getClassLoader();
                    Thread.currentThread().setContextClassLoader(cells);
                    return snippet.invoke(null);
                  });
      synchronized (this) {
        if (value == null) {
          return "null";
        }
        String key = "#" + count++;
        values.put(key, value);
        return key;
      }
    } catch (InvocationTargetException e) {
      synchronized (this) {
        thrown = e.getCause();
      }
      throw e;
    }
  }

  /**
   * Runs code of a cell in the thread for cells.
   *
   * @throws ExecutionControl.StoppedException if the cell was stopped
   */
  Object call(Callable<Object> code) throws Exception {
    CellThread.Task task;
    synchronized (this) {
      if (stopped != null) {
        throw new ExecutionControl.StoppedException();
      }
      task = thread.submit(code);
      running = task;
    }
    try {
      long left = deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - System.nanoTime();
      if (!task.await(left == Long.MAX_VALUE ? Integer.MAX_VALUE : left / 1_000_000)) {
        stop(
            new Stop(
                "Timeout",
                "Stopped after %s s, the limit for a cell (SERLAB_CELL_TIMEOUT)."
                    .formatted(new BigDecimal(seconds).stripTrailingZeros().toPlainString())));
        task.await(Integer.MAX_VALUE);
      }
    } finally {
      synchronized (this) {
        running = null;
      }
    }
    if (stopped() != null) {
      throw new ExecutionControl.StoppedException();
    }
    return task.value();
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(
        Arrays.stream(classes)
            .map(each -> new ClassBytecodes(each.name(), LoopChecks.insert(each.bytecodes())))
            .toArray(ClassBytecodes[]::new));
  }

  /** What is on the JVM's own class path is there already. */
  @Override
  public void addToClasspath(String paths) throws EngineTerminationException, InternalException {
    String added =
        Arrays.stream(paths.split(File.pathSeparator))
            .filter(path -> !PRESET.contains(path))
            .collect(Collectors.joining(File.pathSeparator));
    if (!added.isEmpty()) {
      super.addToClasspath(added);
    }
  }
}
