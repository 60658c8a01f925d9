package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrialCommandTest {
  @TempDir Path folder;

  @Test
  void aBadSpecificationDoesNotKeepTheNextFromBeingRead() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    Path absent = folder.resolve("absent.json");
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    int status =
        line.execute("trial", "--records", folder.toString(), broken.toString(), absent.toString());
    assertThat(status).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("broken.json is no JSON"))
        .anySatisfy(text -> assertThat(text).contains("absent.json cannot be read"));
  }
}
