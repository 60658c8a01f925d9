package org.serlab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the kernel's process begins and ends. */
class ProcessTest {
  @Test
  void givesItsFirstResultInTime() throws Exception {
    double best = Double.POSITIVE_INFINITY;
    for (int attempt = 0; attempt < 3 && best >= 5; attempt++) {
      try (KernelProcess kernel = new KernelProcess(Map.of())) {
        assertThat(kernel.run("1 + 1").result()).isEqualTo("2");
        double wall = (System.nanoTime() - kernel.started) / 1e9;
        // On a busy machine the time of the processor counts: an idle one takes less than that.
        double cpu =
            kernel.process.info().totalCpuDuration().orElse(Duration.ofDays(1)).toMillis() / 1e3;
        System.out.printf("first result after %.2f s, %.2f s of processor%n", wall, cpu);
        best = Math.min(best, Math.min(wall, cpu));
        assertThat(Files.readString(kernel.terminal())).as("on the terminal").isEmpty();
      }
    }
    assertThat(best).as("seconds to the first result").isLessThan(5);
  }

  @Test
  void saysWhoItIs() throws Exception {
    JsonObject info = KernelProcess.shared().request("kernel_info_request", new JsonObject());
    assertThat(info.get("status").getAsString()).isEqualTo("ok");
    assertThat(info.get("implementation").getAsString()).isEqualTo("serlab");
    JsonObject language = info.getAsJsonObject("language_info");
    assertThat(language.get("name").getAsString()).isEqualTo("java");
    assertThat(language.get("version").getAsString()).startsWith("17.");
  }

  @Test
  void leavesNoProcess() throws Exception {
    for (String cell :
        new String[] {
          "1",
          "while (true) { try { Thread.sleep(5); } catch (Throwable t) { } }",
          "new Thread(() -> { while (true) { } }).start();",
          "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));",
        }) {
      try (KernelProcess kernel = new KernelProcess(Map.of())) {
        String id = kernel.start("System.out.println(\"begun\");\n" + cell);
        kernel.awaitOutput(id, "stream");
        assertThat(kernel.shutDown()).as(cell).isTrue();
        assertThat(kernel.process.exitValue()).isZero();
      }
    }
  }

  @Test
  void endsWithJupyter() throws Exception {
    Process jupyter = new ProcessBuilder("sleep", "1000").start();
    try (KernelProcess kernel =
        new KernelProcess(Map.of("JPY_PARENT_PID", String.valueOf(jupyter.pid())))) {
      jupyter.destroyForcibly();
      assertThat(kernel.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      jupyter.destroyForcibly();
    }
  }
}
