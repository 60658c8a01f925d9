package org.serlab.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
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
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.serlab.view.Notebook;

/**
 * The kernel of the notebooks: Java by JShell, with the library on its class path.
 *
 * <p>Started by Jupyter with the connection file as its only argument; {@code kernel.json} beside
 * this module has the options and variables that belong to it. A limit in seconds for every cell is
 * taken from the environment variable {@code SERLAB_CELL_TIMEOUT}.
 */
public final class SerlabKernel extends BaseKernel implements Notebook.Screen {
  private final CellOutput output;
  private final CellHistory history;
  private final JupyterInputStream input = new JupyterInputStream(StandardCharsets.UTF_8);
  private final CompletableFuture<Evaluator> evaluator = new CompletableFuture<>();
  private final double cellSeconds;

  private SerlabKernel(CellOutput output, CellHistory history) {
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
        history,
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new NotebookRenderer(),
        new MagicParser("(?<=(?:^|=))[ \\t]*%", "%%", new MagicTranspiler()),
        new MagicsRegistry(),
        false,
        new StringStyler.Builder().build());
    this.output = output;
    this.history = history;
    String seconds = System.getenv("SERLAB_CELL_TIMEOUT");
    cellSeconds = seconds == null || seconds.isBlank() ? 0 : Double.parseDouble(seconds);
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
    SerlabKernel kernel =
        new SerlabKernel(new CellOutput(connection.getIOPub()), new CellHistory());
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
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void onStartup() {
    super.onStartup();
    ExitGuard.install();
    try {
      Evaluator made = new Evaluator();
      Magics.register(magicsRegistry, this, made);
      for (String line : Magics.imports().lines().toList()) {
        try {
          made.evaluate(line, "imports.jsh", 0);
        } catch (CellFailure e) {
          System.err.println(String.join("\n", e.lines));
        }
      }
      Notebook.showOn(this);
      System.setOut(output.stream(StreamType.OUT));
      System.setErr(output.stream(StreamType.ERR));
      System.setIn(input);
      evaluator.complete(made);
    } catch (RuntimeException | Error e) {
      evaluator.completeExceptionally(e);
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
    if (evaluator.isDone()) {
      evaluator.join().stop();
    }
  }

  @Override
  protected void handleKernelInfoRequest(
      ShellReplyEnvironment environment, Message<KernelInfoRequest> message) {
    environment.setBusyDeferIdle();
    environment.reply(new KernelInfo(this));
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
    boolean counted = !request.isSilent() && request.shouldStoreHistory();
    int count = counted ? executionCount.getAndIncrement() : executionCount.get();
    environment.setBusyDeferIdle();
    if (!request.isSilent()) {
      environment.publish(new PublishExecuteInput(request.getCode(), count));
    }
    if (counted) {
      history.add(count, request.getCode());
    }
    output.begin(message);
    input.setEnv(environment);
    input.setEnabled(request.isStdinEnabled());
    try {
      Object value =
          evaluator
              .join()
              .evaluate(magicParser.resolveMagics(request.getCode()), label(count), cellSeconds);
      DisplayData shown = value == null ? null : getRenderer().render(value);
      output.flush();
      if (shown != null && !request.isSilent()) {
        environment.publish(new PublishExecuteResult(count, shown));
      }
      environment.defer().reply(new ExecuteReply(count, Map.of()));
    } catch (CellFailure e) {
      fail(environment, e, count);
    } catch (Exception e) {
      fail(
          environment,
          new CellFailure(e.getClass().getSimpleName(), String.valueOf(e.getMessage())),
          count);
    } finally {
      input.retractEnv(environment);
    }
  }

  private void fail(ShellReplyEnvironment environment, CellFailure failure, int count) {
    output.flush();
    environment.publish(new PublishError(failure.name, failure.getMessage(), failure.lines));
    ErrorReply reply = new ErrorReply(failure.name, failure.getMessage(), failure.lines);
    reply.setExecutionCount(count);
    environment.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
  }

  private static String label(int count) {
    return "In [" + count + "]";
  }

  @Override
  public Object evalRaw(String code) {
    try {
      return evaluator
          .join()
          .evaluate(magicParser.resolveMagics(code), label(executionCount.get() - 1));
    } catch (CellFailure e) {
      throw new IllegalStateException(String.join("\n", e.lines));
    }
  }

  @Override
  public void display(DisplayData data) {
    output.publish(new PublishDisplayData(data));
  }

  @Override
  public void display(String id, Object value) {
    DisplayData data = getRenderer().render(value);
    data.setDisplayId(id);
    display(data);
  }

  @Override
  public void update(String id, Object value) {
    DisplayData data = getRenderer().render(value);
    data.setDisplayId(id);
    output.publish(new PublishUpdateDisplayData(data));
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    return null;
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    return null;
  }

  @Override
  public String isComplete(String code) {
    return IS_COMPLETE_YES;
  }
}
