package org.serlab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;

class VerifyTest {
  @TempDir Path root;
  private Path manifest;

  /** Three recordings, published as they are and as quieter copies; of a fourth no digest. */
  @BeforeEach
  void publish() {
    manifest = root.resolve("manifests/made.yaml");
    Trees.text(
        manifest,
        """
        name: made
        language: en
        layout: {pattern: "(?<speaker>[a-z])_(?<label>[a-z]+)"}
        labels: {anger: anger, neutral: neutral}
        expected: {anger: 2, neutral: 2}
        """);
    List<String> lines = new ArrayList<>(List.of("# variants the original, the quiet copy"));
    for (String id : List.of("a_anger", "a_neutral", "b_anger")) {
      Path file = Trees.wav(root.resolve("corpus"), id + ".wav");
      Path quiet = root.resolve("quiet/" + id + ".wav");
      Trees.text(quiet, "");
      AudioFile.writeWav(quiet, Voices.quieter(AudioFile.read(file)));
      lines.add("%s %s %s".formatted(id, digest(file), id.equals("a_anger") ? digest(quiet) : "-"));
    }
    lines.add("b_neutral - -");
    Trees.text(root.resolve("manifests/made.sha256"), String.join("\n", lines) + "\n");
  }

  private static String digest(Path file) {
    return AudioFile.digest(file).substring(0, RecordingDigests.DIGITS);
  }

  private Verify.Report verify(boolean complete) {
    Corpus corpus = CorpusLoader.load(Manifests.read(manifest), root.resolve("corpus"));
    return Verify.of(corpus, complete);
  }

  @Test
  void aPartThatAgreesIsFineUnlessAllIsAskedFor() {
    Verify.Report report = verify(false);
    assertThat(report.ok()).isTrue();
    assertThat(report.lines().get(0)).startsWith("made: 3 of 4 recordings in ");
    assertThat(report.lines())
        .contains("3 agree with the original", "1 missing: 1 of 2 neutral")
        .hasSize(3);
    assertThat(verify(true).ok()).isFalse();
    Trees.wav(root.resolve("corpus"), "b_neutral.wav");
    assertThat(verify(true).ok()).isTrue();
    assertThat(verify(true).lines()).contains("1 can be decoded, but no digest of them is known");
  }

  @Test
  void itSaysWhichVariantIsWhich() throws IOException {
    Files.copy(
        root.resolve("quiet/a_anger.wav"),
        Files.createDirectories(root.resolve("corpus/x")).resolve("a_anger.wav"));
    Files.delete(root.resolve("corpus/a_anger.wav"));
    assertThat(verify(false).ok()).isTrue();
    assertThat(verify(false).lines())
        .contains("2 agree with the original", "1 agree with the quiet copy");
  }

  @Test
  void aChangedSampleIsNamed() {
    Path file = root.resolve("corpus/b_anger.wav");
    Waveform waveform = AudioFile.read(file);
    waveform.samples()[200] += 1 / 32768f;
    AudioFile.writeWav(file, waveform);
    Verify.Report report = verify(false);
    assertThat(report.ok()).isFalse();
    assertThat(report.lines())
        .contains(
            "1 changed: the samples are not those of the original or the quiet copy:",
            "  b_anger.wav");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 60})
  void aDamagedFileIsNamed(int kept) throws IOException {
    Path file = root.resolve("corpus/b_anger.wav");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, kept));
    Verify.Report report = verify(false);
    assertThat(report.ok()).isFalse();
    assertThat(report.lines()).anyMatch(line -> line.contains("b_anger.wav"));
  }

  @Test
  void withoutCountsNothingCanBeComplete() {
    Trees.text(
        manifest, "name: made\nlanguage: en\nlayout: {pattern: '(?<speaker>.)_(?<label>.+)'}\n");
    Trees.text(root.resolve("manifests/made.sha256"), "");
    assertThat(verify(false).ok()).isTrue();
    assertThat(verify(false).lines())
        .contains("all can be decoded; no digests of this corpus are known to compare them with");
    assertThatThrownBy(() -> verify(true))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"emodb", "ravdess"})
  void realCorporaAgree(String name) {
    Verify.Report report = Verify.of(Trees.real(name), false);
    assertThat(report.ok()).isTrue();
    assertThat(report.lines())
        .anyMatch(line -> line.matches("\\d+ agree with the (published original|16 kHz).*"));
  }
}
