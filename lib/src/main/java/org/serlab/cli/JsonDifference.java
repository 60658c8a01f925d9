package org.serlab.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where two JSON values differ. */
final class JsonDifference {
  private JsonDifference() {}

  /**
   * The first difference with its path, such as "data.rows[3][1]: expected 70.1, found 71.1". How a
   * number is written does not matter.
   */
  static Optional<String> first(JsonElement expected, JsonElement found) {
    return first("", expected, found);
  }

  private static Optional<String> first(String path, JsonElement expected, JsonElement found) {
    if (expected instanceof JsonObject one && found instanceof JsonObject other) {
      Set<String> names = new TreeSet<>(one.keySet());
      names.addAll(other.keySet());
      for (String name : names) {
        String inner = path.isEmpty() ? name : path + "." + name;
        Optional<String> difference = first(inner, member(one, name), member(other, name));
        if (difference.isPresent()) {
          return difference;
        }
      }
      return Optional.empty();
    }
    if (expected instanceof JsonArray one && found instanceof JsonArray other) {
      for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
        Optional<String> difference = first(path + "[" + i + "]", one.get(i), other.get(i));
        if (difference.isPresent()) {
          return difference;
        }
      }
      return one.size() == other.size()
          ? Optional.empty()
          : Optional.of(
              "%s: expected %d entries, found %d".formatted(path, one.size(), other.size()));
    }
    return same(expected, found)
        ? Optional.empty()
        : Optional.of(path + ": " + TextDifference.of(expected.toString(), found.toString()));
  }

  private static JsonElement member(JsonObject object, String name) {
    return object.has(name) ? object.get(name) : JsonNull.INSTANCE;
  }

  private static boolean same(JsonElement one, JsonElement other) {
    if (one instanceof JsonPrimitive a
        && other instanceof JsonPrimitive b
        && a.isNumber()
        && b.isNumber()) {
      return a.getAsDouble() == b.getAsDouble();
    }
    return one.equals(other);
  }
}
