package org.serlab.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.serlab.SerlabException;

/**
 * Settings by name, as conditions and records hold them, read with their types. Numbers may come
 * from JSON, where 25 and 25.0 are the same.
 *
 * @param values strings, booleans, numbers and lists of them
 */
public record HyperParameters(Map<String, Object> values) {
  /** Copies the map. */
  public HyperParameters {
    values = new LinkedHashMap<>(values);
  }

  /**
   * Spells every setting out, so that equal settings are equal maps: a whole-number default makes
   * the value a {@code Long}, another number a {@code Double}.
   *
   * @param given settings that differ from the defaults
   * @param defaults every setting there is, in the order to be shown
   * @return a new map in the defaults' order
   * @throws SerlabException if a setting is unknown or of another type than its default
   */
  public static Map<String, Object> complete(
      Map<String, Object> given, Map<String, Object> defaults) {
    for (String key : given.keySet()) {
      if (!defaults.containsKey(key)) {
        throw new SerlabException(
            "There is no hyper-parameter "
                + key
                + " here: known are "
                + String.join(", ", new TreeSet<>(defaults.keySet()))
                + ".");
      }
    }
    Map<String, Object> complete = new LinkedHashMap<>();
    defaults.forEach(
        (key, usual) -> complete.put(key, coerce(key, given.getOrDefault(key, usual), usual)));
    return complete;
  }

  private static Object coerce(String key, Object value, Object usual) {
    if (usual instanceof List<?> list && value instanceof List<?> values) {
      List<Object> coerced = new ArrayList<>();
      for (Object element : values) {
        coerced.add(list.isEmpty() ? element : coerce(key, element, list.get(0)));
      }
      return List.copyOf(coerced);
    }
    if (usual instanceof Number && value instanceof Number number) {
      boolean whole = usual instanceof Long || usual instanceof Integer;
      if (whole && number.doubleValue() == Math.rint(number.doubleValue())) {
        return number.longValue();
      } else if (!whole) {
        return number.doubleValue();
      }
    } else if (usual instanceof Boolean && value instanceof Boolean
        || usual instanceof String && value instanceof String) {
      return value;
    }
    throw wrong(key, value, "a value like " + usual);
  }

  /** A whole number of at least 1. */
  public int count(String key) {
    int value = whole(key);
    if (value < 1) {
      throw wrong(key, value, "at least 1");
    }
    return value;
  }

  /** A whole number. */
  public int whole(String key) {
    if (get(key) instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())) {
      return Math.toIntExact(number.longValue());
    }
    throw wrong(key, get(key), "a whole number");
  }

  /** A number. */
  public double number(String key) {
    if (get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(key, get(key), "a number");
  }

  /** A number of at least 0 and at most some bound. */
  public double number(String key, double most) {
    double value = number(key);
    if (!(value >= 0 && value <= most)) {
      throw wrong(key, value, "between 0 and " + most);
    }
    return value;
  }

  /** A number above 0 and at most some bound. */
  public double positive(String key, double most) {
    double value = number(key);
    if (!(value > 0 && value <= most)) {
      throw wrong(key, value, "above 0 and at most " + most);
    }
    return value;
  }

  /** A word. */
  public String text(String key) {
    if (get(key) instanceof String text) {
      return text;
    }
    throw wrong(key, get(key), "a word");
  }

  /** True or false. */
  public boolean flag(String key) {
    if (get(key) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, get(key), "true or false");
  }

  /** Whole numbers in a list. */
  public List<Integer> counts(String key) {
    if (get(key) instanceof List<?> list) {
      List<Integer> counts = new ArrayList<>();
      for (Object element : list) {
        counts.add(new HyperParameters(Map.of(key, element)).count(key));
      }
      return List.copyOf(counts);
    }
    throw wrong(key, get(key), "a list of whole numbers");
  }

  private Object get(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new SerlabException("The hyper-parameter " + key + " is missing.");
    }
    return value;
  }

  private static SerlabException wrong(String key, Object value, String wanted) {
    return new SerlabException(
        "The hyper-parameter " + key + " is " + value + " but should be " + wanted + ".");
  }
}
