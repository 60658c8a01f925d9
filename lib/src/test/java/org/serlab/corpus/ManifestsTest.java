package org.serlab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.serlab.SerlabException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

class ManifestsTest {
  static Stream<Path> files() throws IOException {
    return Files.list(Manifests.folder()).filter(file -> file.toString().endsWith(".yaml"));
  }

  static Set<ValidationMessage> faults(String yaml) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Manifests.folder().resolve("schema.json")));
    Object loaded =
        new Load(LoadSettings.builder().setSchema(new FailsafeSchema()).build())
            .loadFromString(yaml);
    return schema.validate(new Gson().toJson(loaded), InputFormat.JSON);
  }

  @ParameterizedTest
  @MethodSource("files")
  void agreesWithTheSchema(Path file) throws IOException {
    assertThat(faults(Files.readString(file))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatIsWrong() throws IOException {
    assertThat(faults("name: x\nlanguage: de\nlayout: {pattern: x}")).isEmpty();
    assertThat(faults("name: x\nlanguage: de")).isNotEmpty();
    assertThat(faults("name: X y\nlanguage: de\nlayout: {pattern: x}")).isNotEmpty();
    assertThat(faults("name: x\nlanguage: de\nlayout: {pattern: x}\nlabel: {W: anger}"))
        .isNotEmpty();
    assertThat(faults("name: x\nlanguage: de\nlayout: {pattern: x}\nfolds: {a: {by: speaker}}"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void saysWhoseItIsAndWhatIsInIt(Path file) {
    Manifest manifest = Manifests.read(file);
    assertThat(file.getFileName()).hasToString(manifest.name() + ".yaml");
    assertThat(manifest.title()).isNotEqualTo(manifest.name());
    assertThat(manifest.languages()).isNotEmpty();
    assertThat(manifest.rights().owner()).isNotEmpty();
    assertThat(manifest.rights().licence()).isNotEmpty();
    assertThat(manifest.rights().citation()).startsWith("@");
    assertThat(manifest.rights().home()).startsWith("http");
    assertThat(manifest.access().how()).isNotEmpty();
    assertThat(manifest.access().cost()).isNotEmpty();
    assertThat(manifest.access().kind().equals("open"))
        .isEqualTo(manifest.simulated() || !manifest.access().sources().isEmpty());
    assertThat(manifest.speakers()).isNotEmpty();
    assertThat(manifest.speakers().values()).allSatisfy(s -> assertThat(s.sex()).isNotEmpty());
    assertThat(manifest.expected().keySet()).containsExactlyElementsOf(manifest.classes());
    for (Manifest.FoldSet set : manifest.folds().values()) {
      if (set.by().equals("speaker")) {
        assertThat(manifest.speakers().keySet())
            .containsAll(set.groups().stream().flatMap(List::stream).toList());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void countsAgreeWithTheListOfRecordings(Path file) {
    Manifest manifest = Manifests.read(file);
    RecordingDigests digests = RecordingDigests.of(manifest);
    if (manifest.simulated()) {
      return; // made here: another version of the synthesiser has other digests
    }
    if (digests.ids().isEmpty()) {
      assertThat(manifest.access().kind()).as("published digests").isNotEqualTo("open");
      return;
    }
    Corpus nothing = new Corpus(manifest, manifest.name(), List.of(), List.of());
    Completeness completeness = nothing.completeness();
    assertThat(completeness.published()).isEqualTo(manifest.published());
    manifest
        .expected()
        .forEach(
            (label, count) ->
                assertThat(completeness.classes().get(label).published())
                    .as(label)
                    .isEqualTo(count));
  }

  @Test
  void holdsTheFactsOfThePublishedCorpora() {
    assertThat(Manifests.published())
        .extracting(Manifest::name)
        .containsExactly("casia", "demo", "emodb", "esd", "fsdd", "nemo", "ravdess");
    assertThat(Manifests.published())
        .extracting(m -> m.published().orElseThrow())
        .containsExactly(1200, 300, 535, 35000, 3000, 4481, 1440);
    Manifest emodb = Manifests.of("emodb-4");
    assertThat(emodb.name()).isEqualTo("emodb");
    assertThat(emodb.sentences().get("a04").text())
        .isEqualTo("Heute abend könnte ich es ihm sagen.");
    assertThat(emodb.speakers().get("08").age()).isEqualTo("34");
    assertThat(emodb.speakerFolds().orElseThrow().groups().get(0)).containsExactly("15", "16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: X Y                                  | key 'name' must be made of small letters",
        "nam: x                                     | key 'nam' is not known; known here are",
        "language: de                               | key 'name' is missing",
        "name: x                                    | key 'language' is missing",
        "name: x, language: de                      | key 'layout' is missing",
        "name: x, language: de, layout: {id: x}     | key 'layout' needs a pattern",
        "name: x, language: de, layout: {pattern: '(?<a'} | key 'layout.pattern' is no regular expr",
        "name: x, language: de, layout: {pattern: x}, labels: [a] | key 'labels' must say what each",
        "name: x, language: de, layout: {pattern: x}, simulated: maybe | key 'simulated' must be true",
        "name: x, language: de, layout: {pattern: x}, labels: {a: anger}, expected: {fear: 3} | key 'expected.fear' counts a class",
        "name: x, language: de, layout: {pattern: x}, folds: {random: {by: speaker, test: [a]}} | key 'folds.random' has a name",
        "name: x, language: de, layout: {pattern: x}, folds: {f: {by: speaker, groups: [[a], [a]]}} | names 'a' twice",
        "name: x, language: de, layout: {pattern: x}, speakers: {a: {sex: m}} | key 'speakers.a.sex' must be female",
        "name: x, language: de, layout: {pattern: x}, subsets: {s: {keep: {label: fear}}}, labels: {a: anger} | keeps the class 'fear'"
      })
  void saysWhatIsWrong(String yaml, String complaint, @TempDir Path folder) {
    Path file = folder.resolve("x.yaml");
    Trees.text(file, "{" + yaml + "}");
    assertThatThrownBy(() -> Manifests.read(file))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(complaint)
        .hasMessageEndingWith(".");
  }

  @Test
  void saysWhatIsNoYaml(@TempDir Path folder) {
    Path file = folder.resolve("x.yaml");
    Trees.text(file, "name: x\nlabels: {a: b\nfolds: ]");
    assertThatThrownBy(() -> Manifests.read(file))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("x.yaml is not YAML in line 3");
    Trees.text(file, "- a\n- b");
    assertThatThrownBy(() -> Manifests.read(file)).hasMessageContaining("holds no keys");
    Trees.text(file, "");
    assertThatThrownBy(() -> Manifests.read(file)).hasMessageContaining("'name' is missing");
    assertThatThrownBy(() -> Manifests.read(folder.resolve("y.yaml")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("Cannot read");
  }
}
