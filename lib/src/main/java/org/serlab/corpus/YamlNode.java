package org.serlab.corpus;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.serlab.SerlabException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A value of a YAML file that knows where it stands, so that every complaint names file and key.
 */
final class YamlNode {
  private final Path file;
  private final String key;
  private final Object value;

  private YamlNode(Path file, String key, Object value) {
    this.file = file;
    this.key = key;
    this.value = "".equals(value) ? null : value; // a key with nothing behind it says nothing
  }

  static YamlNode read(Path file) {
    try {
      // The fail-safe schema takes every value as text, so that codes such as 01, 0001, 1e5 or no
      // stay as they are written.
      LoadSettings settings =
          LoadSettings.builder().setLabel(file.toString()).setSchema(new FailsafeSchema()).build();
      Iterator<Object> documents =
          new Load(settings).loadAllFromString(Files.readString(file)).iterator();
      return new YamlNode(file, "", documents.hasNext() ? documents.next() : null);
    } catch (MarkedYamlEngineException e) {
      String where = e.getProblemMark().map(mark -> " in line " + (mark.getLine() + 1)).orElse("");
      throw new SerlabException(
          "%s is not YAML%s: %s; mend that line.".formatted(file, where, e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new SerlabException("%s is not YAML: %s.".formatted(file, e.getMessage()), e);
    } catch (MalformedInputException e) {
      throw new SerlabException("%s is not text in UTF-8; save it as such.".formatted(file), e);
    } catch (IOException e) {
      throw new SerlabException("Cannot read %s: %s.".formatted(file, e.getMessage()), e);
    }
  }

  Path file() {
    return file;
  }

  /** A complaint about this value: "FILE: key 'labels.W' ...". */
  SerlabException fault(String problem) {
    return new SerlabException(
        key.isEmpty()
            ? "%s %s.".formatted(file, problem)
            : "%s: key '%s' %s.".formatted(file, key, problem));
  }

  boolean isPresent() {
    return value != null;
  }

  boolean isMap() {
    return value instanceof Map;
  }

  boolean isScalar() {
    return value != null && !(value instanceof Map) && !(value instanceof List);
  }

  /** The value of a key; absent if there is none. */
  YamlNode get(String name) {
    return new YamlNode(file, key.isEmpty() ? name : key + "." + name, map().get(name));
  }

  YamlNode require(String name) {
    YamlNode child = get(name);
    if (!child.isPresent()) {
      throw child.fault("is missing; data-manifests/README.md says what belongs there");
    }
    return child;
  }

  /** Refuses keys that mean nothing here, so that a slip of the pen is not silently ignored. */
  YamlNode allow(String... names) {
    Set<String> allowed = new TreeSet<>(List.of(names));
    for (String name : map().keySet()) {
      if (!allowed.contains(name)) {
        throw new YamlNode(file, key.isEmpty() ? name : key + "." + name, null)
            .fault("is not known; known here are " + String.join(", ", allowed));
      }
    }
    return this;
  }

  /** The value as it is written; empty if absent. */
  String text() {
    if (value == null) {
      return "";
    }
    if (!isScalar()) {
      throw fault("must be one value, not a list or further keys");
    }
    return String.valueOf(value).strip();
  }

  boolean flag() {
    if (value == null || value.equals("true") || value.equals("false")) {
      return "true".equals(value);
    }
    throw fault("must be true or false, not '" + value + "'");
  }

  long number() {
    if (value == null) {
      return 0;
    }
    if (value instanceof String text && text.matches("[0-9]{1,18}")) {
      return Long.parseLong(text);
    }
    throw fault("must be a whole number, not '" + value + "'");
  }

  Pattern pattern() {
    return pattern(text());
  }

  /** The pattern as it is to be matched at the end of a path. */
  Pattern pathPattern() {
    pattern();
    return pattern(Layout.atEndOfPath(text()).pattern());
  }

  private Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw fault(
          "is no regular expression: "
              + e.getDescription()
              + " near position "
              + Math.max(0, e.getIndex()));
    }
  }

  /** Values of a list; a single value counts as a list of one; none if absent. */
  List<YamlNode> list() {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      return List.of(this);
    }
    List<YamlNode> nodes = new ArrayList<>();
    for (Object element : list) {
      nodes.add(new YamlNode(file, key + "[" + nodes.size() + "]", element));
    }
    return nodes;
  }

  List<String> texts() {
    return list().stream().map(YamlNode::text).toList();
  }

  /** Keys and values in the file's order; none if absent. */
  Map<String, YamlNode> entries() {
    Map<String, YamlNode> nodes = new LinkedHashMap<>();
    map().forEach((name, child) -> nodes.put(name, get(name)));
    return nodes;
  }

  Map<String, String> textEntries() {
    Map<String, String> texts = new LinkedHashMap<>();
    entries().forEach((name, child) -> texts.put(name, child.text()));
    return texts;
  }

  private Map<String, Object> map() {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw key.isEmpty()
          ? fault("holds no keys; it must be a manifest as data-manifests/README.md describes it")
          : fault("must have further keys, not '" + value + "'");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((name, child) -> named.put(String.valueOf(name), child));
    return named;
  }
}
