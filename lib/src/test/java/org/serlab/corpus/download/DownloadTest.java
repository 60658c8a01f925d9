package org.serlab.corpus.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.serlab.corpus.download.FlakyServer.chunked;
import static org.serlab.corpus.download.FlakyServer.dropsAfter;
import static org.serlab.corpus.download.FlakyServer.head;
import static org.serlab.corpus.download.FlakyServer.honest;
import static org.serlab.corpus.download.FlakyServer.ignoresRanges;
import static org.serlab.corpus.download.FlakyServer.lies;
import static org.serlab.corpus.download.FlakyServer.range;
import static org.serlab.corpus.download.FlakyServer.status;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;

@Timeout(60)
class DownloadTest {
  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1), 4, 60, 5_000_000);
  private static final byte[] CONTENT = content(300_000, 1);
  private static final byte[] OTHER = content(300_000, 2);

  @TempDir Path folder;

  @Test
  void aFileArrivesWholeAndNothingElseIsLeft() throws Exception {
    try (FlakyServer server = new FlakyServer(honest(CONTENT))) {
      get(server, CONTENT.length, digest("MD5", CONTENT));
      assertWhole(CONTENT);
      get(server, 0, ""); // it is there: nothing is asked again
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void droppedConnectionsAreTakenUpWhereTheyBroke() throws Exception {
    try (FlakyServer server =
        new FlakyServer(
            dropsAfter(CONTENT, 100_000),
            dropsAfter(CONTENT, 1),
            dropsAfter(CONTENT, 0),
            dropsAfter(CONTENT, 150_000),
            honest(CONTENT))) {
      get(server, 0, "");
      assertWhole(CONTENT);
      assertThat(server.requests())
          .extracting(FlakyServer.Request::from)
          .containsExactly(0, 100_000, 100_001, 100_001, 250_001);
      assertThat(server.requests().get(1).headers()).containsEntry("if-range", "\"one\"");
    }
  }

  @Test
  void anotherProcessContinuesWhatOneLeft() throws Exception {
    try (FlakyServer server =
        new FlakyServer(dropsAfter(CONTENT, 120_000), status("503 Service Unavailable"))) {
      assertThatThrownBy(() -> get(server, 0, ""))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("the server answers 503")
          .hasMessageContaining("120,000 bytes are kept, the same command continues");
      assertThat(folder.resolve("file")).doesNotExist();
      server.nowBehave(honest(CONTENT));
      get(server, 0, "");
      assertWhole(CONTENT);
      assertThat(server.requests().get(server.requests().size() - 1).from()).isEqualTo(120_000);
    }
  }

  @Test
  void aServerThatIgnoresRangesIsBegunAnewAndGivenUpWhenItNeverGetsFurther() throws Exception {
    try (FlakyServer server =
        new FlakyServer(ignoresRanges(CONTENT, 200_000), ignoresRanges(CONTENT, 300_000))) {
      get(server, 0, "");
      assertWhole(CONTENT);
      Files.delete(folder.resolve("file"));
      server.nowBehave(ignoresRanges(CONTENT, 150_000));
      int before = server.requests().size();
      assertThatThrownBy(() -> get(server, 0, ""))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("the connection ended after 150,000 of 300,000 bytes");
      assertThat(server.requests().size() - before).isEqualTo(4);
      assertThat(folder.resolve("file")).doesNotExist();
    }
  }

  @Test
  void aServerThatCreepsIsGivenUpInTheEnd() throws Exception {
    try (FlakyServer server = new FlakyServer(dropsAfter(CONTENT, 10))) {
      assertThatThrownBy(() -> get(server, 0, "")).hasMessageContaining("600 bytes are kept");
      assertThat(server.requests()).hasSize(SHORT.attempts());
    }
  }

  @Test
  void aLengthThatIsTooLongIsNotBelieved() throws Exception {
    try (FlakyServer server = new FlakyServer(lies(CONTENT, CONTENT.length + 100))) {
      assertThatThrownBy(() -> get(server, 0, ""))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("ended after 300,000 of 300,100 bytes");
      assertThat(folder.resolve("file")).doesNotExist();
    }
  }

  @Test
  void aLengthThatIsTooShortIsFoundOutByDigestOrSize() throws Exception {
    try (FlakyServer server = new FlakyServer(lies(CONTENT, CONTENT.length - 100))) {
      assertThatThrownBy(() -> get(server, 0, digest("SHA-256", CONTENT)))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("its digest is another one");
      assertThatThrownBy(() -> get(server, CONTENT.length, ""))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("it has 299,900 bytes and not 300,000");
      assertThat(folder.resolve("file")).doesNotExist();
    }
  }

  @Test
  void aFileThatChangedMeanwhileIsNeverSplicedFromTwoVersions() throws Exception {
    FlakyServer.Behaviour ignoresIfRange =
        (request, out) -> {
          int from = request.from();
          String length = "Content-Length: " + (OTHER.length - from);
          String status = from > 0 ? "206 Partial Content" : "200 OK";
          head(out, status, "ETag: \"two\"", length, range(from, OTHER.length));
          out.write(OTHER, from, OTHER.length - from);
        };
    for (FlakyServer.Behaviour changed :
        List.of(honest(OTHER, "\"two\"", Integer.MAX_VALUE), ignoresIfRange)) {
      try (FlakyServer server = new FlakyServer(dropsAfter(CONTENT, 100_000), changed)) {
        get(server, 0, "");
        assertWhole(OTHER);
        Files.delete(folder.resolve("file"));
      }
    }
  }

  @Test
  void withoutATagOnlyADigestAllowsToContinueAndItFindsASplice() throws Exception {
    try (FlakyServer server =
        new FlakyServer(honest(CONTENT, "", 100_000), honest(OTHER, "", Integer.MAX_VALUE))) {
      get(server, 0, "");
      assertWhole(OTHER);
      assertThat(server.requests()).noneMatch(FlakyServer.Request::hasRange);
    }
    Files.delete(folder.resolve("file"));
    try (FlakyServer server =
        new FlakyServer(honest(CONTENT, "", 100_000), honest(OTHER, "", Integer.MAX_VALUE))) {
      get(server, 0, digest("MD5", OTHER));
      assertWhole(OTHER);
      assertThat(server.requests())
          .extracting(FlakyServer.Request::from)
          .containsExactly(0, 100_000, 0);
    }
  }

  @Test
  void aWeakTagIsNoTag() throws Exception {
    try (FlakyServer server =
        new FlakyServer(honest(CONTENT, "W/\"one\"", 100_000), honest(CONTENT))) {
      get(server, 0, "");
      assertWhole(CONTENT);
      assertThat(server.requests()).noneMatch(FlakyServer.Request::hasRange);
    }
  }

  @Test
  void aPieceThatWasNotAskedForIsThrownAway() throws Exception {
    FlakyServer.Behaviour wrongStart =
        (request, out) -> {
          head(out, "206 Partial Content", "ETag: \"one\"", range(0, CONTENT.length));
          out.write(CONTENT);
        };
    FlakyServer.Behaviour wrongTotal =
        (request, out) -> {
          head(out, "206 Partial Content", "Content-Range: bytes 100000-300009/300010");
          out.write(CONTENT, 100_000, 200_000);
        };
    FlakyServer.Behaviour noRange =
        (request, out) -> {
          head(out, "206 Partial Content", "Content-Range: nonsense");
          out.write(CONTENT, 100_000, 200_000);
        };
    for (FlakyServer.Behaviour wrong :
        List.of(wrongStart, wrongTotal, noRange, status("416 Range Not Satisfiable"))) {
      try (FlakyServer server =
          new FlakyServer(dropsAfter(CONTENT, 100_000), wrong, honest(CONTENT))) {
        get(server, 0, "");
        assertWhole(CONTENT);
        assertThat(server.requests())
            .extracting(FlakyServer.Request::from)
            .containsExactly(0, 100_000, 0);
        Files.delete(folder.resolve("file"));
      }
    }
  }

  @Test
  void whatTheServerRefusesIsSaidAtOnce() throws Exception {
    try (FlakyServer server = new FlakyServer(status("404 Not Found"))) {
      assertThatThrownBy(() -> get(server, 0, ""))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("is no longer there (404)");
      server.nowBehave(status("403 Forbidden"));
      assertThatThrownBy(() -> get(server, 0, "")).hasMessageContaining("permission (403)");
      server.nowBehave(status("451 Unavailable For Legal Reasons"));
      assertThatThrownBy(() -> get(server, 0, "")).hasMessageContaining("answers 451");
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void aBusyServerIsAskedAgainWhenItSaid() throws Exception {
    try (FlakyServer server =
        new FlakyServer(status("429 Too Many Requests", "Retry-After: 1"), honest(CONTENT))) {
      long start = System.nanoTime();
      get(server, 0, "");
      assertThat(System.nanoTime() - start).isGreaterThan(990_000_000L);
      assertWhole(CONTENT);
    }
  }

  @Test
  void aSilentServerIsLeftAndAskedAgain() throws Exception {
    FlakyServer.Behaviour neverAnswers = (request, out) -> Thread.sleep(5000);
    FlakyServer.Behaviour fallsSilent =
        (request, out) -> {
          head(out, "200 OK", "ETag: \"one\"", "Content-Length: " + CONTENT.length);
          out.write(CONTENT, 0, 50_000);
          out.flush();
          Thread.sleep(5000);
        };
    try (FlakyServer server = new FlakyServer(neverAnswers, fallsSilent, honest(CONTENT))) {
      get(server, 0, "");
      assertWhole(CONTENT);
      assertThat(server.requests().get(server.requests().size() - 1).from()).isEqualTo(50_000);
    }
  }

  @Test
  void chunksAreFineAndAMissingEndIsNoticed() throws Exception {
    try (FlakyServer server =
        new FlakyServer(chunked(CONTENT, 90_000), chunked(CONTENT, Integer.MAX_VALUE))) {
      get(server, 0, "");
      assertWhole(CONTENT);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void whatNeverEndsIsCut() throws Exception {
    FlakyServer.Behaviour endless =
        (request, out) -> {
          head(out, "200 OK");
          while (true) {
            out.write(CONTENT);
          }
        };
    try (FlakyServer server = new FlakyServer(endless)) {
      assertThatThrownBy(() -> get(server, 0, ""))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("sends more than the 5,000,000 bytes");
      assertThat(Files.size(folder.resolve("file.part"))).isLessThanOrEqualTo(5_000_000);
      server.nowBehave(lies(CONTENT, 2_000_000_000));
      assertThatThrownBy(() -> get(server, 0, "")).hasMessageContaining("sends more than");
    }
  }

  @Test
  void moreThanFitsOnTheDiskIsNotBegun() throws Exception {
    FlakyServer.Behaviour huge = status("200 OK", "Content-Length: 4000000000000000000");
    try (FlakyServer server = new FlakyServer(huge)) {
      Patience patient =
          new Patience(SHORT.connect(), SHORT.silence(), SHORT.pause(), 1, 1, Long.MAX_VALUE);
      assertThatThrownBy(
              () ->
                  Download.get(
                      server.address(), 0, "", folder.resolve("file"), patient, Progress.SILENT))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("only")
          .hasMessageContaining("are free in " + folder);
    }
  }

  @Test
  void redirectsAreFollowedButNotForEverAndNeverToLessSafety() throws Exception {
    try (FlakyServer server = new FlakyServer(honest(CONTENT))) {
      server.nowBehave(
          status("302 Found", "Location: /elsewhere"),
          status("307 Temporary Redirect", "Location: " + server.address("third")),
          honest(CONTENT));
      get(server, 0, "");
      assertWhole(CONTENT);
      assertThat(server.requests().get(1).line()).startsWith("GET /elsewhere");
      Files.delete(folder.resolve("file"));

      server.nowBehave(status("302 Found", "Location: /again"));
      assertThatThrownBy(() -> get(server, 0, "")).hasMessageContaining("without end");
      server.nowBehave(status("302 Found", "Location: file:///etc/hostname"));
      assertThatThrownBy(() -> get(server, 0, "")).hasMessageContaining("refused");
      server.nowBehave(status("302 Found", "Location: http://[no address"));
      assertThatThrownBy(() -> get(server, 0, "")).hasMessageContaining("no address");
    }
    URI safe = URI.create("https://owner.example/a/corpus.zip");
    assertThat(Download.redirected(safe, "b.zip")).hasToString("https://owner.example/a/b.zip");
    assertThatThrownBy(() -> Download.redirected(safe, "http://owner.example/corpus.zip"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("from a safe connection");
    assertThat(Download.redirected(URI.create("http://a.example/"), "https://b.example/"))
        .hasToString("https://b.example/");
  }

  @Test
  void whatIsNotHttpOrNotThereIsSaidInASentence() throws Exception {
    try (FlakyServer server =
        new FlakyServer((request, out) -> out.write("SSH-2.0-OpenSSH\r\n".getBytes()))) {
      assertThatThrownBy(() -> get(server, 0, ""))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("cannot be had");
    }
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    URI nobody = URI.create("http://localhost:" + closed + "/corpus.zip");
    assertThatThrownBy(
            () -> Download.get(nobody, 0, "", folder.resolve("file"), SHORT, Progress.SILENT))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("no connection");
    URI unknown = URI.create("http://nowhere.invalid/corpus.zip");
    assertThatThrownBy(
            () -> Download.get(unknown, 0, "", folder.resolve("file"), SHORT, Progress.SILENT))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("nowhere.invalid is unknown here");
  }

  @Test
  void twoDoNotWriteIntoOneFile() throws Exception {
    try (Part mine = new Part(folder.resolve("file"));
        FlakyServer server = new FlakyServer(honest(CONTENT))) {
      assertThat(mine.size()).isZero();
      assertThatThrownBy(() -> get(server, 0, ""))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("Another process is getting file");
    }
  }

  @Test
  void anotherAddressDoesNotContinueThePart() throws Exception {
    try (FlakyServer server =
        new FlakyServer(dropsAfter(CONTENT, 100_000), status("404 Not Found"))) {
      assertThatThrownBy(() -> get(server, 0, "")).isInstanceOf(SerlabException.class);
      server.nowBehave(honest(OTHER));
      Download.get(
          server.address("new.zip"), 0, "", folder.resolve("file"), SHORT, Progress.SILENT);
      assertWhole(OTHER);
    }
  }

  @Test
  void aDamagedNoteBesideThePartMeansToBeginAnew() throws Exception {
    Files.write(folder.resolve("file.part"), Arrays.copyOf(OTHER, 1000));
    Files.writeString(folder.resolve("file.part.properties"), "total=\\u12\netag");
    try (FlakyServer server = new FlakyServer(honest(CONTENT))) {
      get(server, 0, "");
      assertWhole(CONTENT);
    }
  }

  @Test
  void aProcessInterruptedByTheUserLeavesItsPartAndTheNextContinues() throws Exception {
    FlakyServer.Behaviour slow =
        (request, out) -> {
          head(out, "200 OK", "ETag: \"one\"", "Content-Length: " + CONTENT.length);
          for (int at = 0; at < CONTENT.length; at += 10_000) {
            out.write(CONTENT, at, 10_000);
            out.flush();
            Thread.sleep(100);
          }
        };
    try (FlakyServer server = new FlakyServer(slow)) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  DownloadProcess.class.getName(),
                  server.address().toString(),
                  folder.resolve("file").toString())
              .inheritIO()
              .start();
      Path part = folder.resolve("file.part");
      while (process.isAlive() && (!Files.exists(part) || Files.size(part) < 50_000)) {
        Thread.sleep(10);
      }
      // Ctrl-C is SIGINT, which Java answers as SIGTERM; tests run in the background ignore it.
      new ProcessBuilder("bash", "-c", "kill -TERM " + process.pid()).start().waitFor();
      assertThat(process.waitFor()).isNotZero();
      long kept = Files.size(part);
      assertThat(kept).isBetween(50_000L, 299_999L);

      server.nowBehave(honest(CONTENT));
      get(server, 0, "");
      assertWhole(CONTENT);
      assertThat(server.requests()).extracting(FlakyServer.Request::from).contains((int) kept);
    }
  }

  /** The process that is interrupted. */
  static final class DownloadProcess {
    public static void main(String[] args) {
      Download.get(URI.create(args[0]), 0, "", Path.of(args[1]), Progress.SILENT);
    }
  }

  private void get(FlakyServer server, long size, String digest) {
    Download.get(server.address(), size, digest, folder.resolve("file"), SHORT, Progress.SILENT);
  }

  private void assertWhole(byte[] content) throws IOException {
    assertThat(folder.resolve("file")).hasBinaryContent(content);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("file"));
    }
  }

  private static byte[] content(int length, long seed) {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }

  private static String digest(String kind, byte[] content) throws Exception {
    return kind.toLowerCase(java.util.Locale.ROOT).replace("-", "")
        + ":"
        + HexFormat.of().formatHex(MessageDigest.getInstance(kind).digest(content));
  }
}
