package org.serlab.learn.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Says what a search should try next. */
public interface Sampler {
  /** As a search's file names it. */
  String name();

  /**
   * @param space what may be tried
   * @param tried what has been tried, in order
   * @param random decides alone, together with these, what is suggested
   * @return per hyper-parameter a value
   */
  Map<String, Object> suggest(List<Dimension> space, List<Tried> tried, Random random);

  /** Draws from the prior whatever has been tried: random search. */
  Sampler RANDOM =
      new Sampler() {
        @Override
        public String name() {
          return "random";
        }

        @Override
        public Map<String, Object> suggest(
            List<Dimension> space, List<Tried> tried, Random random) {
          Map<String, Object> values = new LinkedHashMap<>();
          space.forEach(dimension -> values.put(dimension.name(), dimension.draw(random)));
          return values;
        }
      };
}
