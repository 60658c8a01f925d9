package org.serlab.trial;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.serlab.feature.FeatureExtractors;
import org.serlab.learn.Learners;
import org.serlab.model.WeightsFile;

/**
 * One row of a table, as data: a model with its features and hyper-parameters.
 *
 * @param name as the table writes it, such as {@code att-Res}; published values are joined by it
 * @param features options of {@link FeatureExtractors}, every one spelt out
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

  /**
   * A condition of which only what differs from the defaults is given: it spells out the rest, so
   * that a default changed later makes another condition of it, and a network or learner from a
   * file of one's own is named together with the digest of that file.
   *
   * @param features {@code kind} and what differs from its defaults
   * @param hyperParameters {@code learner} and what differs from its defaults
   * @throws org.serlab.SerlabException if there is no such feature, learner or option
   */
  public static Condition of(
      String name,
      Map<String, Object> features,
      Map<String, Object> hyperParameters,
      Protocol protocol,
      int pipeline,
      String notes) {
    return new Condition(
        name,
        FeatureExtractors.of(features).options(),
        Learners.complete(hyperParameters),
        protocol,
        pipeline,
        notes);
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

  /** Whether its learner chooses an epoch by what it sees on the validation part. */
  boolean chooses() {
    Object patience = hyperParameters.get("patience");
    return "best-validation".equals(hyperParameters.get("keep"))
        || patience instanceof Number epochs && epochs.intValue() > 0
        || isNetwork() && hyperParameters.containsKey("search")
        || protocol.selection() == Protocol.Selection.TEST;
  }

  /** Whether its learner searches settings on inner folds of the training part. */
  boolean searches() {
    return hyperParameters.containsKey("search");
  }

  /** Weights of an earlier training that its network or its features come with: name, digest. */
  Map<String, String> weights() {
    Map<String, String> weights = new TreeMap<>();
    for (Map<String, Object> options : List.of(features, hyperParameters)) {
      if (options.get(WeightsFile.DIGEST) instanceof String digest) {
        weights.put(String.valueOf(options.get(WeightsFile.WEIGHTS)), digest);
      }
    }
    return weights;
  }

  /**
   * Whether it trains a network, on the engine; other trials are cheap enough to share a process.
   */
  boolean isNetwork() {
    return Learners.NETWORK.equals(hyperParameters.get(Learners.LEARNER));
  }
}
