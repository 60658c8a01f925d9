package org.serlab.feature;

import java.util.Map;
import org.serlab.SerlabException;

/** Makes extractors from their options. */
public final class FeatureExtractors {
  private FeatureExtractors() {}

  /**
   * @param options what {@link FeatureExtractor#options()} gave, or a condition's features: {@code
   *     kind} and any options that differ from the kind's defaults
   * @return the extractor
   * @throws SerlabException if there is no such kind or option
   */
  public static FeatureExtractor of(Map<String, Object> options) {
    throw new SerlabException("There are no features of kind " + options.get("kind") + ".");
  }
}
