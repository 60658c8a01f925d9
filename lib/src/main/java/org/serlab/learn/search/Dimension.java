package org.serlab.learn.search;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.serlab.SerlabException;

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

  /**
   * A dimension as a condition writes it: {@code dropout uniform 0 0.6}, {@code weightDecay log
   * 1e-5 1e-2}, {@code hidden whole 64 256} or {@code wccn choice deep moving none}.
   *
   * @param text name, kind and bounds or options, separated by spaces
   * @throws SerlabException if it is nothing of these
   */
  static Dimension parse(String text) {
    String[] words = text.strip().split("\\s+");
    try {
      if (words.length >= 4 && words[1].equals("choice")) {
        return new Choice(words[0], Arrays.stream(words).skip(2).map(Dimension::value).toList());
      }
      if (words.length == 4) {
        double low = Double.parseDouble(words[2]);
        double high = Double.parseDouble(words[3]);
        switch (words[1]) {
          case "uniform":
            return Range.uniform(words[0], low, high);
          case "log":
            return Range.logUniform(words[0], low, high);
          case "whole":
            return new Range(words[0], low, high, false, true);
          default: // none of these
        }
      }
    } catch (IllegalArgumentException e) {
      throw new SerlabException("'%s' cannot be searched: %s.".formatted(text, e.getMessage()), e);
    }
    throw new SerlabException(
        "'%s' says nothing to search: write a name, then uniform, log or whole with two bounds, or choice with values."
            .formatted(text));
  }

  private static Object value(String word) {
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
    }
    try {
      return word.matches("-?\\d+") ? (Object) Long.valueOf(word) : Double.valueOf(word);
    } catch (NumberFormatException e) {
      return word;
    }
  }
}
