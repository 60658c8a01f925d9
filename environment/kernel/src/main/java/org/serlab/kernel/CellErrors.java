package org.serlab.kernel;

import java.util.ArrayList;
import java.util.Arrays;
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
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.UnresolvedReferenceException;
import org.serlab.SerlabException;

/** Says what went wrong in a cell, with the offending lines of this and of earlier cells. */
final class CellErrors {
  private static final String RED = "\u001b[31m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final Map<String, Place> places = new HashMap<>();

  /** Where a snippet begins. */
  private record Place(Snippet snippet, Cell cell, int offset) {
    /** Line of the cell, from 1, at this position of the snippet. */
    int line(int position) {
      return cell.line(offset + position);
    }
  }

  CellErrors(JShell shell, SourceCodeAnalysis analysis) {
    this.shell = shell;
    this.analysis = analysis;
  }

  /** Remembers where a snippet comes from. */
  void remember(Snippet snippet, Cell cell, int offset) {
    if (snippet.id() != null) {
      places.put(snippet.id(), new Place(snippet, cell, offset));
    }
  }

  /** The cell was stopped. */
  CellFailure stopped(CellRunner.Stop stop) {
    return new CellFailure(stop.name(), stop.words(), List.of(RED + stop.words() + PLAIN));
  }

  /** A value that cannot be shown, or a fault of the kernel. */
  static CellFailure unexpected(Throwable e) {
    String name = e.getClass().getSimpleName();
    if (e instanceof SerlabException) {
      return new CellFailure(name, e.getMessage(), List.of(RED + e.getMessage() + PLAIN));
    }
    List<String> lines = new ArrayList<>(List.of(RED + "Cannot be shown: " + e + PLAIN));
    Arrays.stream(e.getStackTrace()).limit(5).forEach(frame -> lines.add("    at " + frame));
    return new CellFailure(name, String.valueOf(e.getMessage()), lines);
  }

  /** A snippet that does not compile: each fault with its line and a mark below it. */
  CellFailure compilation(Snippet snippet, String source) {
    Place place = places.get(snippet.id());
    List<String> lines = new ArrayList<>();
    String message = null;
    for (Diag fault : shell.diagnostics(snippet).filter(Diag::isError).toList()) {
      String words = words(fault);
      message = message == null ? words : message;
      int position = (int) Math.max(0, Math.min(fault.getPosition(), source.length()));
      int line = place.line(position);
      lines.add(
          RED
              + "Does not compile: "
              + PLAIN
              + place.cell().label()
              + ", line "
              + line
              + ": "
              + words);
      lines.add("    " + place.cell().text(line));
      if (place.cell().isPlain(line)) {
        lines.add("    " + mark(source, position, fault));
      }
    }
    if (message == null) {
      message = "this is not complete";
      lines.add(RED + "Does not compile: " + PLAIN + message);
      lines.add("    " + source.strip());
    }
    return new CellFailure("CompilationError", message, lines);
  }

  /** The compiler's words, without the class into which JShell puts a snippet. */
  private static String words(Diag fault) {
    return fault
        .getMessage(Locale.UK)
        .strip()
        .replaceAll("\\s+symbol: +", ": ")
        .replaceAll("\\s+location: class *(?=\\n|$)", "");
  }

  /** What goes below the line at a position, to mark the fault in it. */
  private static String mark(String source, int position, Diag fault) {
    int lineStart = source.lastIndexOf('\n', position - 1) + 1;
    int lineEnd = source.indexOf('\n', position);
    lineEnd = lineEnd < 0 ? source.length() : lineEnd;
    int from = Math.max(lineStart, Math.min((int) fault.getStartPosition(), position));
    int to = Math.max(from + 1, Math.min((int) fault.getEndPosition(), lineEnd));
    String before = source.substring(lineStart, Math.min(from, source.length()));
    return before.replaceAll("[^\t]", " ") + RED + "^".repeat(to - from) + PLAIN;
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
      lines.addAll(frames(unresolved, thrown, false));
      return new CellFailure("UnresolvedReference", message, lines);
    }
    List<String> lines = new ArrayList<>();
    String name = null;
    String message = null;
    Throwable original = thrown;
    for (Throwable link = translated; link != null; link = link.getCause()) {
      if (original instanceof CellFailure inner) {
        lines.addAll(inner.lines);
        return new CellFailure(inner.name, inner.getMessage(), lines);
      }
      if (!isMagicWrapper(link)) {
        boolean own =
            original instanceof SerlabException || original instanceof ExitGuard.SystemExit;
        String kind =
            unwrapped(
                link instanceof EvalException e
                    ? e.getExceptionClassName()
                    : link.getClass().getName());
        String words = link.getMessage() == null ? "" : unwrapped(link.getMessage());
        String said = own ? words : words.isEmpty() ? kind : kind + ": " + words;
        lines.add((name == null ? "" : "caused by ") + RED + said + PLAIN);
        lines.addAll(frames(link, original, !own));
        if (name == null) {
          name = kind.substring(Math.max(kind.lastIndexOf('.'), kind.lastIndexOf('$')) + 1);
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

  /** A text without the classes into which JShell puts what cells declare. */
  private static String unwrapped(String text) {
    return text.replaceAll("REPL\\.\\$JShell\\$\\w+\\$", "");
  }

  /** The base wraps what a magic throws; that adds nothing. */
  private static boolean isMagicWrapper(Throwable e) {
    return e.getCause() != null
        && e.getMessage() != null
        && e.getMessage().startsWith("Exception occurred while running ");
  }

  /**
   * The frames in cells; before them, if asked for, the one in a library that threw.
   *
   * @param translated JShell's view, whose files name snippets
   * @param original the exception itself, whose lines are those of the wrapped snippets; or null
   */
  private List<String> frames(Throwable translated, Throwable original, boolean origin) {
    List<String> lines = new ArrayList<>();
    StackTraceElement[] trace = translated.getStackTrace();
    String last = "";
    int repeated = 0;
    for (int i = 0; i < trace.length; i++) {
      String line =
          line(trace[i], original == null ? -1 : original.getStackTrace()[i].getLineNumber());
      if (line == null && origin && i == 0) {
        line = "    at " + trace[i];
      }
      if (line == null) {
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

  /** A frame in a cell; null for any other. */
  private String line(StackTraceElement frame, int wrappedLine) {
    String file = frame.getFileName();
    Place place = file == null || !file.startsWith("#") ? null : places.get(file.substring(1));
    if (place == null) {
      return null;
    }
    int line = place.line(position(place, wrappedLine));
    String method = frame.getMethodName().replaceFirst("^lambda\\$.*", "lambda");
    return "    %s, line %d%s:  %s%s%s"
        .formatted(
            place.cell().label(),
            line,
            method.isEmpty() ? "" : " (" + method + ")",
            BOLD,
            place.cell().text(line).strip(),
            PLAIN);
  }

  /**
   * JShell compiles a snippet within a class. Finds the position in the snippet from a line of that
   * class: that of the first character from there on that comes from the snippet.
   */
  private int position(Place place, int wrappedLine) {
    SnippetWrapper wrapper = analysis.wrapper(place.snippet());
    String wrapped = wrapper.wrapped();
    int start = 0;
    for (int line = 1; line < wrappedLine; line++) {
      start = wrapped.indexOf('\n', start) + 1;
    }
    for (int i = start; i < wrapped.length(); i++) {
      int position = wrapper.wrappedToSourcePosition(i);
      if (!Character.isWhitespace(wrapped.charAt(i))
          && wrapper.sourceToWrappedPosition(position) == i) {
        return position;
      }
    }
    String source = place.snippet().source();
    return source.length() - source.stripLeading().length();
  }

  /** That a declaration cannot be used yet, and what it lacks. */
  String unresolved(DeclarationSnippet snippet) {
    String what =
        snippet instanceof MethodSnippet method
            ? method.name() + "(" + method.parameterTypes() + ")"
            : snippet.name();
    String missing = shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    String faults =
        shell
            .diagnostics(snippet)
            .filter(Diag::isError)
            .map(CellErrors::words)
            .distinct()
            .collect(Collectors.joining("; "));
    return "%s cannot be used yet: %s%n"
        .formatted(what, missing.isEmpty() ? faults : "there is no " + missing);
  }
}
