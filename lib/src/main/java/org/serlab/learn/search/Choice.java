package org.serlab.learn.search;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One of some values, each as likely as the others before anything has been tried.
 *
 * @param name of the hyper-parameter
 * @param options strings, booleans or numbers; at least two, all different
 */
public record Choice(String name, List<Object> options) implements Dimension {
  /** Checks and copies the options; whole numbers become {@code Long}, others {@code Double}. */
  public Choice {
    options = options.stream().map(Choice::plain).toList();
    if (options.stream().distinct().count() != options.size() || options.size() < 2) {
      throw new IllegalArgumentException(name + " needs at least two options, all different");
    }
  }

  /** Some values of any kind. */
  public static Choice of(String name, Object... options) {
    return new Choice(name, List.of(options));
  }

  private static Object plain(Object option) {
    if (option instanceof Integer number) {
      return number.longValue();
    }
    return option instanceof Float number ? (Object) number.doubleValue() : option;
  }

  /** Number of an option; -1 if it is none. */
  int place(Object value) {
    for (int i = 0; i < options.size(); i++) {
      Object option = options.get(i);
      boolean equal =
          option instanceof Number a && value instanceof Number b
              ? a.doubleValue() == b.doubleValue()
              : option.equals(value);
      if (equal) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Object draw(Random random) {
    return options.get(random.nextInt(options.size()));
  }

  @Override
  public boolean holds(Object value) {
    return place(value) >= 0;
  }

  @Override
  public Map<String, Object> description() {
    return Map.of("options", options);
  }
}
