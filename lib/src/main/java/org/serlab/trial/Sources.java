package org.serlab.trial;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.serlab.Serlab;
import org.serlab.SerlabException;

/**
 * A researcher's own source files, named in a condition by values {@code file:PATH}: a path is
 * looked up in the working folder, then in the checkout.
 */
final class Sources {
  static final String PREFIX = "file:";

  private Sources() {}

  /** Per value {@code file:PATH} of the condition the SHA-256 of that file. */
  static Map<String, String> digests(Condition condition) {
    Map<String, String> digests = new TreeMap<>();
    collect(condition.features(), digests);
    collect(condition.hyperParameters(), digests);
    return digests;
  }

  private static void collect(Object value, Map<String, String> digests) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(inner -> collect(inner, digests));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> collect(inner, digests));
    } else if (value instanceof String text && text.startsWith(PREFIX)) {
      digests.put(text, digest(text));
    }
  }

  private static String digest(String value) {
    Path path = Path.of(value.substring(PREFIX.length()));
    Path file = Files.exists(path) ? path : Serlab.home().resolve(path);
    try {
      return HexFormat.of().formatHex(Json.sha256().digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new SerlabException(
          "The source file " + path + " cannot be read: write it, or correct the path.", e);
    }
  }

  /** The tree with every {@code file:PATH} replaced by its digest. */
  static JsonElement replace(JsonElement tree, Map<String, String> digests) {
    if (tree instanceof JsonObject object) {
      JsonObject copy = new JsonObject();
      object.asMap().forEach((name, value) -> copy.add(name, replace(value, digests)));
      return copy;
    }
    if (tree instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(value -> copy.add(replace(value, digests)));
      return copy;
    }
    if (tree instanceof JsonPrimitive primitive
        && primitive.isString()
        && digests.containsKey(primitive.getAsString())) {
      return new JsonPrimitive("source " + digests.get(primitive.getAsString()));
    }
    return tree;
  }

  /** Refuses a trial whose source files are not those that its specification digested. */
  static void check(TrialSpec spec) {
    for (Map.Entry<String, String> source : spec.sources().entrySet()) {
      if (!digest(source.getKey()).equals(source.getValue())) {
        throw new SerlabException(
            "The source file "
                + source.getKey().substring(PREFIX.length())
                + " has changed since the trial was specified: run the experiment again.");
      }
    }
  }
}
