package org.serlab.trial;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.serlab.Serlab;

/**
 * Where and with what a trial was run: facts beside the specification, not part of its key.
 *
 * @param version of this library
 * @param commit of the checkout, or {@code unknown}
 * @param dirty whether the code differed from that commit
 * @param cpu model of the processor
 * @param cores number of cores that Java sees
 * @param memory of the machine, in whole gigabytes
 * @param system operating system and architecture
 * @param jdk version and vendor of the Java runtime
 * @param engine what did the computing, with its version
 * @param device {@code cpu} or {@code gpu}: the one that was used
 */
public record TrialEnvironment(
    String version,
    String commit,
    boolean dirty,
    String cpu,
    int cores,
    int memory,
    String system,
    String jdk,
    String engine,
    String device) {

  /**
   * Of this machine and process.
   *
   * @param engine what did the computing
   * @param device the device that was used
   */
  public static TrialEnvironment here(String engine, String device) {
    // what is made from code (records, notebooks with outputs) does not make the code dirty
    String changes =
        git("status", "--porcelain", "--", "pom.xml", "lib", "data-manifests", "environment");
    return new TrialEnvironment(
        Serlab.version(),
        git("rev-parse", "HEAD"),
        !changes.isEmpty() && !changes.equals(UNKNOWN),
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        gigabytes(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.runtime.version") + " " + System.getProperty("java.vendor"),
        engine,
        device);
  }

  private static final String UNKNOWN = "unknown";

  static int gigabytes() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return (int) Math.round(system.getTotalMemorySize() / 1e9);
  }

  private static String cpuModel() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String git(String... arguments) {
    List<String> command =
        new java.util.ArrayList<>(List.of("git", "-C", Serlab.home().toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
        String answer = String.join("\n", reader.lines().toList());
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? answer : UNKNOWN;
      }
    } catch (IOException e) {
      return UNKNOWN; // no git here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
