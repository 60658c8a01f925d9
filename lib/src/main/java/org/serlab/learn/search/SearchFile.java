package org.serlab.learn.search;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.internal.LazilyParsedNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.serlab.AtomicFile;
import org.serlab.SerlabException;

/** The history of a search: a JSON file that says whose it is and holds each point. */
final class SearchFile {
  private static final String TASK = "task";

  private final Path file;
  private final List<Dimension> space;
  private final JsonObject head;

  SearchFile(Path file, Optional<String> task, List<Dimension> space, Sampler sampler, long seed) {
    this.file = file;
    this.space = List.copyOf(space);
    head = new JsonObject();
    task.ifPresent(digest -> head.addProperty(TASK, digest));
    head.addProperty("sampler", sampler.name());
    head.addProperty("seed", seed);
    JsonObject dimensions = new JsonObject();
    for (Dimension dimension : space) {
      dimensions.add(dimension.name(), json(new TreeMap<>(dimension.description())));
    }
    head.add("space", dimensions);
  }

  /** What was tried; empty if there is no file yet, or the losses in it are another task's. */
  List<Tried> read() {
    try {
      JsonObject content = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      JsonArray points = content.remove("tried").getAsJsonArray();
      if (head.has(TASK) && !head.get(TASK).equals(content.get(TASK))) {
        return List.of();
      }
      if (!content.equals(JsonParser.parseString(head.toString()))) {
        throw new SerlabException(
            "%s is the history of a search with another space, sampler or seed: take another file, or delete it."
                .formatted(file));
      }
      List<Tried> tried = new ArrayList<>();
      for (JsonElement point : points) {
        tried.add(point(point.getAsJsonObject()));
      }
      return tried;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    } catch (JsonParseException
        | IllegalStateException
        | NullPointerException
        | ClassCastException
        | NumberFormatException e) {
      throw new SerlabException(file + " is no history of a search: delete it to begin anew.", e);
    }
  }

  private Tried point(JsonObject json) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Dimension dimension : space) {
      JsonPrimitive value = json.getAsJsonObject("values").getAsJsonPrimitive(dimension.name());
      Object plain = plain(value);
      if (!dimension.holds(plain)) {
        throw new IllegalStateException(dimension.name() + " cannot be " + plain);
      }
      values.put(dimension.name(), plain);
    }
    JsonElement loss = json.get("loss");
    return new Tried(values, loss.isJsonNull() ? Double.POSITIVE_INFINITY : loss.getAsDouble());
  }

  private static Object plain(JsonPrimitive value) {
    if (value.isBoolean()) {
      return value.getAsBoolean();
    }
    if (value.isString()) {
      return value.getAsString();
    }
    String text = value.getAsString();
    return text.matches("-?\\d+") ? (Object) Long.parseLong(text) : Double.parseDouble(text);
  }

  void write(List<Tried> tried) {
    JsonObject content = head.deepCopy();
    JsonArray points = new JsonArray();
    for (Tried one : tried) {
      JsonObject point = new JsonObject();
      point.add("values", json(one.values()));
      point.add(
          "loss",
          Double.isInfinite(one.loss()) ? JsonNull.INSTANCE : new JsonPrimitive(one.loss()));
      points.add(point);
    }
    content.add("tried", points);
    AtomicFile.write(
        file,
        new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(content) + "\n");
  }

  private static JsonElement json(Object value) {
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((key, inner) -> object.add(String.valueOf(key), json(inner)));
      return object;
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(inner -> array.add(json(inner)));
      return array;
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(new LazilyParsedNumber(number.toString()));
    }
    return value instanceof Boolean flag
        ? new JsonPrimitive(flag)
        : new JsonPrimitive((String) value);
  }
}
