package org.serlab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel under Debian's own tests of kernels, and under nbclient. */
class JupyterTest {
  @Test
  void passesTheTestsOfJupyter(@TempDir Path build) throws Exception {
    KernelProcess.specification(build);
    ProcessBuilder python =
        new ProcessBuilder(
            "/usr/bin/python3",
            Path.of(System.getProperty("serlab.home"))
                .resolve("environment/kernel/src/test/python/test_kernel.py")
                .toString(),
            "-v");
    python.environment().put("JUPYTER_PATH", build.resolve("jupyter").toString());
    python.environment().put("HOME", build.toString());
    python.redirectErrorStream(true);
    Process process = python.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    System.out.print(said);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("test_kernel_info", "test_execute_result", "OK");
  }
}
