package org.serlab.learn.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One point of a search that has been tried.
 *
 * @param values per hyper-parameter its value
 * @param loss what is to be made small; infinite where the trial failed
 */
public record Tried(Map<String, Object> values, double loss) {
  /** Copies the map; a loss that is no number counts as a failure. */
  public Tried {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    loss = Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
  }
}
