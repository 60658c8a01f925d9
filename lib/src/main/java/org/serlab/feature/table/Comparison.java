package org.serlab.feature.table;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.feature.opensmile.Agreement;

/**
 * Compares rows with another tool's table of the same features, such as openSMILE's. Recordings are
 * found by their names without folder and ending, rows of a recording by their order, columns by
 * their names.
 */
public final class Comparison {
  /** What openSMILE calls a recording whose name it was not told. */
  private static final String UNKNOWN = "unknown";

  private static final int WORST = 10;

  private final Path file;
  private final TableHead ours;
  private final int[] ourColumns;
  private final int[] theirColumns;
  private final Agreement agreement;
  private final Map<String, Queue<FeatureRow>> theirs = new LinkedHashMap<>();
  private final boolean nameless;
  private final List<String> onlyHere = new ArrayList<>();
  private long moreRowsHere;

  /**
   * @param file the other tool's table, see {@link FeatureTable#read}
   * @param ours columns of the rows that are to be compared
   * @param recordings number of recordings that are to be compared
   * @throws SerlabException if it cannot be read, has none of the columns, or names no recordings
   *     though there are several
   */
  public Comparison(Path file, TableHead ours, int recordings) {
    this.file = file;
    this.ours = ours;
    FeatureTable table = FeatureTable.read(file);
    List<String> theirNames = table.head().names();
    List<String> common = ours.names().stream().filter(theirNames::contains).toList();
    if (common.isEmpty()) {
      throw new SerlabException(
          "%s has none of the features asked for; its columns are %s."
              .formatted(file, theirNames.stream().limit(5).collect(Collectors.joining(", "))));
    }
    ourColumns = common.stream().mapToInt(ours.names()::indexOf).toArray();
    theirColumns = common.stream().mapToInt(theirNames::indexOf).toArray();
    agreement = new Agreement(common);
    for (FeatureRow row : table.rows()) {
      theirs.computeIfAbsent(stem(row.file()), name -> new ArrayDeque<>()).add(row);
    }
    nameless = List.of("", UNKNOWN).containsAll(theirs.keySet());
    if (nameless && recordings > 1) {
      throw new SerlabException(
          "%s does not name its recordings: compare one recording, or give openSMILE their names"
                  .formatted(file)
              + " by its option -instname.");
    }
  }

  private static String stem(String name) {
    return name.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
  }

  /**
   * @param row the next row of ours
   */
  public void add(FeatureRow row) {
    Queue<FeatureRow> rows =
        nameless ? theirs.values().stream().findFirst().orElse(null) : theirs.get(stem(row.file()));
    if (rows == null) {
      if (onlyHere.isEmpty() || !onlyHere.get(onlyHere.size() - 1).equals(row.file())) {
        onlyHere.add(row.file());
      }
      return;
    }
    FeatureRow other = rows.poll();
    if (other == null) {
      moreRowsHere++;
      return;
    }
    float[] actual = new float[ourColumns.length];
    float[] expected = new float[ourColumns.length];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = row.values()[ourColumns[i]];
      expected[i] = other.values()[theirColumns[i]];
    }
    agreement.add(actual, expected);
  }

  /** How far the rows agree. */
  public Agreement agreement() {
    return agreement;
  }

  /** The table of agreement, and what could not be compared. */
  public String report() {
    List<String> lines = new ArrayList<>();
    if (agreement.rows() == 0) {
      lines.add("No row of " + file + " has the name of a recording here.");
    } else {
      lines.add(file + ": " + agreement);
      lines.addAll(agreement.table(WORST));
    }
    note(lines, "Features that it has not", ours.names().size() - ourColumns.length, missing());
    note(lines, "Recordings that it has not", onlyHere.size(), onlyHere);
    note(lines, "Rows more than it has of their recordings", moreRowsHere, List.of());
    long more = theirs.values().stream().mapToLong(Queue::size).sum();
    note(lines, "Rows of it without a counterpart", more, names());
    return String.join("\n", lines);
  }

  private static void note(List<String> lines, String what, long count, List<String> names) {
    if (count > 0) {
      String some = names.stream().limit(5).collect(Collectors.joining(", "));
      String rest = names.size() > 5 ? ", ..." : "";
      lines.add(what + ": " + count + (some.isEmpty() ? "" : " (" + some + rest + ")"));
    }
  }

  private List<String> missing() {
    return ours.names().stream().filter(name -> !agreement.names().contains(name)).toList();
  }

  private List<String> names() {
    return theirs.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }
}
