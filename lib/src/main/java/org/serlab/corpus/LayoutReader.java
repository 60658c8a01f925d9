package org.serlab.corpus;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the fields of an utterance as its corpus's layout says. */
final class LayoutReader {
  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
  private static final Pattern BRACES = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)\\}");

  private final Layout layout;
  private final Set<String> groups = new LinkedHashSet<>();

  LayoutReader(Layout layout) {
    this.layout = layout;
    layout.pattern().ifPresent(pattern -> groups.addAll(groups(pattern)));
    groups.remove(Layout.WHOLE);
  }

  /** Names of the groups of a pattern; Java tells them only from version 20 on. */
  static Set<String> groups(Pattern pattern) {
    Set<String> names = new LinkedHashSet<>();
    for (Matcher matcher = GROUP.matcher(pattern.pattern()); matcher.find(); ) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /**
   * @param path of a recording below the corpus's folder, without its ending
   * @param tables what the tables beside the recordings hold
   * @return its fields, with {@code id} among them; empty if the layout does not cover it
   */
  Optional<Map<String, String>> read(String path, List<FieldTable> tables) {
    Map<String, String> fields = new LinkedHashMap<>();
    String id = path;
    if (layout.pattern().isPresent()) {
      Matcher matcher = layout.pattern().get().matcher(path);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      id = matcher.group(Layout.WHOLE);
      for (String group : groups) {
        if (matcher.group(group) != null) {
          fields.put(group, matcher.group(group));
        }
      }
    }
    boolean listed = false;
    for (FieldTable table : tables) {
      Optional<Map<String, String>> row = table.row(path, fields);
      listed |= row.isPresent() && table.listsRecordings();
      row.orElse(Map.of()).forEach(fields::putIfAbsent);
    }
    if (layout.pattern().isEmpty() && !listed) {
      return Optional.empty();
    }
    layout.derive().forEach((field, how) -> derive(fields, field, how));
    fields.put("id", layout.id().isEmpty() ? id : fill(layout.id(), fields));
    layout
        .codes()
        .forEach(
            (field, codes) -> fields.computeIfPresent(field, (f, v) -> codes.getOrDefault(v, v)));
    return Optional.of(fields);
  }

  private static void derive(Map<String, String> fields, String field, Layout.Derivation how) {
    String source = fields.get(how.from());
    if (source == null || fields.containsKey(field)) {
      return;
    }
    if (how.cycle() == 0 && how.ranges().isEmpty()) {
      fields.put(field, source);
      return;
    }
    if (!source.matches("[0-9]{1,9}")) {
      return;
    }
    int number = Integer.parseInt(source);
    if (how.cycle() > 0) {
      number = Math.floorMod(number - 1, how.cycle()) + 1;
      fields.put(field, String.valueOf(number));
    }
    for (Map.Entry<String, int[]> range : how.ranges().entrySet()) {
      if (number >= range.getValue()[0] && number <= range.getValue()[1]) {
        fields.put(field, range.getKey());
      }
    }
  }

  private static String fill(String template, Map<String, String> fields) {
    return BRACES
        .matcher(template)
        .replaceAll(group -> Matcher.quoteReplacement(fields.getOrDefault(group.group(1), "")));
  }
}
