package org.serlab.learn.search;

import java.util.Map;
import java.util.Random;

/** One hyper-parameter of a search: its name and the values it may take. */
public sealed interface Dimension permits Range, Choice {
  /** The hyper-parameter's name. */
  String name();

  /** A value drawn from the prior, that is before anything has been tried. */
  Object draw(Random random);

  /**
   * Whether a value is one of this dimension's.
   *
   * @param value as a history holds it
   */
  boolean holds(Object value);

  /** All that decides what is drawn, as JSON values. */
  Map<String, Object> description();
}
