package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;

class RecordsTest {
  @TempDir Path folder;

  @Test
  void committedRecordsComeBeforeBuiltOnes() throws Exception {
    Path committed = folder.resolve("committed");
    Path built = folder.resolve("built");
    Records records = new Records(List.of(committed, built), built);
    TrialSpec spec = Examples.spec();
    assertThat(records.find(spec)).isEmpty();
    Path file = records.write(Examples.record(spec));
    assertThat(file).isEqualTo(built.resolve("example/tones-2/small_CNN/independent-1-s1.json"));
    assertThat(records.find(spec).get().toJson()).isEqualTo(Examples.record(spec).toJson());

    TrialRecord elsewhere = Examples.record(spec.on("gpu"));
    Records.in(committed).write(elsewhere);
    assertThat(records.find(spec).get().spec().device()).isEqualTo("gpu");
    assertThat(records.files("example")).containsExactly(committed.resolve(spec.path()));
    assertThat(Records.in(built).find(spec).get().spec().device()).isEqualTo("auto");
  }

  @Test
  void aRecordWithAnotherKeyIsNotUsed() {
    Records records = Records.in(folder);
    TrialSpec spec = Examples.spec();
    records.write(Examples.record(spec));
    Condition raised =
        new Condition(
            spec.condition().name(),
            spec.condition().features(),
            spec.condition().hyperParameters(),
            2,
            "");
    TrialSpec other = Examples.spec(raised, 1, 1);
    assertThat(other.path()).isEqualTo(spec.path());
    assertThat(records.find(other)).isEmpty();
    assertThat(records.find(spec)).isPresent();
  }

  @Test
  void writingLeavesNothingElseBehind() throws Exception {
    Records records = Records.in(folder);
    TrialSpec spec = Examples.spec();
    records.fail(spec, "The engine broke.");
    assertThat(records.failure(spec)).contains("The engine broke.");
    records.write(Examples.record(spec));
    records.write(Examples.record(spec));
    assertThat(records.failure(spec)).isEmpty();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(folder.resolve(spec.path()));
    }
  }

  @Test
  void aDamagedRecordIsNamed() throws Exception {
    Records records = Records.in(folder);
    TrialSpec spec = Examples.spec();
    Path file = records.write(Examples.record(spec));
    Files.writeString(file, Files.readString(file).substring(0, 500));
    assertThatThrownBy(() -> records.find(spec))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("independent-1-s1.json is damaged");
  }
}
