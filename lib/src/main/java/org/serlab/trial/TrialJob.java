package org.serlab.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.serlab.Serlab;
import org.serlab.SerlabException;

/** A process that was started for one or more trials. */
final class TrialJob {
  /** What the engine needs before its process starts; see the launcher for why. */
  private static final Map<String, String> ENGINE =
      Map.of(
          "OMP_WAIT_POLICY", "passive",
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "4000000000",
          "MALLOC_TRIM_THRESHOLD_", "8000000000",
          "ONEDNN_PRIMITIVE_CACHE_CAPACITY", "256",
          "DJL_OFFLINE", "true",
          "OPT_OUT_TRACKING", "true");

  private static final List<String> INHERITED =
      List.of(
          "serlab.data",
          "serlab.device",
          "serlab.device.reason",
          "user.language",
          "user.country",
          "user.timezone");

  private final List<TrialSpec> specs;
  private final Process process;
  private final Path log;

  private TrialJob(List<TrialSpec> specs, Process process, Path log) {
    this.specs = specs;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process with this one's class path.
   *
   * @param specs the trials
   * @param files their specification files
   * @param target folder for the records
   */
  static TrialJob start(List<TrialSpec> specs, List<Path> files, Path target) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(
        "-XX:+UseSerialGC"); // a collector with threads of its own would take other trials' cores
    command.add("-Djava.awt.headless=true");
    command.add("-Dserlab.home=" + Serlab.home());
    command.add("-D" + TrialProcess.PARENT + "=" + ProcessHandle.current().pid());
    for (String name : INHERITED) {
      String value = System.getProperty(name);
      if (value != null) {
        command.add("-D" + name + "=" + value);
      }
    }
    command.add(TrialProcess.class.getName());
    command.add(target.toAbsolutePath().toString());
    files.forEach(file -> command.add(file.toAbsolutePath().toString()));
    Path log = Serlab.build().resolve("logs").resolve(specs.get(0).key() + ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(ENGINE);
    try {
      Files.createDirectories(log.getParent());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      return new TrialJob(specs, process, log);
    } catch (IOException e) {
      throw new SerlabException("No process for a trial can be started: " + e.getMessage(), e);
    }
  }

  List<TrialSpec> specs() {
    return specs;
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Whether it came to its end, and left to other processes what they were at. */
  boolean metOthers() {
    return process.exitValue() == TrialProcess.MET_OTHERS;
  }

  /** For a trial whose process ended without a record or a message. */
  String obituary() {
    int status = process.exitValue();
    String cause =
        status == 137
            ? "it was killed, perhaps because memory ran out"
            : status == 139 ? "the engine crashed" : "exit code " + status;
    return "The trial's process ended without a result ("
        + cause
        + "); the last line of its log: "
        + lastWords();
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log).stream().filter(l -> !l.isBlank()).toList();
      return lines.isEmpty() ? "none." : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "unreadable.";
    }
  }

  /** Ends the process; its checkpoints stay. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
