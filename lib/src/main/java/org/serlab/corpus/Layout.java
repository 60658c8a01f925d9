package org.serlab.corpus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the fields of an utterance are read from a corpus's folder: from the paths of the recordings,
 * from tables beside them, or both.
 *
 * @param pattern over the end of a recording's path below the folder, with {@code /} and without
 *     its ending; its named groups are fields. Empty if a table alone lists the recordings
 * @param id how an utterance's id is put together, with fields in braces; empty for the part of the
 *     path that the pattern covers
 * @param tables files with further fields
 * @param derive fields computed from others where neither path nor table gives them, in order
 * @param codes per field what its codes mean
 */
public record Layout(
    Optional<Pattern> pattern,
    String id,
    List<Table> tables,
    Map<String, Derivation> derive,
    Map<String, Map<String, String>> codes) {

  static final Layout NONE = new Layout(Optional.empty(), "", List.of(), Map.of(), Map.of());

  /** The group that holds all that the manifest's pattern covers. */
  static final String WHOLE = "whole";

  /**
   * Path patterns are matched at the end of a path, so that a corpus unpacked one folder deeper is
   * found as well. The leading part is reluctant: an optional folder of the pattern is part of it.
   */
  static Pattern atEndOfPath(String pattern) {
    return Pattern.compile("(?:.*?/)??(?<" + WHOLE + ">" + pattern + ")");
  }

  /**
   * A table beside the recordings.
   *
   * @param file over the end of the table's path below the folder
   * @param key the field that connects a row with its utterances: {@code file} (path or name of the
   *     recording, with or without ending) or any other field
   * @param columns field to column: a name of the header, or a number from 1; empty if every column
   *     of the header is a field
   * @param header whether the first row names the columns
   * @param separator one character
   * @param line instead of columns: a pattern over a line whose named groups are fields
   */
  public record Table(
      Pattern file,
      String key,
      Map<String, String> columns,
      boolean header,
      char separator,
      Optional<Pattern> line) {}

  /**
   * A computed field.
   *
   * @param from the field it is computed from
   * @param cycle if positive: the value is a number n, the result (n - 1) mod cycle + 1
   * @param ranges if not empty: the value is a number, the result the name of the range it is in
   */
  public record Derivation(String from, int cycle, Map<String, int[]> ranges) {}
}
