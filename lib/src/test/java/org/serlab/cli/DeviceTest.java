package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.Serlab;

/** The launcher's choice between CPU and GPU, with a stand-in for the query of the device. */
class DeviceTest {
  private static final String CARD = "GPU 0: NVIDIA Stand-in (UUID: GPU-0)";
  @TempDir private Path folder;

  @Test
  void autoTakesTheDeviceThatTheQueryFinds() throws Exception {
    assertThat(choose("auto", query("echo '" + CARD + "'"))).isEqualTo("0 gpu cu124 " + CARD);
    assertThat(choose("gpu", query("echo '" + CARD + "'"))).isEqualTo("0 gpu cu124 " + CARD);
  }

  @Test
  void autoFallsBackAndSaysWhy() throws Exception {
    Path silent = query("exit 9");
    assertThat(choose("auto", silent)).isEqualTo("0 cpu cpu no CUDA device found by " + silent);
    Path absent = folder.resolve("absent");
    assertThat(choose("auto", absent)).isEqualTo("0 cpu cpu no CUDA device found by " + absent);
  }

  @Test
  void gpuWithoutADeviceFailsWithTheReason() throws Exception {
    Path silent = query("exit 9");
    assertThat(choose("gpu", silent))
        .isEqualTo(
            "1 SERLAB_DEVICE=gpu, but "
                + silent
                + " finds no CUDA device; install NVIDIA's driver or set SERLAB_DEVICE=cpu.");
  }

  @Test
  void cpuDoesNotAsk() throws Exception {
    assertThat(choose("cpu", query("echo '" + CARD + "'")))
        .isEqualTo("0 cpu cpu SERLAB_DEVICE=cpu");
  }

  @Test
  void anythingElseIsAMistake() throws Exception {
    assertThat(choose("tpu", query("exit 9")))
        .isEqualTo("1 SERLAB_DEVICE is 'tpu'; it must be auto, cpu or gpu.");
  }

  private Path query(String script) throws IOException {
    Path file = folder.resolve("query");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** Exit status and what was chosen, or what was said. */
  private static String choose(String wanted, Path query) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            "-euc",
            "die() { printf '%s' \"$*\"; exit 1; }; source \"$1\"; choose_device;"
                + " printf '%s %s %s' \"$device\" \"$flavor\" \"$device_reason\"",
            "test",
            Serlab.home().resolve("environment/device.sh").toString());
    builder
        .environment()
        .putAll(Map.of("SERLAB_DEVICE", wanted, "SERLAB_NVIDIA_SMI", query.toString()));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    return process.waitFor() + " " + said;
  }
}
