package org.serlab.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.serlab.SerlabException;

/** Says what went wrong in a cell, with the offending lines of this and of earlier cells. */
final class CellErrors {
  private static final String RED = "\u001b[31m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private final JShell shell;
  private final Map<String, Place> places = new HashMap<>();

  /** A cell: how errors name it, and its code. */
  record Cell(String label, String code) {}

  /** Where a snippet begins. */
  private record Place(Cell cell, int offset) {
    /** Line of the cell, from 1, at this position of the snippet. */
    int line(int position) {
      int end = Math.min(cell.code().length(), offset + position);
      return (int) cell.code().substring(0, end).chars().filter(c -> c == '\n').count() + 1;
    }

    String text(int line) {
      String[] lines = cell.code().split("\n", -1);
      return line >= 1 && line <= lines.length ? lines[line - 1] : "";
    }
  }

  CellErrors(JShell shell) {
    this.shell = shell;
  }

  /** Remembers where a snippet comes from. */
  void remember(Snippet snippet, Cell cell, int offset) {
    if (snippet.id() != null) {
      places.put(snippet.id(), new Place(cell, offset));
    }
  }

  /** The cell was stopped. */
  CellFailure stopped(String reason) {
    return new CellFailure(reason.replace(".", ""), reason, List.of(RED + reason + PLAIN));
  }

  /** A snippet that does not compile: each fault with its line and a mark below it. */
  CellFailure compilation(Snippet snippet, String source) {
    Place place = places.get(snippet.id());
    List<String> lines = new ArrayList<>();
    String message = null;
    for (Diag fault : shell.diagnostics(snippet).filter(Diag::isError).toList()) {
      String words = fault.getMessage(Locale.UK).strip();
      message = message == null ? words : message;
      int position = (int) Math.max(0, Math.min(fault.getPosition(), source.length()));
      int line = place.line(position);
      lines.add(
          "%s%s%s %s, line %d: %s"
              .formatted(RED, "Does not compile:", PLAIN, place.cell().label(), line, words));
      lines.addAll(
          marked(source, (int) fault.getStartPosition(), position, (int) fault.getEndPosition()));
    }
    if (message == null) {
      message = "this is not complete";
      lines.add(RED + "Does not compile: " + PLAIN + message);
      lines.add("    " + source.strip());
    }
    return new CellFailure("CompilationError", message, lines);
  }

  /** The line at a position, and below it a mark from the fault's start to its end. */
  private static List<String> marked(String source, int start, int position, int end) {
    int lineStart = source.lastIndexOf('\n', Math.max(0, position - 1)) + 1;
    int lineEnd = source.indexOf('\n', position);
    lineEnd = lineEnd < 0 ? source.length() : lineEnd;
    int from = Math.max(lineStart, Math.min(start, position));
    int to = Math.max(from + 1, Math.min(end, lineEnd));
    String before = source.substring(lineStart, Math.min(from, source.length()));
    return List.of(
        "    " + source.substring(lineStart, lineEnd),
        "    " + before.replaceAll("[^\t]", " ") + RED + "^".repeat(to - from) + PLAIN);
  }

  /**
   * What a snippet threw: the whole chain of causes, each with the lines of cells it passed.
   *
   * @param translated JShell's view, whose frames name snippets
   * @param thrown the exception itself; null if JShell made it
   */
  CellFailure thrown(Exception translated, Throwable thrown) {
    if (translated instanceof UnresolvedReferenceException unresolved) {
      DeclarationSnippet snippet = unresolved.getSnippet();
      String message = unresolved(snippet).strip();
      List<String> lines = new ArrayList<>(List.of(RED + message + PLAIN));
      lines.addAll(frames(unresolved.getStackTrace(), false));
      return new CellFailure("UnresolvedReference", message, lines);
    }
    List<String> lines = new ArrayList<>();
    String name = null;
    String message = null;
    Throwable original = thrown;
    for (Throwable link = translated; link != null; link = link.getCause()) {
      boolean own =
          original instanceof SerlabException || original instanceof ExitGuard.ExitAttempt;
      boolean wrapper = isMagicWrapper(link) && link.getCause() != null;
      if (!wrapper) {
        String kind =
            link instanceof EvalException e ? e.getExceptionClassName() : link.getClass().getName();
        String words = link.getMessage() == null ? "" : link.getMessage();
        String said = own ? words : words.isEmpty() ? kind : kind + ": " + words;
        lines.add((name == null ? "" : "caused by ") + RED + said + PLAIN);
        lines.addAll(frames(link.getStackTrace(), !own));
        if (name == null) {
          name = kind.substring(kind.lastIndexOf('.') + 1);
          message = words;
        }
        if (own) {
          break;
        }
      }
      original = original == null ? null : original.getCause();
    }
    return new CellFailure(name, message, lines);
  }

  private static boolean isMagicWrapper(Throwable e) {
    return e.getMessage() != null && e.getMessage().startsWith("Exception occurred while running ");
  }

  /** The frames in cells; before them, if asked for, the one in a library that threw. */
  private List<String> frames(StackTraceElement[] trace, boolean origin) {
    List<String> lines = new ArrayList<>();
    String last = "";
    int repeated = 0;
    for (int i = 0; i < trace.length; i++) {
      StackTraceElement frame = trace[i];
      String file = frame.getFileName();
      Place place = file != null && file.startsWith("#") ? places.get(file.substring(1)) : null;
      String line;
      if (place != null) {
        int inCell = place.line(0) + frame.getLineNumber() - 1;
        String method = frame.getMethodName().isEmpty() ? "" : " (" + frame.getMethodName() + ")";
        line =
            "    %s, line %d%s:  %s%s%s"
                .formatted(
                    place.cell().label(), inCell, method, BOLD, place.text(inCell).strip(), PLAIN);
      } else if (origin && i == 0) {
        line = "    at " + frame;
      } else {
        continue;
      }
      if (line.equals(last)) {
        repeated++;
        continue;
      }
      if (repeated > 0) {
        lines.add("    ... " + repeated + " times more");
        repeated = 0;
      }
      lines.add(line);
      last = line;
    }
    if (repeated > 0) {
      lines.add("    ... " + repeated + " times more");
    }
    return lines;
  }

  /** That a declaration cannot be used yet, and what it lacks. */
  String unresolved(DeclarationSnippet snippet) {
    String what =
        snippet instanceof MethodSnippet method
            ? "Method " + method.name() + "(" + method.parameterTypes() + ")"
            : snippet instanceof TypeDeclSnippet type
                ? "Type " + type.name()
                : snippet instanceof VarSnippet variable
                    ? "Variable " + variable.name()
                    : "Declaration " + snippet.name();
    String missing = shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    String faults =
        shell
            .diagnostics(snippet)
            .filter(Diag::isError)
            .map(fault -> fault.getMessage(Locale.UK).strip().lines().findFirst().orElse(""))
            .distinct()
            .collect(Collectors.joining("; "));
    return "%s cannot be used until this is mended: %s%n"
        .formatted(what, missing.isEmpty() ? faults : "there is no " + missing);
  }
}
