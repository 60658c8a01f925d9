package org.serlab.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.serlab.Serlab;
import picocli.CommandLine.Command;

/** {@code doctor}: what this machine has, a line each, with a mend for each fault. */
@Command(
    name = "doctor",
    description = "Says what this machine has and how to mend what is missing.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  environment/serlab doctor"})
final class DoctorCommand implements Callable<Integer> {
  private static final double GIB = 1L << 30;
  private boolean healthy = true;

  @Override
  public Integer call() {
    line("JDK", System.getProperty("java.vm.version") + ", " + System.getProperty("java.home"));
    tool("Maven", "apt-get install maven", "mvn", "--version");
    tool("Jupyter", "apt-get install jupyter-notebook", "jupyter", "--version");
    tool("nbconvert", "apt-get install jupyter-nbconvert", "jupyter", "nbconvert", "--version");
    tool("espeak-ng", "apt-get install espeak-ng", "espeak-ng", "--version");
    check(
        "Kernel",
        Files.isRegularFile(Serlab.build().resolve("jupyter/kernels/serlab/kernel.json")),
        "build/jupyter/kernels/serlab",
        "delete build/stamp and call environment/serlab run");
    engine();
    line(
        "Device",
        System.getProperty("serlab.device", "cpu")
            + " ("
            + System.getProperty("serlab.device.reason", "not asked for")
            + ")");
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    line("Cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    line(
        "Memory",
        "%.1f GiB, %.1f free"
            .formatted(system.getTotalMemorySize() / GIB, system.getFreeMemorySize() / GIB));
    double free = Serlab.home().toFile().getUsableSpace() / GIB;
    check("Disk", free > 3, "%.1f GiB free".formatted(free), "serlab needs 3 GiB: free some space");
    corpora();
    return healthy ? 0 : 1;
  }

  private void engine() {
    try {
      ai.djl.engine.Engine engine = ai.djl.engine.Engine.getEngine("PyTorch");
      line(
          "Engine",
          "%s %s through DJL %s, devices: %s"
              .formatted(
                  engine.getEngineName(),
                  engine.getVersion(),
                  ai.djl.engine.Engine.getDjlVersion(),
                  engine.getGpuCount() == 0 ? "cpu" : engine.getGpuCount() + " gpu"));
    } catch (RuntimeException | LinkageError e) {
      check(
          "Engine",
          false,
          String.valueOf(e.getMessage()),
          "delete " + "the folder djl below " + Serlab.cache() + ", so that it is unpacked again");
    }
  }

  private void corpora() {
    List<String> found = Notebooks.corporaFound();
    line(
        "Corpora",
        found.isEmpty()
            ? "none; environment/serlab data get emodb fetches one, SERLAB_DATA names a folder"
            : String.join(", ", found));
  }

  private void tool(String name, String mend, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      boolean ended = process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
      String first = output.lines().filter(text -> !text.isBlank()).findFirst().orElse("");
      check(name, ended, first.replaceAll("\u001B\\[[0-9;]*m", ""), mend);
    } catch (IOException e) {
      check(name, false, "not found", mend);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(String name, boolean good, String value, String mend) {
    healthy &= good;
    line(name, good ? value : "FAULT " + value + ". Mend: " + mend + ".");
  }

  private static void line(String name, String value) {
    System.out.printf("%-10s %s%n", name, value);
  }
}
