package org.serlab.trial;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.reflect.TypeToken;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.serlab.Sha256;

/**
 * JSON values as Java sees them: strings, booleans, {@code Long}, {@code Double}, lists, and maps
 * ordered by key. In this form a value is equal to itself after writing and reading.
 */
final class Json {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  static final Type MAP = new TypeToken<Map<String, Object>>() {}.getType();

  private Json() {}

  /** The map in the form above, unmodifiable. */
  static Map<String, Object> map(Map<String, ?> map) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put(name, value(name, value)));
    return Collections.unmodifiableMap(sorted);
  }

  private static Object value(String name, Object value) {
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(name, number);
    }
    if (value instanceof Map<?, ?> map) {
      TreeMap<String, Object> sorted = new TreeMap<>();
      map.forEach((key, inner) -> sorted.put(String.valueOf(key), value(name + "." + key, inner)));
      return Collections.unmodifiableMap(sorted);
    }
    if (value instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(inner -> values.add(value(name, inner)));
      return Collections.unmodifiableList(values);
    }
    throw new IllegalArgumentException(name + " is no JSON value: " + value);
  }

  private static Number number(String name, Number number) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return number.longValue();
    }
    // by way of text, so that 0.1f becomes 0.1
    double value = Double.parseDouble(number.toString());
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is no JSON value: " + number);
    }
    return value;
  }

  /** A JSON tree as Java values in the form above; {@code null} members are left out. */
  static Object value(JsonElement element) {
    if (element.isJsonObject()) {
      TreeMap<String, Object> map = new TreeMap<>();
      for (Map.Entry<String, JsonElement> member : element.getAsJsonObject().entrySet()) {
        if (!member.getValue().isJsonNull()) {
          map.put(member.getKey(), value(member.getValue()));
        }
      }
      return Collections.unmodifiableMap(map);
    }
    if (element.isJsonArray()) {
      List<Object> list = new ArrayList<>();
      element.getAsJsonArray().forEach(inner -> list.add(value(inner)));
      return Collections.unmodifiableList(list);
    }
    if (element.isJsonNull()) {
      throw new IllegalArgumentException("null is no value");
    }
    JsonPrimitive primitive = element.getAsJsonPrimitive();
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (primitive.isString()) {
      return primitive.getAsString();
    }
    String text = primitive.getAsString();
    return text.matches("-?\\d{1,18}") ? (Number) Long.valueOf(text) : Double.valueOf(text);
  }

  /** Java values as a JSON tree. */
  static JsonElement tree(Object value) {
    return GSON.toJsonTree(value);
  }

  /** The tree as compact text. */
  static String text(JsonElement tree) {
    return GSON.toJson(tree);
  }

  /** The object as text with one member a line, so that versions can be compared by eye. */
  static String lines(JsonObject object) {
    StringBuilder text = new StringBuilder("{");
    String separator = "\n";
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      text.append(separator).append(GSON.toJson(member.getKey())).append(": ");
      text.append(GSON.toJson(member.getValue()));
      separator = ",\n";
    }
    return text.append("\n}\n").toString();
  }

  /**
   * SHA-256 of the tree's canonical text: members ordered by name, numbers in plain decimal
   * notation without trailing zeros, no white space. So it depends on values alone.
   *
   * @return 64 hexadecimal digits
   */
  static String digest(JsonElement tree) {
    StringBuilder text = new StringBuilder();
    canonical(tree, text);
    return Sha256.of(text.toString());
  }

  private static void canonical(JsonElement element, StringBuilder text) {
    if (element instanceof JsonObject object) {
      String separator = "{";
      for (String name : new TreeMap<>(object.asMap()).keySet()) {
        text.append(separator).append(GSON.toJson(name)).append(':');
        canonical(object.get(name), text);
        separator = ",";
      }
      text.append(separator.equals("{") ? "{}" : "}");
    } else if (element instanceof JsonArray array) {
      text.append('[');
      for (int i = 0; i < array.size(); i++) {
        text.append(i == 0 ? "" : ",");
        canonical(array.get(i), text);
      }
      text.append(']');
    } else if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
      BigDecimal number = new BigDecimal(primitive.getAsString());
      text.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    } else {
      text.append(GSON.toJson(element));
    }
  }
}
