package org.serlab.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The real kernel in a process of its own, started from its specification as Jupyter would, and a
 * client that speaks Jupyter's protocol with it.
 */
final class KernelProcess implements AutoCloseable {
  /** Generous, since the machine may be busy. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String DELIMITER = "<IDS|MSG>";
  private static KernelProcess shared;

  final Process process;
  final long started = System.nanoTime();
  private final Path folder;
  private final String key = UUID.randomUUID().toString();
  private final String session = UUID.randomUUID().toString();
  private final ZMQ.Context context = ZMQ.context(1);
  private final ZMQ.Socket shell = context.socket(SocketType.DEALER);
  private final ZMQ.Socket control = context.socket(SocketType.DEALER);
  private final ZMQ.Socket stdin = context.socket(SocketType.DEALER);
  private final ZMQ.Socket output = context.socket(SocketType.SUB);

  /** A message from the kernel. */
  record Received(String type, String parent, JsonObject content) {
    String text(String field) {
      return content.get(field).getAsString();
    }
  }

  /**
   * How a cell went.
   *
   * @param reply the kernel's reply
   * @param outputs all that it published for the cell, without its states and the echo of the input
   */
  record Outcome(JsonObject reply, List<Received> outputs) {
    String status() {
      return reply.get("status").getAsString();
    }

    /** The text of one stream. */
    String stream(String name) {
      StringBuilder text = new StringBuilder();
      of("stream")
          .filter(m -> m.text("name").equals(name))
          .forEach(m -> text.append(m.text("text")));
      return text.toString();
    }

    /** Everything of one type. */
    java.util.stream.Stream<Received> of(String type) {
      return outputs.stream().filter(message -> message.type().equals(type));
    }

    /** The result as plain text. */
    String result() {
      return data("execute_result").get("text/plain").getAsString();
    }

    /** The only output of a type, by MIME type. */
    JsonObject data(String type) {
      List<Received> found = of(type).toList();
      if (found.size() != 1) {
        throw new AssertionError(found.size() + " outputs " + type + " instead of one: " + outputs);
      }
      return found.get(0).content().getAsJsonObject("data");
    }

    /** The error as a person reads it, without colours. */
    String error() {
      StringBuilder text = new StringBuilder();
      of("error")
          .forEach(
              message ->
                  message
                      .content()
                      .getAsJsonArray("traceback")
                      .forEach(line -> text.append(line.getAsString()).append('\n')));
      return text.toString().replaceAll("\u001b\\[[0-9;]*m", "");
    }
  }

  /** The kernel that tests share which leave it usable. */
  static synchronized KernelProcess shared() throws Exception {
    if (shared == null) {
      shared = new KernelProcess(Map.of());
      Runtime.getRuntime().addShutdownHook(new Thread(shared.process::destroyForcibly));
    }
    return shared;
  }

  /**
   * @param environment further variables
   */
  KernelProcess(Map<String, String> environment) throws Exception {
    Path made = Path.of(System.getProperty("serlab.home"), "build", "kernel-tests");
    folder = Files.createTempDirectory(Files.createDirectories(made), "kernel");
    JsonObject specification = specification(folder);
    List<Integer> ports = freePorts();
    Path connection = folder.resolve("connection.json");
    JsonObject description = new JsonObject();
    description.addProperty("transport", "tcp");
    description.addProperty("ip", "127.0.0.1");
    description.addProperty("signature_scheme", "hmac-sha256");
    description.addProperty("key", key);
    List<String> names =
        List.of("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port");
    for (int i = 0; i < names.size(); i++) {
      description.addProperty(names.get(i), ports.get(i));
    }
    Files.writeString(connection, description.toString());
    List<String> command = new ArrayList<>();
    specification
        .getAsJsonArray("argv")
        .forEach(
            word ->
                command.add(
                    word.getAsString().replace("{connection_file}", connection.toString())));
    ProcessBuilder builder = new ProcessBuilder(command);
    specification
        .getAsJsonObject("env")
        .entrySet()
        .forEach(
            entry -> builder.environment().put(entry.getKey(), entry.getValue().getAsString()));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(terminal().toFile());
    process = builder.start();
    output.subscribe(new byte[0]);
    // The kernel asks for input from whoever sent the cell.
    shell.setIdentity(session.getBytes(StandardCharsets.UTF_8));
    stdin.setIdentity(session.getBytes(StandardCharsets.UTF_8));
    output.setRcvHWM(0);
    ZMQ.Socket[] sockets = {shell, output, stdin, control};
    for (int i = 0; i < sockets.length; i++) {
      sockets[i].setLinger(0);
      sockets[i].setReceiveTimeOut((int) PATIENCE.toMillis());
      sockets[i].connect("tcp://127.0.0.1:" + ports.get(i));
    }
    // A subscription takes a moment: only when the output of a request arrives is all connected.
    output.setReceiveTimeOut(300);
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean connected = false;
    while (!connected) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("the kernel does not start: " + Files.readString(terminal()));
      }
      String id = send(shell, "kernel_info_request", new JsonObject());
      reply(id);
      Received message = receive(output);
      while (message != null && !connected) {
        connected = message.parent().equals(id);
        message = connected ? message : receive(output);
      }
    }
    output.setReceiveTimeOut((int) PATIENCE.toMillis());
  }

  /** Writes the kernel's specification as the launcher does, with the class path of this test. */
  static JsonObject specification(Path build) throws IOException, InterruptedException {
    String home = System.getProperty("serlab.home");
    ProcessBuilder script =
        new ProcessBuilder(
            "bash",
            "-euc",
            "source \"$home/environment/kernelspec.sh\"; kernelspec \"$1\"",
            "bash",
            System.getProperty("java.class.path"));
    script
        .environment()
        .putAll(
            Map.of(
                "home", home,
                "build", build.toString(),
                "JAVA_HOME", System.getProperty("java.home")));
    Process process = script.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
    return JsonParser.parseString(
            Files.readString(build.resolve("jupyter/kernels/serlab/kernel.json")))
        .getAsJsonObject();
  }

  private static List<Integer> freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  /** What the process wrote to its terminal. */
  Path terminal() {
    return folder.resolve("terminal.txt");
  }

  /** The folder in which the kernel's specification lies, and its connection file. */
  Path folder() {
    return folder;
  }

  /** Runs a cell. */
  Outcome run(String code) {
    return await(start(code));
  }

  /** Begins a cell, without waiting. */
  String start(String code) {
    return start(code, false);
  }

  /** Begins a cell, without waiting. */
  String start(String code, boolean stdin) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("silent", false);
    content.addProperty("store_history", true);
    content.addProperty("allow_stdin", stdin);
    content.addProperty("stop_on_error", true);
    content.add("user_expressions", new JsonObject());
    return send(shell, "execute_request", content);
  }

  /** Waits until a cell has ended. */
  Outcome await(String id) {
    List<Received> outputs = new ArrayList<>();
    while (true) {
      Received message = receive(output);
      if (message == null) {
        throw new AssertionError("no answer for " + PATIENCE + "; so far " + outputs);
      }
      if (!message.parent().equals(id) || message.type().equals("execute_input")) {
        continue;
      }
      if (message.type().equals("status")) {
        if (message.text("execution_state").equals("idle")) {
          return new Outcome(reply(id).content(), outputs);
        }
      } else {
        outputs.add(message);
      }
    }
  }

  /** Waits until a cell shows something. */
  Received awaitOutput(String id, String type) {
    while (true) {
      Received message = receive(output);
      if (message == null) {
        throw new AssertionError("no " + type + " for " + PATIENCE);
      }
      if (message.parent().equals(id) && message.type().equals(type)) {
        return message;
      }
    }
  }

  /** Asks on the channel for control, and waits for the answer. */
  JsonObject control(String type, JsonObject content) {
    String id = send(control, type, content);
    while (true) {
      Received reply = receive(control);
      if (reply == null) {
        throw new AssertionError("no reply to " + type + " for " + PATIENCE);
      }
      if (reply.parent().equals(id)) {
        return reply.content();
      }
    }
  }

  /** Asks on the channel of the shell, and waits for the answer. */
  JsonObject request(String type, JsonObject content) {
    return reply(send(shell, type, content)).content();
  }

  void interrupt() {
    control("interrupt_request", new JsonObject());
  }

  /** Waits until a cell asks something of the person. */
  void awaitQuestion() {
    Received request = receive(stdin);
    if (request == null || !request.type().equals("input_request")) {
      throw new AssertionError("the kernel did not ask for input but " + request);
    }
  }

  /** Answers what a cell asks of the person. */
  void answer(String text) {
    awaitQuestion();
    JsonObject content = new JsonObject();
    content.addProperty("value", text);
    send(stdin, "input_reply", content);
  }

  private Received reply(String id) {
    while (true) {
      Received reply = receive(shell);
      if (reply == null) {
        throw new AssertionError("no reply for " + PATIENCE);
      }
      if (reply.parent().equals(id)) {
        return reply;
      }
    }
  }

  private String send(ZMQ.Socket socket, String type, JsonObject content) {
    JsonObject header = new JsonObject();
    String id = UUID.randomUUID().toString();
    header.addProperty("msg_id", id);
    header.addProperty("session", session);
    header.addProperty("username", "test");
    header.addProperty("date", "2026-01-01T00:00:00.000000Z");
    header.addProperty("msg_type", type);
    header.addProperty("version", "5.3");
    String[] parts = {header.toString(), "{}", "{}", content.toString()};
    socket.sendMore(DELIMITER);
    socket.sendMore(signature(parts));
    for (int i = 0; i < 3; i++) {
      socket.sendMore(parts[i]);
    }
    socket.send(parts[3]);
    return id;
  }

  private Received receive(ZMQ.Socket socket) {
    String part = socket.recvStr();
    if (part == null) {
      return null;
    }
    while (!part.equals(DELIMITER)) {
      part = socket.recvStr();
    }
    String signature = socket.recvStr();
    String[] parts = new String[4];
    for (int i = 0; i < 4; i++) {
      parts[i] = socket.recvStr();
    }
    if (!signature.equals(signature(parts))) {
      throw new AssertionError("a message is signed wrongly: " + parts[0]);
    }
    JsonObject header = JsonParser.parseString(parts[0]).getAsJsonObject();
    JsonObject parent = JsonParser.parseString(parts[1]).getAsJsonObject();
    return new Received(
        header.get("msg_type").getAsString(),
        parent.has("msg_id") ? parent.get("msg_id").getAsString() : "",
        JsonParser.parseString(parts[3]).getAsJsonObject());
  }

  private String signature(String[] parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (String part : parts) {
        mac.update(part.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shuts down as Jupyter does; says whether the process ended by itself. */
  boolean shutDown() throws InterruptedException {
    JsonObject content = new JsonObject();
    content.addProperty("restart", false);
    send(control, "shutdown_request", content);
    return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    for (ZMQ.Socket socket : List.of(shell, control, stdin, output)) {
      socket.close();
    }
    context.close();
    for (File file : folder.toFile().listFiles(File::isFile)) {
      file.delete();
    }
  }
}
