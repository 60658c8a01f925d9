package org.serlab.kernel;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** What a front end asks while a person types: completion, inspection, whether code is whole. */
final class CodeHelp {
  private static final Pattern MAGIC = Pattern.compile("(?m)^[ \\t]*(%%?)(\\w*)\\z");
  private static final Pattern IDENTIFIER = Pattern.compile("\\G\\w*");

  private final Evaluator evaluator;
  private final MagicsRegistry magics;

  CodeHelp(Evaluator evaluator, MagicsRegistry magics) {
    this.evaluator = evaluator;
    this.magics = magics;
  }

  /** How the code before the cursor can go on. */
  ReplacementOptions complete(String code, int cursor) {
    Matcher magic = MAGIC.matcher(code.substring(0, cursor));
    if (magic.find()) {
      boolean cell = magic.group(1).length() == 2;
      SortedSet<String> names =
          new TreeSet<>(cell ? magics.getCellMagicNames() : magics.getLineMagicNames());
      names.removeIf(name -> !name.startsWith(magic.group(2)));
      return new ReplacementOptions(List.copyOf(names), magic.start(2), cursor);
    }
    int begin = lastPiece(code, cursor);
    ReplacementOptions whole = suggestions(code, cursor, 0);
    return whole.getReplacements().isEmpty() && begin > 0
        ? suggestions(code.substring(begin), cursor - begin, begin)
        : whole;
  }

  private ReplacementOptions suggestions(String code, int cursor, int offset) {
    int[] anchor = {cursor};
    List<Suggestion> found = evaluator.analysis().completionSuggestions(code, cursor, anchor);
    List<String> words =
        Stream.concat(
                found.stream().filter(Suggestion::matchesType),
                found.stream().filter(suggestion -> !suggestion.matchesType()))
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new ReplacementOptions(words, anchor[0] + offset, cursor + offset);
  }

  /** Where the last piece before the cursor begins: the pieces before it are whole. */
  private int lastPiece(String code, int cursor) {
    String rest = code.substring(0, cursor);
    while (true) {
      CompletionInfo info = evaluator.analysis().analyzeCompletion(rest);
      if (!info.completeness().isComplete() || info.remaining().isBlank()) {
        return cursor - rest.length();
      }
      rest = info.remaining();
    }
  }

  /** What is known of the name at the cursor: signatures, and documentation where there is any. */
  DisplayData inspect(String code, int cursor) {
    Matcher identifier = IDENTIFIER.matcher(code);
    int end = identifier.find(cursor) ? identifier.end() : cursor;
    String before = code.substring(lastPiece(code, end), end);
    List<Documentation> found = evaluator.analysis().documentation(before, before.length(), true);
    if (found.isEmpty()) {
      // A method is documented only from its bracket on.
      found = evaluator.analysis().documentation(before + "(", before.length() + 1, true);
    }
    if (found.isEmpty()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (Documentation one : found) {
      text.append(one.signature()).append('\n');
      if (one.javadoc() != null && !one.javadoc().isBlank()) {
        text.append(plain(one.javadoc()).indent(4)).append('\n');
      }
    }
    return new DisplayData(text.toString().strip());
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
        .replaceAll("</?[a-zA-Z][^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }

  /** Whether code is whole, in the base's words; for code to go on, the indent of its next line. */
  String isComplete(String code) {
    String rest = code;
    while (!rest.isBlank()) {
      CompletionInfo info = evaluator.analysis().analyzeCompletion(rest);
      Completeness completeness = info.completeness();
      if (completeness == Completeness.UNKNOWN) {
        return BaseKernel.IS_COMPLETE_BAD;
      }
      if (!completeness.isComplete() && completeness != Completeness.EMPTY) {
        return indent(code);
      }
      rest = info.remaining();
    }
    return BaseKernel.IS_COMPLETE_YES;
  }

  private static String indent(String code) {
    String last = code.substring(code.lastIndexOf('\n') + 1);
    String same = last.substring(0, last.length() - last.stripLeading().length());
    return last.stripTrailing().toLowerCase(Locale.ROOT).endsWith("{") ? same + "  " : same;
  }
}
