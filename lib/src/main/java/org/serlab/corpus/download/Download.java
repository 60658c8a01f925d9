package org.serlab.corpus.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.serlab.SerlabException;

/**
 * Gets one file over HTTP. A dropped connection is taken up again where it broke, in this process
 * or a later one, provided the server still has the same version; else it begins anew. The file
 * appears whole, with the published size and digest, or not at all.
 */
public final class Download {
  private static final int REDIRECTS = 10;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)");

  private final URI source;
  private final long size;
  private final String digest;
  private final Patience patience;
  private final Progress progress;
  private final String name;

  private Download(URI source, long size, String digest, Patience patience, Progress progress) {
    this.source = source;
    this.size = size;
    this.digest = digest.toLowerCase(Locale.ROOT);
    this.patience = patience;
    this.progress = progress;
    String path = source.getPath() == null ? "" : source.getPath();
    this.name = path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Gets a file, unless it is there.
   *
   * @param source its address, http or https
   * @param size its published size in bytes; 0 if unknown
   * @param digest {@code md5:} or {@code sha256:} and hexadecimal digits; empty if unknown
   * @param file where it shall lie; what has arrived waits beside it as {@code .part}
   * @param progress hears how it goes
   * @throws SerlabException in one sentence, if it cannot be had
   */
  public static void get(URI source, long size, String digest, Path file, Progress progress) {
    get(source, size, digest, file, Patience.USUAL, progress);
  }

  static void get(
      URI source, long size, String digest, Path file, Patience patience, Progress progress) {
    if (Files.isRegularFile(file)) {
      return;
    }
    try (Part part = new Part(file)) {
      new Download(source, size, digest, patience, progress).run(part);
      part.finish(file);
    } catch (IOException e) {
      throw new SerlabException("Cannot write %s: %s.".formatted(file, Reason.of(e)), e);
    }
  }

  private void run(Part part) throws IOException {
    if (!part.version().source().equals(source.toString())) {
      part.restart(unknown());
    }
    if (part.size() > 0) {
      progress.note("%s: continuing after %,d bytes".formatted(name, part.size()));
    }
    int fruitless = 0;
    boolean isSecondCopy = false;
    for (int attempt = 1; ; attempt++) {
      long before = part.size();
      try {
        if (!part.isComplete()) {
          attempt(part);
        }
        if (isAsPublished(part)) {
          return;
        }
        part.restart(unknown());
        if (isSecondCopy) {
          throw new SerlabException(
              "%s is not the file that was published, since its digest is another one; ask its owner."
                  .formatted(source));
        }
        isSecondCopy = true;
        progress.note(name + " has another digest than the published file; getting it once more");
      } catch (Dropped e) {
        fruitless = part.size() > before ? 1 : fruitless + 1;
        if (fruitless >= patience.fruitless() || attempt >= patience.attempts() || e.isOffline()) {
          throw givenUp(e, part);
        }
        pause(Math.max(e.waitMillis, patience.pauseAfter(fruitless).toMillis()), e.getMessage());
      }
    }
  }

  private Part.Version unknown() {
    return new Part.Version(source.toString(), "", "", -1);
  }

  /** Asks once and takes what comes. Returns when all has come. */
  private void attempt(Part part) throws IOException, Dropped {
    Part.Version known = part.version();
    // Without a digest or a validator nothing would show that two halves belong to two versions.
    boolean canContinue = !digest.isEmpty() || !known.validator().isEmpty();
    if (part.size() > 0 && (!canContinue || known.total() >= 0 && part.size() > known.total())) {
      part.restart(unknown());
    }
    HttpURLConnection answer = ask(part.size(), known.validator());
    try {
      int status = status(answer);
      if (status == 206 && part.size() > 0) {
        receive(part, answer, continued(part, answer));
      } else if (status == 200) {
        long length = Math.max(-1, answer.getContentLengthLong());
        part.restart(Part.Version.of(source, answer, length));
        receive(part, answer, length);
      } else if (status == 206 || status == 416) {
        part.restart(unknown());
        throw new Dropped("the server does not send the piece that was asked for", null);
      } else {
        throw refusal(status, answer);
      }
    } finally {
      answer.disconnect();
    }
  }

  /** Sends the request, for the rest of a file of which some is here, and follows redirects. */
  private HttpURLConnection ask(long from, String validator) throws Dropped {
    URI address = source;
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      HttpURLConnection connection = connect(address, from, validator);
      int status = status(connection);
      String location = connection.getHeaderField("Location");
      if (status < 300 || status >= 400 || location == null) {
        return connection;
      }
      connection.disconnect();
      address = redirected(address, location);
    }
    throw new SerlabException(source + " sends one from address to address without end.");
  }

  static URI redirected(URI from, String location) {
    URI to;
    try {
      to = from.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new SerlabException(
          "%s sends one to %s, which is no address.".formatted(from, location), e);
    }
    boolean isSafer = "https".equals(to.getScheme());
    if (!isSafer && !("http".equals(to.getScheme()) && "http".equals(from.getScheme()))) {
      throw new SerlabException(
          "%s sends one from a safe connection to %s; this is refused, get the file by hand."
              .formatted(from, to));
    }
    return to;
  }

  private HttpURLConnection connect(URI address, long from, String validator) throws Dropped {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout((int) patience.connect().toMillis());
      connection.setReadTimeout((int) patience.silence().toMillis());
      connection.setRequestProperty("User-Agent", "serlab");
      connection.setRequestProperty("Accept-Encoding", "identity");
      if (from > 0) {
        connection.setRequestProperty("Range", "bytes=" + from + "-");
        if (!validator.isEmpty()) {
          connection.setRequestProperty("If-Range", validator);
        }
      }
      return connection;
    } catch (IOException e) {
      throw new Dropped(Reason.of(e), e);
    }
  }

  private int status(HttpURLConnection connection) throws Dropped {
    try {
      int status = connection.getResponseCode();
      if (status < 0) {
        throw new Dropped("the answer is not HTTP", null);
      }
      return status;
    } catch (IOException e) {
      throw new Dropped(Reason.of(e), e);
    }
  }

  /** Checks that a partial answer continues what is here; gives the bytes of the whole. */
  private long continued(Part part, HttpURLConnection answer) throws IOException, Dropped {
    Matcher range = CONTENT_RANGE.matcher(String.valueOf(answer.getHeaderField("Content-Range")));
    Part.Version known = part.version();
    Part.Version now = Part.Version.of(source, answer, -1);
    boolean isSame =
        range.matches()
            && range.group(1) != null
            && Long.parseLong(range.group(1)) == part.size()
            && (known.total() < 0
                || range.group(3).equals("*")
                || Long.parseLong(range.group(3)) == known.total())
            && (now.etag().isEmpty() || now.etag().equals(known.etag()))
            && (now.modified().isEmpty() || now.modified().equals(known.modified()));
    if (!isSame) {
      part.restart(unknown());
      throw new Dropped("the file has changed on the server since the last attempt", null);
    }
    return range.group(3).equals("*") ? known.total() : Long.parseLong(range.group(3));
  }

  private void receive(Part part, HttpURLConnection answer, long total)
      throws IOException, Dropped {
    if (size > 0 && total >= 0 && total != size) {
      throw new SerlabException(
          "%s is not the file that was published: it has %,d bytes and not %,d; ask its owner."
              .formatted(source, total, size));
    }
    long most = size > 0 ? size : patience.bytes();
    long expected = total >= 0 ? total : size > 0 ? size : -1;
    if (total > most) {
      throw tooLong(most);
    }
    checkRoom(part, expected);
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = body(answer)) {
      int length;
      while ((expected < 0 || part.size() < expected)
          && (length = read(in, buffer, part, expected)) >= 0) {
        if (part.size() + length > most) {
          throw tooLong(most);
        }
        part.append(buffer, length);
        progress.at(name, part.size(), expected);
      }
    }
    if (expected >= 0 && part.size() < expected) {
      throw new Dropped(endedAfter(part, expected), null);
    }
  }

  private InputStream body(HttpURLConnection answer) throws Dropped {
    try {
      return answer.getInputStream();
    } catch (IOException e) {
      throw new Dropped(Reason.of(e), e);
    }
  }

  private static int read(InputStream in, byte[] buffer, Part part, long expected)
      throws IOException, Dropped {
    long left = expected < 0 ? buffer.length : Math.min(buffer.length, expected - part.size());
    try {
      return in.read(buffer, 0, (int) left);
    } catch (SocketTimeoutException e) {
      throw new Dropped("the server fell silent", e);
    } catch (IOException e) {
      throw new Dropped(endedAfter(part, expected), e);
    }
  }

  private static String endedAfter(Part part, long expected) throws IOException {
    return expected < 0
        ? "the connection ended after %,d bytes".formatted(part.size())
        : "the connection ended after %,d of %,d bytes".formatted(part.size(), expected);
  }

  private SerlabException tooLong(long most) {
    return new SerlabException(
        "%s sends more than the %,d bytes that it may have; get it by hand."
            .formatted(source, most));
  }

  private void checkRoom(Part part, long expected) throws IOException {
    long free = part.file().toFile().getUsableSpace();
    if (expected - part.size() > free) {
      throw new SerlabException(
          "%s needs another %,d bytes and only %,d are free in %s; make room or choose another folder."
              .formatted(source, expected - part.size(), free, part.file().getParent()));
    }
  }

  /** What a status other than success means: worth another attempt, or final. */
  private SerlabException refusal(int status, HttpURLConnection answer) throws Dropped {
    if (status == 408 || status == 429 || status >= 500) {
      String wait = String.valueOf(answer.getHeaderField("Retry-After"));
      Dropped busy = new Dropped("the server answers " + status, null);
      busy.waitMillis = wait.matches("[0-9]{1,4}") ? Math.min(60, Long.parseLong(wait)) * 1000 : 0;
      throw busy;
    }
    return new SerlabException(
        switch (status) {
          case 401, 403 -> source + " may not be had without permission (" + status + ").";
          case 404, 410 ->
              source + " is no longer there (" + status + "); its owner's page knows more.";
          default -> source + " cannot be had: the server answers " + status + ".";
        });
  }

  private boolean isAsPublished(Part part) throws IOException {
    if (digest.isEmpty()) {
      return true;
    }
    int colon = digest.indexOf(':');
    return digest.substring(colon + 1).equals(digest(part, digest.substring(0, colon)));
  }

  private String digest(Part part, String kind) throws IOException {
    MessageDigest sum;
    try {
      sum = MessageDigest.getInstance(kind.equals("md5") ? "MD5" : "SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has both
    }
    byte[] buffer = new byte[1 << 16];
    long done = 0;
    try (InputStream in = Files.newInputStream(part.file())) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        sum.update(buffer, 0, length);
        done += length;
        progress.at("checking " + name, done, part.size());
      }
    }
    return HexFormat.of().formatHex(sum.digest());
  }

  private SerlabException givenUp(Dropped last, Part part) throws IOException {
    String kept =
        part.size() > 0
            ? "; %,d bytes are kept, the same command continues".formatted(part.size())
            : "; try again later";
    return new SerlabException(
        "%s cannot be had (%s)%s.".formatted(source, last.getMessage(), kept), last);
  }

  private void pause(long millis, String why) {
    progress.note("%s: %s; trying again in %.1f s".formatted(name, why, millis / 1000.0));
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SerlabException(
          "Getting " + source + " was interrupted; the same command continues.", e);
    }
  }

  /** An attempt that failed in a way that another one may mend. */
  private static final class Dropped extends Exception {
    private static final long serialVersionUID = 1L;

    /** Wait that the server asked for. */
    private long waitMillis;

    Dropped(String message, Throwable cause) {
      super(message, cause);
    }

    /** Whether there is no such host or no network: waiting for seconds does not mend that. */
    boolean isOffline() {
      return getCause() instanceof UnknownHostException;
    }
  }
}
