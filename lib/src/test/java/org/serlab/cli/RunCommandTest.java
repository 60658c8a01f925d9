package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RunCommandTest {
  @Test
  void simulatedSpeechDoesNotTakeThePlaceOfTheCommittedNotebooks() {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err, true));
    // A name that is no notebook: nothing is run even if the mistake is not seen.
    assertThat(line.execute("run", "no-such-notebook", "--in-place")).isEqualTo(1);
    assertThat(err.toString()).contains("--profile small").hasLineCount(1);
  }
}
