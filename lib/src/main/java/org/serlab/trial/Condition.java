package org.serlab.trial;

import java.util.Map;

/**
 * One row of a table, as data: a model with its features and hyper-parameters.
 *
 * @param name as the table writes it, such as {@code att-Res}; published values are joined by it
 * @param features options of {@link org.serlab.feature.FeatureExtractors}, every one spelt out
 * @param hyperParameters those of the learner, every one spelt out, {@code learner} first of all
 * @param protocol what the condition lets be fitted, chosen and pre-trained on what
 * @param pipeline pipeline version: a number in the code, raised whenever a change alters numbers,
 *     so that older records are not used any more
 * @param notes one sentence for the reader of a table; not part of a trial's key
 */
public record Condition(
    String name,
    Map<String, Object> features,
    Map<String, Object> hyperParameters,
    Protocol protocol,
    int pipeline,
    String notes) {

  /** Checks the name and brings the maps into the form that JSON gives back. */
  public Condition {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a condition needs a name");
    }
    features = Json.map(features);
    hyperParameters = Json.map(hyperParameters);
  }

  /** A condition with the ordinary protocol: everything is fitted on the training part. */
  public Condition(
      String name,
      Map<String, Object> features,
      Map<String, Object> hyperParameters,
      int pipeline,
      String notes) {
    this(name, features, hyperParameters, Protocol.ORDINARY, pipeline, notes);
  }
}
