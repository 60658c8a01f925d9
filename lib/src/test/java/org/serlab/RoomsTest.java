package org.serlab;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The architecture: a room may import only rooms above it, and a file is of readable size. */
class RoomsTest {
  /** From the top down. */
  private static final List<String> ROOMS =
      List.of(
          "audio",
          "feature",
          "corpus",
          "evaluate",
          "nn",
          "model",
          "learn",
          "trial",
          "paper",
          "view",
          "cli");

  @Test
  void aRoomImportsOnlyRoomsAboveIt() {
    LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : ROOMS) {
      rooms = rooms.optionalLayer(room).definedBy("org.serlab." + room + "..");
    }
    for (int i = 0; i < ROOMS.size(); i++) {
      List<String> below = ROOMS.subList(i + 1, ROOMS.size());
      rooms =
          below.isEmpty()
              ? rooms.whereLayer(ROOMS.get(i)).mayNotBeAccessedByAnyLayer()
              : rooms
                  .whereLayer(ROOMS.get(i))
                  .mayOnlyBeAccessedByLayers(below.toArray(new String[0]));
    }
    rooms.check(
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.serlab"));
  }

  @Test
  void everyRoomSaysWhatItIsFor() {
    assertThat(ROOMS)
        .allSatisfy(
            room ->
                assertThat(main().resolve("org/serlab").resolve(room).resolve("package-info.java"))
                    .isRegularFile());
  }

  /** A longer file says why in its head: a line that begins with {@code Length:}. */
  @Test
  void noFileIsOver400LinesWithoutAReason() throws IOException {
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(main())) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        List<String> lines = Files.readAllLines(file);
        boolean reason = lines.stream().limit(60).anyMatch(line -> line.contains("Length:"));
        if (lines.size() > 400 && !reason) {
          tooLong.add(main().relativize(file) + ": " + lines.size() + " lines");
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static Path main() {
    return Serlab.home().resolve("lib/src/main/java");
  }
}
