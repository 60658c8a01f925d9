package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.trial.Profile;
import org.serlab.trial.Selection;
import picocli.CommandLine;

/** What the options say must arrive at the notebook's kernel. */
class NotebookOptionsTest {
  @Test
  void optionsBecomeTheSelection() {
    NotebookOptions options = new NotebookOptions();
    new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(
            "--profile=small",
            "--only=att-Res,SVM",
            "--corpus=emodb-4",
            "--partition=random",
            "--seed-ids=1,3");
    Map<String, String> variables = options.environment();
    String[] names = {"PROFILE", "ONLY", "CORPUS", "PARTITION", "SEED_IDS"};
    try {
      for (String name : names) {
        System.setProperty(
            "serlab." + name.toLowerCase(java.util.Locale.ROOT), variables.get("SERLAB_" + name));
      }
      Selection selection = Selection.ofEnvironment();
      assertThat(selection.profile()).isEqualTo(Profile.SMALL);
      assertThat(selection.conditions()).containsExactly("att-Res", "SVM");
      assertThat(selection.corpora()).containsExactly("emodb-4");
      assertThat(selection.partitions()).containsExactly("random");
      assertThat(selection.seeds()).containsExactly(1L, 3L);
    } finally {
      for (String name : names) {
        System.clearProperty("serlab." + name.toLowerCase(java.util.Locale.ROOT));
      }
    }
  }
}
