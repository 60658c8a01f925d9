package org.serlab.corpus.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.serlab.corpus.download.FlakyServer.dropsAfter;
import static org.serlab.corpus.download.FlakyServer.honest;
import static org.serlab.corpus.download.FlakyServer.lies;
import static org.serlab.corpus.download.FlakyServer.status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Manifest;
import org.serlab.corpus.Manifests;
import org.serlab.corpus.Utterance;

@Timeout(60)
class CorpusDownloadTest {
  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1), 3, 60, 5_000_000);

  @TempDir Path folder;
  private Path corpora;

  @BeforeEach
  void dataFolder() {
    corpora = folder.resolve("corpora");
  }

  @Test
  void aCorpusComesWholeOverADroppingConnectionAndNothingElseIsLeft() throws IOException {
    byte[] zip = corpusZip("study-master/");
    try (FlakyServer server =
        new FlakyServer(dropsAfter(zip, 1000), dropsAfter(zip, 2000), honest(zip))) {
      Corpus corpus = get(server.address());
      assertThat(corpus.utterances())
          .extracting(Utterance::id)
          .containsExactly("wav/anna_anger", "wav/anna_joy", "wav/boris_anger", "wav/boris_joy");
      assertThat(corpus.utterances().get(0).audio())
          .exists()
          .startsWith(corpora.resolve("study").toAbsolutePath());
    }
    assertThat(names(corpora)).containsExactly("study");
    assertThat(names(corpora.resolve("study"))).containsExactly("wav");
  }

  @Test
  void whatIsThereIsNotTouched() throws IOException {
    Files.createDirectories(corpora.resolve("study"));
    Files.writeString(corpora.resolve("study/mine.txt"), "mine");
    try (FlakyServer server = new FlakyServer(honest(corpusZip("study-master/")))) {
      assertThatThrownBy(() -> get(server.address()))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("is there already");
      assertThat(server.requests()).isEmpty();
    }
    assertThat(names(corpora.resolve("study"))).containsExactly("mine.txt");
  }

  @Test
  void anArchiveThatIsDamagedIsSaidToBeAndGotAnewTheNextTime() throws IOException {
    byte[] zip = corpusZip("study-master/");
    try (FlakyServer server = new FlakyServer(lies(zip, zip.length - 50))) {
      assertThatThrownBy(() -> get(server.address()))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("is damaged or incomplete");
      assertThat(corpora.resolve("study")).doesNotExist();
      server.nowBehave(honest(zip));
      assertThat(get(server.address()).utterances()).hasSize(4);
      assertThat(names(corpora)).containsExactly("study");
    }
  }

  @Test
  void aPageInPlaceOfTheArchiveAndAnArchiveOfSomethingElseAreRefused() throws IOException {
    byte[] page = "<!doctype html><title>Moved</title>".getBytes(StandardCharsets.UTF_8);
    try (FlakyServer server = new FlakyServer(honest(page))) {
      assertThatThrownBy(() -> get(server.address())).hasMessageContaining("is a web page");
      server.nowBehave(honest(zip("study-master/wav/notes.txt", new byte[10])));
      assertThatThrownBy(() -> get(server.address()))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("holds no recording of A study");
      assertThat(corpora.resolve("study")).doesNotExist();
      server.nowBehave(honest(zip("study-master/wav/../../../evil.wav", wav(1))));
      assertThatThrownBy(() -> get(server.address())).hasMessageContaining("leads out");
      assertThat(names(folder)).doesNotContain("evil.wav");
    }
  }

  @Test
  void whatAnInterruptedUnpackingLeftIsNotMixedIn() throws IOException {
    Path left = Files.createDirectories(corpora.resolve(".study-get/unpacked/wav"));
    Files.write(left.resolve("carla_anger.wav"), wav(9));
    try (FlakyServer server = new FlakyServer(honest(corpusZip("study-master/")))) {
      assertThat(get(server.address()).utterances()).hasSize(4);
    }
  }

  @Test
  void twoDoNotGetOneCorpusAtATime() throws IOException {
    byte[] zip = corpusZip("study-master/");
    List<String> refused = new ArrayList<>();
    FlakyServer.Behaviour whileAnotherAsks =
        (request, out) -> {
          try {
            get(URI.create("http://localhost/other.zip"));
          } catch (SerlabException e) {
            refused.add(e.getMessage());
          }
          honest(zip).answer(request, out);
        };
    try (FlakyServer server = new FlakyServer(whileAnotherAsks)) {
      assertThat(get(server.address()).utterances()).hasSize(4);
    }
    assertThat(refused)
        .singleElement()
        .asString()
        .contains("Another process is getting study; wait for it");
  }

  @Test
  void ifOneAddressFailsTheNextIsTried() throws IOException {
    try (FlakyServer gone = new FlakyServer(status("404 Not Found"));
        FlakyServer mirror = new FlakyServer(honest(corpusZip("study-master/")))) {
      assertThat(get(gone.address(), mirror.address()).utterances()).hasSize(4);
      assertThat(gone.requests()).hasSize(1);
    }
  }

  @Test
  void anArchiveThatTheOwnerSentIsUnpacked() throws IOException {
    Path archive = Files.write(folder.resolve("sent.zip"), corpusZip(""));
    Corpus corpus = CorpusDownload.unpack(manifest(), archive, corpora, Progress.SILENT);
    assertThat(corpus.utterances()).hasSize(4);
    assertThat(archive).exists();
    assertThat(names(corpora)).containsExactly("study");
    assertThatThrownBy(
            () ->
                CorpusDownload.unpack(
                    manifest(), folder.resolve("none.zip"), corpora, Progress.SILENT))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("There is no file");
  }

  @Test
  void addressesThatAreNoneAndFoldersThatLeadOutAreTheManifestsFault() throws IOException {
    assertThatThrownBy(() -> get(URI.create("file:///etc/hostname")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("is no http or https address");
    try (FlakyServer server = new FlakyServer(honest(corpusZip("")))) {
      Manifest outside =
          manifest("  sources: [{url: '%s', into: ../..}]".formatted(server.address()));
      assertThatThrownBy(() -> CorpusDownload.get(outside, corpora, Progress.SILENT, SHORT))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("outside its folder");
    }
  }

  @Test
  void ofCorporaThatMustBeAskedForItSaysHowWhatItCostsAndWhereTo() {
    List<Manifest> asked =
        Manifests.published().stream()
            .filter(manifest -> !manifest.access().kind().equals("open"))
            .toList();
    assertThat(asked).isNotEmpty();
    for (Manifest manifest : asked) {
      String text = CorpusDownload.howToAsk(manifest, corpora);
      assertThat(text)
          .contains(manifest.access().how().strip(), "It costs: ", manifest.access().cost())
          .contains(corpora.resolve(manifest.name()).toString());
      assertThatThrownBy(() -> CorpusDownload.get(manifest, corpora, Progress.SILENT))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining(manifest.title());
    }
  }

  @Test
  void everyOpenCorpusHasAnAddressOrIsMadeHere() {
    assertThat(Manifests.published())
        .filteredOn(manifest -> manifest.access().kind().equals("open"))
        .isNotEmpty()
        .allSatisfy(
            manifest ->
                assertThat(manifest.simulated() || !manifest.access().sources().isEmpty())
                    .as(manifest.name())
                    .isTrue());
  }

  // ---- helpers ----------------------------------------------------------------------------------

  private Corpus get(URI... addresses) throws IOException {
    StringBuilder sources = new StringBuilder("  sources:\n");
    for (URI address : addresses) {
      sources.append("    - {url: '%s', strip: 1, only: 'wav/.*'}\n".formatted(address));
    }
    return CorpusDownload.get(manifest(sources.toString()), corpora, Progress.SILENT, SHORT);
  }

  private Manifest manifest() throws IOException {
    return manifest("");
  }

  private Manifest manifest(String sources) throws IOException {
    return Manifests.read(
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            name: study
            title: A study
            language: en
            layout:
              pattern: wav/(?<speaker>[a-z]+)_(?<label>[a-z]+)
            labels: {anger: anger, joy: happiness}
            access:
              kind: open
            """
                + sources));
  }

  private static byte[] corpusZip(String root) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      long seed = 0;
      for (String name : List.of("anna_anger", "anna_joy", "boris_anger", "boris_joy")) {
        zip.putNextEntry(new ZipEntry(root + "wav/" + name + ".wav"));
        zip.write(wav(seed++));
      }
      zip.putNextEntry(new ZipEntry(root + "README.md"));
      zip.write("a study".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] wav(long seed) {
    Random random = new Random(seed);
    float[] samples = new float[4000];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) (0.1 * random.nextGaussian());
    }
    return AudioFile.wavBytes(new Waveform(samples, 16_000));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
