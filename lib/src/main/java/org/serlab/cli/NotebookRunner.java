package org.serlab.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.serlab.Serlab;
import org.serlab.SerlabException;

/**
 * Executes copies of notebooks through Jupyter in fresh kernels. The work is done by {@code
 * environment/execute.py} on Debian's nbclient; nothing is read from or written to the user's
 * Jupyter folders.
 */
public final class NotebookRunner {
  /** Debian's Python, which has Jupyter; another one on the path may not. */
  static final String PYTHON = "/usr/bin/python3";

  /**
   * A cell that failed.
   *
   * @param number among the notebook's code cells, from 1; 0 if none was reached
   * @param line its first line
   * @param message what went wrong, in a sentence
   */
  public record Failure(int number, String line, String message) {
    @Override
    public String toString() {
      return number == 0 ? message : "cell %d (%s): %s".formatted(number, line, message);
    }
  }

  /**
   * What an execution left.
   *
   * @param notebook the executed copy; complete up to the failure, if there was one
   * @param seconds how long it took, the kernel's start included
   * @param failure the cell that failed, if one did
   */
  public record Execution(Path notebook, double seconds, Optional<Failure> failure) {}

  /** Follows an execution. */
  public interface Listener {
    /**
     * A code cell begins.
     *
     * @param number of the cell among the code cells, from 1
     * @param of how many code cells there are
     * @param line its first line
     */
    void cell(int number, int of, String line);

    /**
     * Something that the cell shows has changed in its place: a progress bar, for instance.
     *
     * @param text what it says now
     */
    default void note(String text) {}
  }

  private final Map<String, String> environment;
  private final Path folder;
  private final String kernel;

  /**
   * @param environment variables for the kernel beside those of this process, such as {@code
   *     SERLAB_PROFILE}; an empty value removes one
   * @param folder the kernel's working folder
   */
  public NotebookRunner(Map<String, String> environment, Path folder) {
    this(environment, folder, "serlab");
  }

  NotebookRunner(Map<String, String> environment, Path folder, String kernel) {
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.kernel = kernel;
  }

  /**
   * Executes a notebook from its first cell on. A failing cell ends it, but what was executed is
   * written.
   *
   * @param notebook stays as it is
   * @param executed is written
   * @param listener is told of every cell
   * @return what it left
   * @throws SerlabException if Jupyter cannot be started at all
   */
  public Execution execute(Path notebook, Path executed, Listener listener) {
    Process process = start(notebook, executed);
    // An interrupted command takes the kernel along: execute.py ends when its input is closed.
    Thread end = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(end);
    Transcript transcript = new Transcript(executed, listener);
    List<String> other = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("{") || !transcript.take(line)) {
          other.add(line);
        }
      }
      int status = process.waitFor();
      return transcript
          .end(other)
          .orElseThrow(
              () ->
                  new SerlabException(
                      "Jupyter could not execute %s (status %d): %s"
                          .formatted(notebook.getFileName(), status, last(other))));
    } catch (IOException e) {
      throw new SerlabException("Jupyter could not execute " + notebook + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SerlabException("The execution of " + notebook + " was interrupted.", e);
    } finally {
      process.destroy();
      removeHook(end);
    }
  }

  private Process start(Path notebook, Path executed) {
    Path script = Serlab.home().resolve("environment/execute.py");
    ProcessBuilder builder =
        new ProcessBuilder(
            PYTHON,
            // A file beside a notebook must not be taken for a module of Python.
            "-I",
            script.toString(),
            notebook.toAbsolutePath().toString(),
            executed.toAbsolutePath().toString(),
            kernel,
            folder.toAbsolutePath().toString());
    builder.redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.putAll(jupyterFolders());
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            variables.remove(name);
          } else {
            variables.put(name, value);
          }
        });
    try {
      Files.createDirectories(executed.toAbsolutePath().getParent());
      return builder.start();
    } catch (IOException e) {
      throw new SerlabException(
          "Python cannot be started (%s): `environment/serlab doctor` says what is missing."
              .formatted(e.getMessage()),
          e);
    }
  }

  /** Jupyter's own folders, below {@code build/jupyter}: nothing goes into the user's home. */
  static Map<String, String> jupyterFolders() {
    Path jupyter = Serlab.build().resolve("jupyter");
    return Map.of(
        "JUPYTER_PATH", jupyter.toString(),
        "JUPYTER_CONFIG_DIR", jupyter.resolve("config").toString(),
        "JUPYTER_DATA_DIR", jupyter.resolve("data").toString(),
        "JUPYTER_RUNTIME_DIR", jupyter.resolve("runtime").toString(),
        "IPYTHONDIR", jupyter.resolve("ipython").toString());
  }

  private static String last(List<String> lines) {
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is shutting down, and the hook has run.
    }
  }

  /** Understands what execute.py tells. */
  private static final class Transcript {
    private final Path executed;
    private final Listener listener;
    private int number;
    private String line = "";
    private Execution end;

    Transcript(Path executed, Listener listener) {
      this.executed = executed;
      this.listener = listener;
    }

    boolean take(String json) {
      JsonObject event = JsonParser.parseString(json).getAsJsonObject();
      switch (event.get("event").getAsString()) {
        case "cell" -> {
          number = event.get("number").getAsInt();
          line = Cell.firstLine(event.get("source").getAsString());
          listener.cell(number, event.get("of").getAsInt(), line);
        }
        case "note" -> listener.note(event.get("text").getAsString());
        case "done" ->
            end = new Execution(executed, event.get("seconds").getAsDouble(), Optional.empty());
        case "failed" -> {
          Failure failure = new Failure(number, line, event.get("message").getAsString());
          end = new Execution(executed, event.get("seconds").getAsDouble(), Optional.of(failure));
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    /**
     * @param other what else was said; it may tell why a kernel did not start
     */
    Optional<Execution> end(List<String> other) {
      if (end == null || end.failure().isEmpty() || number > 0 || other.isEmpty()) {
        return Optional.ofNullable(end);
      }
      String message = end.failure().get().message() + " (" + last(other) + ")";
      return Optional.of(
          new Execution(executed, end.seconds(), Optional.of(new Failure(0, "", message))));
    }
  }
}
