package org.serlab.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object of a Python class that is not known here, as an inert thing: nothing of the class was
 * looked up, let alone run. Its contents can be read where somebody knows what they mean, such as
 * the fields of an {@code argparse.Namespace}.
 */
public final class PickleObject {
  private final String type;
  private final List<Object> arguments;
  private final Map<Object, Object> fields = new LinkedHashMap<>();
  private final List<Object> elements = new ArrayList<>();

  PickleObject(String type, List<Object> arguments) {
    this.type = type;
    this.arguments = arguments;
  }

  /** The class, module first. */
  public String type() {
    return type;
  }

  /** What its constructor would have been given. */
  public List<Object> arguments() {
    return arguments;
  }

  /** Its fields, and the items if it is some kind of dictionary. */
  public Map<Object, Object> fields() {
    return fields;
  }

  /** Its elements if it is some kind of list. */
  public List<Object> elements() {
    return elements;
  }

  @Override
  public String toString() {
    return "an object of " + type;
  }
}
