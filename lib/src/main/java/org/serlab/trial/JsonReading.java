package org.serlab.trial;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.serlab.SerlabException;

/**
 * Reads an object of a JSON file that people or broken disks may have written: whatever is wrong
 * gives one sentence that names the file and the member.
 */
final class JsonReading {
  private final JsonObject object;
  private final String path;
  private final UnaryOperator<String> sentence;

  private JsonReading(JsonObject object, String path, UnaryOperator<String> sentence) {
    this.object = object;
    this.path = path;
    this.sentence = sentence;
  }

  /**
   * @param text the file's text
   * @param sentence makes a sentence of what is wrong, such as {@code is no JSON}
   */
  static JsonReading of(String text, UnaryOperator<String> sentence) {
    JsonElement tree;
    try {
      tree = JsonParser.parseString(text);
    } catch (JsonParseException e) {
      throw new SerlabException(sentence.apply("is no JSON"), e);
    }
    if (!tree.isJsonObject()) {
      throw new SerlabException(sentence.apply("is no JSON object"));
    }
    return new JsonReading(tree.getAsJsonObject(), "", sentence);
  }

  SerlabException wrong(String problem) {
    return new SerlabException(sentence.apply(problem));
  }

  private SerlabException wrong(String name, String problem) {
    return wrong(problem + " '" + path + name + "'");
  }

  boolean has(String name) {
    return object.has(name) && !object.get(name).isJsonNull();
  }

  Set<String> names() {
    return object.keySet();
  }

  /** Refuses members with other names: a misspelt option must not go unnoticed. */
  void only(String... names) {
    for (String name : object.keySet()) {
      if (!List.of(names).contains(name)) {
        throw wrong(name, "has an unknown member");
      }
    }
  }

  private JsonElement get(String name) {
    if (!has(name)) {
      throw wrong(name, "lacks");
    }
    return object.get(name);
  }

  JsonReading object(String name) {
    JsonElement value = get(name);
    if (!value.isJsonObject()) {
      throw wrong(name, "has no object in");
    }
    return new JsonReading(value.getAsJsonObject(), path + name + ".", sentence);
  }

  JsonArray array(String name) {
    JsonElement value = get(name);
    if (!value.isJsonArray()) {
      throw wrong(name, "has no list in");
    }
    return value.getAsJsonArray();
  }

  List<JsonReading> objects(String name) {
    List<JsonReading> objects = new ArrayList<>();
    for (JsonElement value : array(name)) {
      if (!value.isJsonObject()) {
        throw wrong(name, "has something else than objects in");
      }
      objects.add(new JsonReading(value.getAsJsonObject(), path + name + ".", sentence));
    }
    return objects;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonElement value : array(name)) {
      if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
        throw wrong(name, "has something else than texts in");
      }
      texts.add(value.getAsString());
    }
    return texts;
  }

  String text(String name) {
    JsonElement value = get(name);
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw wrong(name, "has no text in");
    }
    return value.getAsString();
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    JsonElement value = get(name);
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
      throw wrong(name, "has neither true nor false in");
    }
    return value.getAsBoolean();
  }

  double number(String name) {
    JsonElement value = get(name);
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      throw wrong(name, "has no number in");
    }
    return value.getAsDouble();
  }

  long whole(String name) {
    double value = number(name);
    if (value != Math.rint(value) || Math.abs(value) > 1e15) {
      throw wrong(name, "has no whole number in");
    }
    return (long) value;
  }

  long whole(String name, long otherwise) {
    return has(name) ? whole(name) : otherwise;
  }

  /** Digest of all members but one. */
  String digestWithout(String name) {
    JsonObject others = object.deepCopy();
    others.remove(name);
    return Json.digest(others);
  }

  /** All members as Java values, in the form of {@link Json}. */
  @SuppressWarnings("unchecked")
  Map<String, Object> map() {
    try {
      return (Map<String, Object>) Json.value(object);
    } catch (IllegalArgumentException e) {
      throw wrong("has " + e.getMessage() + " in '" + path + "'");
    }
  }
}
