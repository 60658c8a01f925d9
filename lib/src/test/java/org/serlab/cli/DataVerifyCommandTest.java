package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import picocli.CommandLine;

class DataVerifyCommandTest {
  @TempDir Path root;

  private final StringWriter said = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(said, true));
    return line.execute(arguments);
  }

  private void save(String id) throws IOException {
    Path file = root.resolve("wav/" + id + ".wav");
    Files.createDirectories(file.getParent());
    AudioFile.writeWav(file, new Waveform(new float[] {0.1f, 0.2f, 0.1f, -0.3f}, 16_000));
  }

  @Test
  void whatIsMissingIsCountedAndWhatIsChangedFails() throws IOException {
    save("03a07La"); // published, but no digest of it is known
    assertThat(run("data", "verify", "emodb", root.toString())).isZero();
    assertThat(said.toString()).contains("1 of 535", "80 of 81 boredom");
    assertThat(run("data", "verify", "emodb", root.toString(), "--complete")).isNotZero();
    save("03a01Fa");
    assertThat(run("data", "verify", "emodb", root.toString())).isNotZero();
    assertThat(said.toString()).contains("03a01Fa.wav");
  }

  @Test
  void aMistakeIsOneSentence() {
    assertThat(run("data", "verify", "emodb", root.resolve("absent").toString())).isNotZero();
    assertThat(said.toString().strip()).endsWith(".").hasLineCount(1);
  }

  @Test
  void listNamesEveryCorpus() {
    assertThat(run("data", "list")).isZero();
    assertThat(said.toString())
        .contains("emodb", "ravdess", "nemo", "fsdd", "esd", "casia", "35000");
  }
}
