package org.serlab.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.serlab.SerlabException;

/**
 * Reads the options of an extractor, filling in defaults, and keeps them spelt out. Every fault is
 * one sentence.
 */
public final class Options {
  private final String kind;
  private final Map<String, Object> given;
  private final Map<String, Object> spelt = new LinkedHashMap<>();

  /**
   * @param kind of the extractor
   * @param version of its numbers; options that name another are refused
   * @param given options, perhaps read from JSON or YAML
   */
  public Options(String kind, int version, Map<String, Object> given) {
    this.kind = kind;
    this.given = given;
    spelt.put("kind", kind);
    int asked = integer("version", version, 0, Integer.MAX_VALUE);
    if (asked != version) {
      throw new SerlabException(
          "Features of kind %s have version %d here, not %d: compute them again with this version."
              .formatted(kind, version, asked));
    }
  }

  /** A whole number. */
  public int integer(String name, int usual, int least, int most) {
    double value = number(name, usual, least, most);
    if (value != Math.rint(value)) {
      throw wrong(name, value, "a whole number");
    }
    spelt.put(name, (int) value);
    return (int) value;
  }

  /** A number. */
  public double number(String name, double usual, double least, double most) {
    Object value = given.getOrDefault(name, usual);
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= least && number.doubleValue() <= most)) {
      throw wrong(name, value, "a number from %s to %s".formatted(plain(least), plain(most)));
    }
    spelt.put(name, number.doubleValue());
    return number.doubleValue();
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Yes or no. */
  public boolean flag(String name, boolean usual) {
    Object value = given.getOrDefault(name, usual);
    if (!(value instanceof Boolean flag)) {
      throw wrong(name, value, "true or false");
    }
    spelt.put(name, flag);
    return flag;
  }

  /** Any text. */
  public String text(String name, String usual) {
    Object value = given.getOrDefault(name, usual);
    if (!(value instanceof String text)) {
      throw wrong(name, value, "a text");
    }
    spelt.put(name, text);
    return text;
  }

  /** One of some words. */
  public String choice(String name, String usual, List<String> choices) {
    Object value = given.getOrDefault(name, usual);
    if (!choices.contains(value)) {
      throw wrong(name, value, "one of " + String.join(", ", choices));
    }
    spelt.put(name, value);
    return (String) value;
  }

  /** The name of a window, see {@link Window#of(String)}. */
  public Window window(String name, String usual) {
    Object value = given.getOrDefault(name, usual);
    Window window = Window.of(String.valueOf(value));
    spelt.put(name, value);
    return window;
  }

  /** An empty list, or a list of so many whole numbers, each at least 1. */
  public int[] integers(String name, List<Integer> usual, int count) {
    Object value = given.getOrDefault(name, usual);
    String expected = "a list of %d whole numbers above 0, or an empty list".formatted(count);
    if (!(value instanceof List<?> list) || (!list.isEmpty() && list.size() != count)) {
      throw wrong(name, value, expected);
    }
    List<Integer> integers = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Number number)
          || number.doubleValue() < 1
          || number.doubleValue() > 1 << 20
          || number.doubleValue() != number.intValue()) {
        throw wrong(name, value, expected);
      }
      integers.add(number.intValue());
    }
    spelt.put(name, List.copyOf(integers));
    return integers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** To be called when all options were asked for: refuses those that nobody asked for. */
  public Map<String, Object> spelt() {
    Set<String> unknown = new LinkedHashSet<>(given.keySet());
    unknown.removeAll(spelt.keySet());
    if (!unknown.isEmpty()) {
      throw new SerlabException(
          "Features of kind %s have no option %s; they have %s."
              .formatted(kind, unknown.iterator().next(), String.join(", ", spelt.keySet())));
    }
    return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(spelt));
  }

  /** The sentence for an option that does not fit another. */
  public SerlabException wrong(String name, Object value, String expected) {
    return new SerlabException(
        "Option %s of features of kind %s must be %s, not %s."
            .formatted(name, kind, expected, value));
  }
}
