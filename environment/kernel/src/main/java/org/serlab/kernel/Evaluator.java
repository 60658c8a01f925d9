package org.serlab.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Evaluates cells: cuts them into JShell's snippets, runs these, says what is wrong with them. */
final class Evaluator {
  private final CellRunner runner = new CellRunner();
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final CellErrors errors;
  private final Imports imports;

  /** A piece of a cell that JShell takes as one, and where in the cell it begins. */
  private record Piece(String source, int offset, boolean complete) {}

  Evaluator() {
    ExecutionControlProvider inProcess =
        new ExecutionControlProvider() {
          @Override
          public String name() {
            return "serlab";
          }

          @Override
          public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return runner;
          }
        };
    shell = JShell.builder().executionEngine(inProcess, Map.of()).build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    analysis = shell.sourceCodeAnalysis();
    imports = new Imports(shell::eval);
    errors = new CellErrors(shell, analysis);
  }

  /** The state of the shell, for completion and inspection: all that a cell may name is known. */
  SourceCodeAnalysis analysis() {
    imports.all();
    return analysis;
  }

  /** Adds folders and archives, separated as on a class path, for compiling and running. */
  void addToClasspath(String paths) {
    shell.addToClasspath(paths);
  }

  /** Stops the cell that runs; returns when it has stopped. */
  void stop() {
    runner.stop();
  }

  /**
   * Evaluates a whole cell.
   *
   * @param seconds how long it may run; 0 without limit
   * @param show turns the value of the last expression into what is shown; runs as part of the cell
   * @return what is shown; null if there is no value
   * @throws CellFailure if it does not compile, throws, or is stopped
   */
  DisplayData evaluate(Cell cell, double seconds, Function<Object, DisplayData> show)
      throws CellFailure {
    runner.begin(seconds);
    try {
      Object value = evaluate(cell);
      return value == null ? null : (DisplayData) runner.call(() -> show.apply(value));
    } catch (CellFailure e) {
      throw e;
    } catch (Exception | Error e) {
      failIfStopped();
      throw CellErrors.unexpected(e);
    } finally {
      runner.end();
    }
  }

  /**
   * Evaluates code within the cell that runs.
   *
   * @return the value of its last expression; null if there is none
   * @throws CellFailure if it does not compile, throws, or is stopped
   */
  Object evaluate(Cell cell) throws CellFailure {
    imports.named(cell.resolved());
    List<Piece> pieces = split(cell.resolved());
    for (Piece piece : pieces) {
      // A cell with an error of syntax does not run at all, rather than up to the error.
      if (!piece.complete() && isErroneous(piece)) {
        evaluate(piece, cell, new ArrayList<>());
      }
    }
    List<Snippet> declared = new ArrayList<>();
    Object value = null;
    for (Piece piece : pieces) {
      value = evaluate(piece, cell, declared);
    }
    String unresolved =
        declared.stream()
            .filter(snippet -> isRecoverable(shell.status(snippet)))
            .map(snippet -> errors.unresolved((DeclarationSnippet) snippet))
            .collect(Collectors.joining());
    if (!unresolved.isEmpty()) {
      System.err.print(unresolved);
    }
    return value;
  }

  private Object evaluate(Piece piece, Cell cell, List<Snippet> declared) throws CellFailure {
    failIfStopped();
    Object value = null;
    for (SnippetEvent event : shell.eval(piece.source())) {
      if (event.causeSnippet() != null) {
        continue;
      }
      Snippet snippet = event.snippet();
      errors.remember(snippet, cell, piece.offset());
      failIfStopped();
      if (event.status() == Status.REJECTED) {
        throw errors.compilation(snippet, piece.source());
      }
      if (event.exception() != null) {
        throw errors.thrown(event.exception(), runner.thrown());
      }
      if (isRecoverable(event.status())) {
        declared.add(snippet);
      }
      Object result = runner.take(event.value());
      value = isExpression(snippet) ? result : null;
    }
    return value;
  }

  private void failIfStopped() throws CellFailure {
    if (runner.stopped() != null) {
      throw errors.stopped(runner.stopped());
    }
  }

  private static boolean isExpression(Snippet snippet) {
    return snippet.kind() == Kind.EXPRESSION
        || snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
  }

  private static boolean isRecoverable(Status status) {
    return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
  }

  private boolean isErroneous(Piece piece) {
    return analysis.sourceToSnippets(piece.source()).stream()
        .anyMatch(snippet -> snippet.kind() == Kind.ERRONEOUS);
  }

  private List<Piece> split(String code) {
    List<Piece> pieces = new ArrayList<>();
    String rest = code;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      int offset = code.length() - rest.length();
      switch (info.completeness()) {
        case COMPLETE, COMPLETE_WITH_SEMI -> {
          pieces.add(new Piece(info.source(), offset, true));
          rest = info.remaining();
        }
        case EMPTY -> rest = "";
        default -> {
          pieces.add(new Piece(rest, offset, false));
          rest = "";
        }
      }
    }
    return pieces;
  }
}
