package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordDigestsTest {
  @Test
  void namesWhatWasChangedAddedRemoved(@TempDir Path records) throws IOException {
    Path folder = Files.createDirectories(records.resolve("attres/emodb"));
    Files.writeString(folder.resolve("a.json"), "0.5123");
    Files.writeString(folder.resolve("b.json"), "0.5");
    RecordDigests.write(records);
    assertThat(RecordDigests.verify(records)).isEmpty();
    Files.writeString(folder.resolve("a.json"), "0.5124");
    Files.writeString(folder.resolve("c.json"), "1");
    Files.delete(folder.resolve("b.json"));
    assertThat(RecordDigests.verify(records))
        .containsExactlyInAnyOrder(
            "record attres/emodb/a.json has been changed",
            "record attres/emodb/c.json is not listed in SHA256SUMS",
            "record attres/emodb/b.json is missing");
  }
}
