package org.serlab.corpus.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;

class ArchiveTest {
  @TempDir Path folder;
  private Path into;

  @BeforeEach
  void folderToUnpackInto() throws IOException {
    into = Files.createDirectories(folder.resolve("outer/into"));
  }

  /** An entry: a file with content, or a link. */
  private record Entry(String name, byte[] content, String link, byte kind) {
    static Entry file(String name, String content) {
      return new Entry(name, content.getBytes(StandardCharsets.UTF_8), "", TarConstants.LF_NORMAL);
    }

    static Entry symbolic(String name, String target) {
      return new Entry(name, new byte[0], target, TarConstants.LF_SYMLINK);
    }

    static Entry hard(String name, String target) {
      return new Entry(name, new byte[0], target, TarConstants.LF_LINK);
    }

    static Entry device(String name) {
      return new Entry(name, new byte[0], "", TarConstants.LF_CHR);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar.gz", "tar"})
  void anArchiveIsUnpackedAsItIs(String kind) throws IOException {
    Path archive =
        archive(
            kind,
            Entry.file("corpus/wav/03a01Fa.wav", "one"),
            Entry.file("corpus/Übersicht.txt", "zwei"),
            Entry.file("./corpus/./deep/er/x.txt", "three"));
    Archive.Unpacked done = unpack(archive, 0, "");
    assertThat(done.files()).isEqualTo(3);
    assertThat(done.bytes()).isEqualTo(12);
    assertThat(into.resolve("corpus/wav/03a01Fa.wav")).hasContent("one");
    assertThat(into.resolve("corpus/Übersicht.txt")).hasContent("zwei");
    assertThat(into.resolve("corpus/deep/er/x.txt")).hasContent("three");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar.gz"})
  void leadingFoldersAreLeftAwayAndOnlyWhatIsWantedComes(String kind) throws IOException {
    Path archive =
        archive(
            kind,
            Entry.file("repository-1a2b/recordings/0_theo_1.wav", "one"),
            Entry.file("repository-1a2b/README.md", "two"),
            Entry.file("outside.wav", "three"));
    assertThat(unpack(archive, 1, "recordings/.*").files()).isEqualTo(1);
    assertThat(files()).containsExactly("recordings/0_theo_1.wav");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../escaped.txt",
        "a/../../escaped.txt",
        "a/b/../../../escaped.txt",
        "/escaped.txt",
        "//escaped.txt",
        "..\\escaped.txt",
        "a\\..\\..\\escaped.txt",
        "\\escaped.txt",
        "C:\\escaped.txt",
        "C:escaped.txt",
        "..",
        "a/.."
      })
  void noPathLeadsOutOfTheFolder(String name) throws IOException {
    for (String kind : List.of("zip", "tar.gz")) {
      Path archive = archive(kind, Entry.file("fine.txt", "fine"), Entry.file(name, "evil"));
      for (int strip : new int[] {0, 1}) {
        assertThatThrownBy(() -> unpack(archive, strip, ""))
            .as(kind)
            .isInstanceOf(SerlabException.class)
            .hasMessageContaining("leads out of its folder");
        assertNothingOutside();
        clear();
      }
    }
  }

  @Test
  void linksAreNeverMadeAndThoseThatLeadOutAreRefused() throws IOException {
    List<Entry> escapes =
        List.of(
            Entry.symbolic("link", "../../secret"),
            Entry.symbolic("link", "/etc"),
            Entry.symbolic("a/b/link", "../../../secret"),
            Entry.symbolic("link", "..\\..\\secret"),
            Entry.symbolic("link", "C:\\secret"));
    for (Entry escape : escapes) {
      for (String kind : List.of("zip", "tar.gz")) {
        Path archive = archive(kind, escape, Entry.file("link/passwd", "evil"));
        assertThatThrownBy(() -> unpack(archive, 0, ""))
            .as(escape.link() + " in " + kind)
            .isInstanceOf(SerlabException.class)
            .hasMessageContaining("holds the link");
        assertNothingOutside();
        clear();
      }
    }
    for (String target : List.of("/etc/passwd", "../secret", "a/../../secret")) {
      Path hard = archive("tar.gz", Entry.hard("wav/link", target));
      assertThatThrownBy(() -> unpack(hard, 0, "")).hasMessageContaining("holds the link");
    }

    for (String kind : List.of("zip", "tar.gz")) {
      Path inside =
          archive(
              kind,
              Entry.file("wav/a.wav", "a"),
              Entry.symbolic("wav/b.wav", "a.wav"),
              Entry.symbolic("latest", "wav/../wav"),
              Entry.file("latest/c.wav", "c"));
      Archive.Unpacked done = unpack(inside, 0, "");
      assertThat(done.links()).containsExactly("wav/b.wav", "latest");
      assertThat(files()).containsExactly("latest/c.wav", "wav/a.wav");
      assertThat(into.resolve("latest")).isDirectory();
      assertThat(Files.isSymbolicLink(into.resolve("latest"))).isFalse();
      clear();
    }
  }

  @Test
  void devicesAreRefused() throws IOException {
    Path archive = archive("tar.gz", Entry.device("null"));
    assertThatThrownBy(() -> unpack(archive, 0, "")).hasMessageContaining("holds the device null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar.gz"})
  void nothingIsOverwritten(String kind) throws IOException {
    Path twice = archive(kind, Entry.file("a.wav", "one"), Entry.file("./a.wav", "two"));
    assertThatThrownBy(() -> unpack(twice, 0, "")).hasMessageContaining("names a.wav twice");
    assertThat(into.resolve("a.wav")).hasContent("one");
    clear();
    Path fileAsFolder = archive(kind, Entry.file("a", "one"), Entry.file("a/b.wav", "two"));
    assertThatThrownBy(() -> unpack(fileAsFolder, 0, "")).hasMessageContaining("names a twice");
    assertThat(into.resolve("a")).hasContent("one");
  }

  @Test
  void aBombIsRefusedBeforeItFillsTheDisk() throws IOException {
    byte[] zeros = new byte[100_000_000];
    for (String kind : List.of("zip", "tar.gz")) {
      Path bomb = archive(kind, new Entry("zeros.wav", zeros, "", TarConstants.LF_NORMAL));
      assertThat(Files.size(bomb)).isLessThan(200_000);
      assertThatThrownBy(() -> unpack(bomb, 0, ""))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("unpacks to more than");
      // what is not wanted is not unpacked, but read it is, in a tar
      if (kind.equals("tar.gz")) {
        assertThatThrownBy(() -> unpack(bomb, 0, "nothing"))
            .hasMessageContaining("unpacks to more than");
      }
      assertThat(bytesUnpacked()).isLessThan(90_000_000);
      clear();
    }
  }

  @Test
  void aBombThatSaysItIsSmallIsRefusedAsWell() throws IOException {
    Path bomb = archive("zip", Entry.file("zeros.wav", "\0".repeat(3_000_000)));
    // the size in the central directory, 24 bytes behind its signature
    byte[] bytes = Files.readAllBytes(bomb);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.length - 46;
    while (buffer.getInt(directory) != 0x02014b50) {
      directory--;
    }
    assertThat(buffer.getInt(directory + 24)).isEqualTo(3_000_000);
    buffer.putInt(directory + 24, 10);
    Files.write(bomb, bytes);
    Archive.Bounds bounds = new Archive.Bounds(10, 1_000_000);
    assertThatThrownBy(() -> Archive.unpack(bomb, into, 0, "", bounds, Progress.SILENT))
        .isInstanceOf(SerlabException.class);
    assertThat(bytesUnpacked()).isLessThanOrEqualTo(1_000_000);
  }

  @Test
  void namesWithoutEndDoNotFillTheMemory() throws IOException {
    Path archive = folder.resolve("names.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
      name.setSize(30_000_000);
      tar.putArchiveEntry(name);
      byte[] part = new byte[1_000_000];
      Arrays.fill(part, (byte) 'a');
      for (int i = 0; i < 30; i++) {
        tar.write(part);
      }
      tar.closeArchiveEntry();
    }
    assertThatThrownBy(() -> unpack(archive, 0, ""))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("unpacks to more than");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar.gz"})
  void entriesWithoutEndAreRefused(String kind) throws IOException {
    Entry[] entries = new Entry[51];
    Arrays.setAll(entries, i -> Entry.file("f" + i, ""));
    Path archive = archive(kind, entries);
    Archive.Bounds bounds = new Archive.Bounds(50, 1_000_000);
    assertThatThrownBy(() -> Archive.unpack(archive, into, 0, "", bounds, Progress.SILENT))
        .hasMessageContaining("holds more than 50 entries");
  }

  @Test
  void whatIsNoArchiveIsSaidToBeWhatItIs() throws IOException {
    Path page = Files.writeString(folder.resolve("page"), "\n<!DOCTYPE html><html>Sign in</html>");
    assertThatThrownBy(() -> unpack(page, 0, "")).hasMessageContaining("is a web page");
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertThatThrownBy(() -> unpack(text, 0, "")).hasMessageContaining("is no zip");
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> unpack(empty, 0, "")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> unpack(folder.resolve("none"), 0, ""))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("Cannot read");
  }

  @Test
  void aChangedByteIsFoundByTheChecksum() throws IOException {
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    for (String kind : List.of("zip", "tar.gz")) {
      Path archive = archive(kind, new Entry("noise.wav", noise, "", TarConstants.LF_NORMAL));
      byte[] bytes = Files.readAllBytes(archive);
      bytes[bytes.length / 2] ^= 1;
      Files.write(archive, bytes);
      assertThatThrownBy(() -> unpack(archive, 0, ""))
          .as(kind)
          .isInstanceOf(Archive.Damaged.class)
          .hasMessageContaining("is damaged or incomplete");
      clear();
    }
  }

  @Test
  void aNameWithLineBreaksIsToldInOneLine() throws IOException {
    Path archive = archive("tar", Entry.device("a\n\033[2Jb"));
    assertThatThrownBy(() -> unpack(archive, 0, ""))
        .hasMessageContaining("holds the device a??[2Jb and is not unpacked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar.gz", "tar"})
  void damagedArchivesGiveASentenceAndNothingOutside(String kind) throws IOException {
    byte[] noise = new byte[2000];
    new Random(2).nextBytes(noise);
    byte[] good =
        Files.readAllBytes(
            archive(
                kind,
                Entry.file("a/one.txt", "one one one one one one"),
                new Entry("a/noise.wav", noise, "", TarConstants.LF_NORMAL),
                Entry.symbolic("a/link", "one.txt"),
                Entry.file("b/" + "long".repeat(40) + ".txt", "two")));
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] bad = i % 2 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      for (int flips = i % 2 == 0 ? 0 : 1 + random.nextInt(4); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      Path archive = Files.write(folder.resolve("bad"), bad);
      try {
        unpack(archive, 0, "");
      } catch (SerlabException e) {
        refused++;
        assertThat(e.getMessage()).endsWith(".").doesNotContain("\n");
      }
      assertNothingOutside();
      clear();
    }
    assertThat(refused).isGreaterThan(kind.equals("tar") ? 60 : 150);
  }

  // ---- helpers ----------------------------------------------------------------------------------

  private Archive.Unpacked unpack(Path archive, int strip, String only) {
    return Archive.unpack(archive, into, strip, only, Progress.SILENT);
  }

  private Path archive(String kind, Entry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    switch (kind) {
      case "zip" -> zip(bytes, entries);
      case "tar" -> tar(bytes, entries);
      default -> {
        try (OutputStream out = new GZIPOutputStream(bytes)) {
          tar(out, entries);
        }
      }
    }
    return Files.write(folder.resolve("archive." + kind), bytes.toByteArray());
  }

  private static void zip(OutputStream out, Entry... entries) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (Entry entry : entries) {
        ZipArchiveEntry head =
            new ZipArchiveEntry(entry.name()) {
              {
                setName(entry.name()); // the constructor turns \ into /
              }
            };
        byte[] content = entry.content();
        if (!entry.link().isEmpty()) {
          head.setUnixMode(0120777);
          content = entry.link().getBytes(StandardCharsets.UTF_8);
        }
        zip.putArchiveEntry(head);
        zip.write(content);
        zip.closeArchiveEntry();
      }
    }
  }

  private static void tar(OutputStream out, Entry... entries) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (Entry entry : entries) {
        TarArchiveEntry head = new TarArchiveEntry(entry.name(), entry.kind(), true);
        head.setName(entry.name());
        head.setLinkName(entry.link());
        head.setSize(entry.content().length);
        tar.putArchiveEntry(head);
        tar.write(entry.content());
        tar.closeArchiveEntry();
      }
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(into)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> into.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private long bytesUnpacked() throws IOException {
    long bytes = 0;
    for (String file : files()) {
      bytes += Files.size(into.resolve(file));
    }
    return bytes;
  }

  private void assertNothingOutside() throws IOException {
    try (Stream<Path> outer = Files.list(into.getParent())) {
      assertThat(outer).containsExactly(into);
    }
    try (Stream<Path> top = Files.list(folder)) {
      assertThat(top)
          .allSatisfy(
              path -> assertThat(path.getFileName().toString()).matches("outer|bad|archive\\..*"));
    }
    assertThat(Path.of("/escaped.txt")).doesNotExist();
    try (Stream<Path> paths = Files.walk(into)) {
      assertThat(paths).noneMatch(Files::isSymbolicLink);
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> paths = Files.walk(into)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    Files.createDirectory(into);
  }
}
