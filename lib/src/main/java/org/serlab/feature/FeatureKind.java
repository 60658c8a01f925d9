package org.serlab.feature;

import java.util.Map;

/**
 * A kind of features that another room provides, such as embeddings by a network: found as a
 * service, so that conditions, model folders and commands can name it like any other.
 */
public interface FeatureKind {
  /** The kind's name, as options have it. */
  String name();

  /**
   * @param options as for {@link FeatureExtractors#of}
   */
  FeatureExtractor of(Map<String, Object> options);
}
