package org.serlab.kernel;

import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.LogManager;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterInputStream;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.reply.HistoryReply;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.serlab.view.Notebook;
import org.zeromq.ZMQ;

/**
 * The kernel of the notebooks: Java by JShell, with the library on its class path.
 *
 * <p>Started by Jupyter with the connection file as its only argument; {@code kernel.json} beside
 * this module has the options and variables that belong to it. A limit in seconds for every cell is
 * taken from the environment variable {@code SERLAB_CELL_TIMEOUT}.
 */
public final class SerlabKernel extends BaseKernel implements Notebook.Screen {
  /** Cells that were already waiting when one fails are given up; they come within this time. */
  private static final long QUEUE_NANOS = 500_000_000;

  private final CellOutput output;
  private final JupyterInputStream input = new JupyterInputStream(StandardCharsets.UTF_8);
  private final CompletableFuture<Java> java = new CompletableFuture<>();
  private final Set<String> displayed = ConcurrentHashMap.newKeySet();
  private final double cellSeconds;
  private long giveUpUntil = System.nanoTime();

  /** What is ready once JShell has started. */
  private record Java(Evaluator evaluator, Magics magics, CodeHelp help) {}

  private SerlabKernel(CellOutput output) {
    super(
        "serlab",
        version(),
        new LanguageInfo.Builder("java")
            .version(Runtime.version().toString())
            .mimetype("text/x-java-source")
            .fileExtension(".java")
            .pygments("java")
            .codemirror("text/x-java")
            .build(),
        List.<HelpLink>of(),
        null, // no history: front ends keep their own
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new NotebookRenderer(),
        null, // magics are parsed by class Magics
        new MagicsRegistry(),
        false,
        new StringStyler.Builder().build());
    this.output = output;
    cellSeconds = cellSeconds(System.getenv("SERLAB_CELL_TIMEOUT"));
  }

  private static double cellSeconds(String limit) {
    try {
      return limit == null || limit.isBlank() ? 0 : Double.parseDouble(limit);
    } catch (NumberFormatException e) {
      System.err.println(
          "SERLAB_CELL_TIMEOUT is '" + limit + "', no number of seconds: cells run without limit.");
      return 0;
    }
  }

  /**
   * Serves one connection until Jupyter shuts it down.
   *
   * @param arguments the connection file
   * @throws Exception if the connection cannot be made
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Usage: SerlabKernel CONNECTION_FILE, as Jupyter calls it.");
      System.exit(2);
    }
    settle();
    JupyterConnection connection =
        new JupyterConnection(
            KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
    // Beyond its limit, 1000 by default, a publishing socket drops messages silently.
    connection.getIOPub().setHWM(0);
    SerlabKernel kernel = new SerlabKernel(new CellOutput(connection.getIOPub()));
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    kernel.onStartup();
    connection.waitUntilClose();
    ExitGuard.exit(0);
  }

  /** What must not differ between machines, and what must be quiet. */
  private static void settle() throws IOException {
    Locale.setDefault(Locale.UK);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    System.setProperty("java.awt.headless", "true");
    try (InputStream logging = SerlabKernel.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(logging);
    }
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent != null && !parent.isBlank()) {
      ProcessHandle.of(Long.parseLong(parent))
          .ifPresent(jupyter -> jupyter.onExit().thenRun(() -> ExitGuard.halt(1)));
    }
  }

  private static String version() {
    try (InputStream version = Notebook.class.getResourceAsStream("/org/serlab/version.txt")) {
      return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onStartup() {
    super.onStartup();
    ExitGuard.install();
    try {
      Evaluator evaluator = new Evaluator();
      Magics magics = new Magics(magicsRegistry, evaluator);
      Notebook.showOn(this);
      System.setOut(output.stream(StreamType.OUT));
      System.setErr(output.stream(StreamType.ERR));
      System.setIn(input);
      java.complete(new Java(evaluator, magics, new CodeHelp(evaluator, magicsRegistry)));
    } catch (RuntimeException | Error e) {
      java.completeExceptionally(e);
    }
  }

  @Override
  public void onShutdown(boolean isRestarting) {
    super.onShutdown(isRestarting);
    // Whatever still runs, in a cell or at exit, must not keep the process.
    Thread watch =
        new Thread(
            () -> {
              try {
                Thread.sleep(1500);
              } catch (InterruptedException e) {
                // Then now.
              }
              ExitGuard.halt(0);
            },
            "shutdown");
    watch.setDaemon(true);
    watch.start();
  }

  @Override
  public void interrupt() {
    if (java.isDone()) {
      java.join().evaluator().stop();
    }
  }

  @Override
  protected void handleKernelInfoRequest(
      ShellReplyEnvironment environment, Message<KernelInfoRequest> message) {
    environment.setBusyDeferIdle();
    environment.reply(new KernelInfo(this));
  }

  /** Without a history the base would not answer at all, and consoles wait for an answer. */
  @Override
  protected void handleHistoryRequest(
      ShellReplyEnvironment environment, Message<HistoryRequest> message) {
    environment.setBusyDeferIdle();
    environment.reply(new HistoryReply(List.of()));
  }

  /** The base's reply lacks the status that the protocol asks for. */
  private static final class KernelInfo extends KernelInfoReply {
    @SuppressWarnings("unused") // serialised
    private final String status = "ok";

    KernelInfo(BaseKernel kernel) {
      super(
          Header.PROTOCOL_VERISON,
          kernel.getName(),
          kernel.getVersion(),
          kernel.getLanguageInfo(),
          kernel.getBanner(),
          kernel.getHelpLinks());
    }
  }

  @Override
  protected synchronized void handleExecuteRequest(
      ShellReplyEnvironment environment, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    commManager.setMessageContext(message);
    environment.setBusyDeferIdle();
    if (System.nanoTime() < giveUpUntil) {
      giveUpQueue(environment);
      environment.defer().reply(new Aborted(executionCount.get()));
      return;
    }
    boolean counted = !request.isSilent() && request.shouldStoreHistory();
    int count = counted ? executionCount.getAndIncrement() : executionCount.get();
    if (!request.isSilent()) {
      environment.publish(new PublishExecuteInput(request.getCode(), count));
    }
    output.begin(message);
    displayed.clear();
    input.setEnv(environment);
    input.setEnabled(request.isStdinEnabled());
    try {
      DisplayData result = evaluate(request.getCode(), "In [" + count + "]");
      output.flush();
      if (result != null && !request.isSilent()) {
        environment.publish(new PublishExecuteResult(count, result));
      }
      environment.defer().reply(new ExecuteReply(count, Map.of()));
    } catch (CellFailure e) {
      output.flush();
      environment.publish(new PublishError(e.name, e.getMessage(), e.lines));
      ErrorReply reply = new ErrorReply(e.name, e.getMessage(), e.lines);
      reply.setExecutionCount(count);
      environment.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
      if (request.shouldStopOnError()) {
        giveUpQueue(environment);
      }
    } finally {
      input.retractEnv(environment);
    }
  }

  private DisplayData evaluate(String code, String label) throws CellFailure {
    Java ready;
    try {
      ready = java.join();
    } catch (CompletionException e) {
      throw CellErrors.unexpected(e.getCause());
    }
    return ready.evaluator().evaluate(ready.magics().cell(label, code), cellSeconds, this::result);
  }

  private DisplayData result(Object value) {
    // The name under which something was displayed is no result to show.
    return value instanceof String id && displayed.contains(id)
        ? null
        : getRenderer().render(value);
  }

  /** Gives up the cells that wait, if any do. */
  private void giveUpQueue(ShellReplyEnvironment environment) {
    boolean waiting = (environment.getShell().getEvents() & ZMQ.Poller.POLLIN) != 0;
    giveUpUntil = System.nanoTime() + (waiting ? QUEUE_NANOS : 0);
  }

  /** The reply to a cell that was given up since one before it failed; the base has none. */
  @SuppressWarnings("unused") // serialised
  private static final class Aborted implements ContentType<Aborted> {
    private final String status = "aborted";

    @SerializedName("execution_count")
    private final int count;

    Aborted(int count) {
      this.count = count;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public MessageType<Aborted> getType() {
      return (MessageType) ExecuteReply.MESSAGE_TYPE;
    }
  }

  @Override
  public Object evalRaw(String code) {
    Java ready = java.join();
    try {
      return ready.evaluator().evaluate(ready.magics().cell("eval", code));
    } catch (CellFailure e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public void display(DisplayData data) {
    output.publish(new PublishDisplayData(data));
  }

  @Override
  public void display(String id, Object value) {
    displayed.add(id);
    display(rendered(id, value));
  }

  @Override
  public void update(String id, Object value) {
    output.publish(new PublishUpdateDisplayData(rendered(id, value)));
  }

  private DisplayData rendered(String id, Object value) {
    DisplayData data = getRenderer().render(value);
    data.setDisplayId(id);
    return data;
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    return java.join().help().inspect(code, units(code, at));
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    ReplacementOptions options = java.join().help().complete(code, units(code, at));
    return new ReplacementOptions(
        options.getReplacements(),
        code.codePointCount(0, options.getSourceStart()),
        code.codePointCount(0, options.getSourceEnd()));
  }

  @Override
  public String isComplete(String code) {
    Java ready = java.join();
    try {
      return ready.help().isComplete(ready.magics().cell("", code).resolved());
    } catch (CellFailure e) {
      return IS_COMPLETE_BAD;
    }
  }

  /** The protocol counts characters, Java units of UTF-16. */
  private static int units(String code, int characters) {
    return code.offsetByCodePoints(0, Math.min(characters, code.codePointCount(0, code.length())));
  }
}
