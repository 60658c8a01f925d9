package org.serlab.corpus.download;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on raw sockets that behaves as badly as it is told: each connection takes the next
 * behaviour of a script, the last one again and again.
 */
final class FlakyServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Deque<Behaviour> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** Answers one request; the connection is closed behind it. */
  interface Behaviour {
    void answer(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  record Request(String line, Map<String, String> headers) {
    /** First byte asked for; 0 without a range. */
    int from() {
      String range = headers.getOrDefault("range", "bytes=0-");
      return Integer.parseInt(range.substring(6, range.length() - 1));
    }

    boolean hasRange() {
      return headers.containsKey("range");
    }
  }

  FlakyServer(Behaviour... behaviours) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    script.addAll(Arrays.asList(behaviours));
    Thread thread = new Thread(this::serve, "flaky server");
    thread.setDaemon(true);
    thread.start();
  }

  URI address() {
    return address("corpus.zip");
  }

  URI address(String path) {
    return URI.create("http://localhost:%d/%s".formatted(socket.getLocalPort(), path));
  }

  List<Request> requests() {
    return Collections.unmodifiableList(requests);
  }

  void nowBehave(Behaviour... behaviours) {
    synchronized (script) {
      script.clear();
      script.addAll(Arrays.asList(behaviours));
    }
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> answer(connection));
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      Request request = read(new BufferedInputStream(connection.getInputStream()));
      Behaviour behaviour;
      synchronized (script) {
        requests.add(request);
        behaviour = script.size() > 1 ? script.poll() : script.peek();
      }
      OutputStream out = connection.getOutputStream();
      behaviour.answer(request, out);
      out.flush();
    } catch (IOException | InterruptedException e) {
      // the client has gone
    }
  }

  private static Request read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.append((char) b);
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        break;
      }
    }
    String[] lines = head.toString().split("\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : List.of(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Request(lines[0], headers);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  // ---- behaviours -------------------------------------------------------------------------------

  static void head(OutputStream out, String status, String... headers) throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers);
    out.write(
        (head + (headers.length > 0 ? "\r\n" : "") + "Connection: close\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Serves as RFC 9110 says: ranges, and If-Range against the tag; the body ends after a while. */
  static Behaviour honest(byte[] content, String etag, int bytesThenDrop) {
    return (request, out) -> {
      boolean isSame = etag.equals(request.headers().getOrDefault("if-range", etag));
      int from = request.hasRange() && isSame ? request.from() : 0;
      if (request.hasRange() && from >= content.length) {
        head(out, "416 Range Not Satisfiable", "Content-Range: bytes */" + content.length);
        return;
      }
      String tag = etag.isEmpty() ? "Accept-Ranges: bytes" : "ETag: " + etag;
      String length = "Content-Length: " + (content.length - from);
      if (request.hasRange() && isSame) {
        head(out, "206 Partial Content", tag, length, range(from, content.length));
      } else {
        head(out, "200 OK", tag, length);
      }
      out.write(content, from, Math.min(bytesThenDrop, content.length - from));
    };
  }

  static String range(int from, int length) {
    return "Content-Range: bytes %d-%d/%d".formatted(from, length - 1, length);
  }

  static Behaviour honest(byte[] content) {
    return honest(content, "\"one\"", Integer.MAX_VALUE);
  }

  static Behaviour dropsAfter(byte[] content, int bytes) {
    return honest(content, "\"one\"", bytes);
  }

  /** Always sends all from the beginning, or as much of it as it likes. */
  static Behaviour ignoresRanges(byte[] content, int bytesThenDrop) {
    return (request, out) -> {
      head(out, "200 OK", "ETag: \"one\"", "Content-Length: " + content.length);
      out.write(content, 0, Math.min(bytesThenDrop, content.length));
    };
  }

  /** Announces another length than it sends. */
  static Behaviour lies(byte[] content, int announced) {
    return (request, out) -> {
      head(out, "200 OK", "ETag: \"one\"", "Content-Length: " + announced);
      out.write(content);
    };
  }

  static Behaviour status(String status, String... headers) {
    return (request, out) -> head(out, status, headers);
  }

  static Behaviour chunked(byte[] content, int bytesThenDrop) {
    return (request, out) -> {
      head(out, "200 OK", "Transfer-Encoding: chunked");
      for (int at = 0; at < content.length; at += 1000) {
        int length = Math.min(1000, content.length - at);
        if (at + length > bytesThenDrop) {
          return;
        }
        out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(content, at, length);
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    };
  }
}
