package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebooksTest {
  @TempDir Path folder;

  /** After an update a page that nobody has touched is the new one; work of one's own stays. */
  @Test
  void workingCopiesFollowTheirNotebooksUntilSomebodyWorksOnThem() throws Exception {
    Path notebook = Files.writeString(folder.resolve("00-a.ipynb"), "first");
    Path copies = folder.resolve("copies");
    Path copy = copies.resolve("00-a.ipynb");
    Notebooks.workingCopies(List.of(notebook), copies);
    assertThat(copy).hasContent("first");
    Files.writeString(notebook, "second");
    Notebooks.workingCopies(List.of(notebook), copies);
    assertThat(copy).hasContent("second");
    Files.writeString(copy, "mine");
    Files.writeString(notebook, "third");
    Notebooks.workingCopies(List.of(notebook), copies);
    assertThat(copy).hasContent("mine");
  }
}
