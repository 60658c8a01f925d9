package org.serlab.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;

/** The cells of this session, for consoles that leaf through them. */
final class CellHistory implements HistoryManager {
  private final List<HistoryEntry> entries = new ArrayList<>();

  synchronized void add(int number, String code) {
    entries.add(new HistoryEntry(0, number, code, null));
  }

  @Override
  public synchronized List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
    return List.copyOf(entries.subList(Math.max(0, entries.size() - length), entries.size()));
  }

  @Override
  public synchronized List<HistoryEntry> lookupRange(
      int session, int start, int end, Set<ResultFlag> flags) {
    return entries.stream()
        .filter(entry -> entry.getCellNumber() >= start && entry.getCellNumber() < end)
        .toList();
  }

  @Override
  public synchronized List<HistoryEntry> search(String pattern, int length, Set<ResultFlag> flags) {
    String expression = pattern.replace("\\", "\\\\").replaceAll("[.^$+{}()|\\[\\]]", "\\\\$0");
    String glob = "(?s)" + expression.replace("*", ".*").replace("?", ".");
    List<HistoryEntry> found = new ArrayList<>();
    for (HistoryEntry entry : entries) {
      if (entry.getInput().matches(glob)) {
        if (flags.contains(ResultFlag.UNIQUE)) {
          found.removeIf(earlier -> earlier.getInput().equals(entry.getInput()));
        }
        found.add(entry);
      }
    }
    return List.copyOf(found.subList(Math.max(0, found.size() - length), found.size()));
  }
}
