package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataGetCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @Test
  void ofACorpusBehindAFormItSaysHowToAsk() {
    assertThat(run("data", "get", "esd", "--to", folder.toString())).isZero();
    assertThat(out.toString())
        .contains("Emotional-Speech-Data", "It costs: ", folder.resolve("esd").toString());
  }

  @Test
  void theDemoCorpusIsMadeOnce() {
    assertThat(run("data", "get", "demo", "--to", folder.toString())).isZero();
    assertThat(run("data", "get", "demo", "--to", folder.toString())).isZero();
    assertThat(folder.resolve("demo/wav/de1_anger_d1.wav")).exists();
    assertThat(out.toString()).contains("was made in", "is there already in");
  }

  @Test
  void mistakesAreOneSentence() {
    assertThat(run("data", "get", "no-such-corpus")).isEqualTo(1);
    assertThat(err.toString()).contains("There is no corpus 'no-such-corpus'").hasLineCount(1);
    assertThat(run("data", "get")).isEqualTo(2);
  }

  @Test
  void severalAreHadAtOnceAndNoneIfOneIsUnknown() {
    String to = folder.toString();
    assertThat(run("data", "get", "demo", "no-such-corpus", "--to", to)).isEqualTo(1);
    assertThat(folder.resolve("demo")).doesNotExist();
    assertThat(run("data", "get", "demo", "esd", "--to", to)).isZero();
    assertThat(out.toString()).contains("was made in", "Emotional-Speech-Data");
  }

  @Test
  void anArchiveIsOfOneCorpus() {
    assertThat(run("data", "get", "esd", "casia", "--from", "ESD.zip")).isEqualTo(1);
    assertThat(err.toString()).contains("--from").hasLineCount(1);
  }

  @Test
  void progressIsALineNowAndThenAndOneThatChangesOnATerminal() {
    StringWriter quiet = new StringWriter();
    try (ProgressLine line = new ProgressLine(new PrintWriter(quiet), false)) {
      for (int i = 0; i <= 100; i++) {
        line.at("corpus.zip", i * 10_000L, 1_000_000);
      }
      line.note("dropped");
    }
    assertThat(quiet.toString().lines().toList()).hasSize(2);
    assertThat(quiet.toString()).contains("corpus.zip  1.0 of 1.0 MB (100 %)", "dropped");

    StringWriter terminal = new StringWriter();
    try (ProgressLine line = new ProgressLine(new PrintWriter(terminal), true)) {
      line.at("corpus.zip", 0, -1);
      line.at("corpus.zip", 500_000, 500_000);
      line.at("unpacking", 7, -1);
    }
    assertThat(terminal.toString()).contains("\rcorpus.zip  0.0 MB", "\rcorpus.zip  0.5 of");
    assertThat(terminal.toString().lines().filter(text -> !text.isBlank()).toList()).isNotEmpty();
  }
}
