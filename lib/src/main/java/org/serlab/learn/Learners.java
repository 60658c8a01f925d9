package org.serlab.learn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.SourceFile;
import org.serlab.nn.HyperParameters;

/**
 * Learners by name. The hyper-parameter {@code learner} names the kind: {@code network} (then
 * {@code network} names the network), a classical learner, or {@code file:PATH}, a {@link Learner}
 * in a file of one's own.
 */
public final class Learners {
  /** Hyper-parameter that names the kind of learner. */
  public static final String LEARNER = "learner";

  /** The kind that trains networks. */
  public static final String NETWORK = "network";

  /** Hyper-parameter that holds the digest of a learner's own file. */
  public static final String DIGEST = "learnerDigest";

  private Learners() {}

  /**
   * @param hyperParameters holds {@code learner}
   * @throws SerlabException if there is no such learner
   */
  public static Learner of(Map<String, Object> hyperParameters) {
    String kind = kind(hyperParameters);
    if (kind.equals(NETWORK)) {
      return new NetworkLearner();
    }
    if (SourceFile.isNamedBy(kind)) {
      return SourceFile.named(kind, hyperParameters.get(DIGEST)).load(Learner.class);
    }
    return new TribuoLearner(TribuoKind.of(kind));
  }

  /**
   * Spells every hyper-parameter out, with its default where none is given, so that equal settings
   * are equal maps. Of a network: {@code epochs} 25, {@code batchSize} 32, {@code optimiser} adam
   * with its settings, {@code learningRate} 0.001, {@code weightDecay} 0, {@code schedule}
   * constant, {@code clipNorm} 0 (bound on the gradients' common norm; 0 for none), {@code
   * labelSmoothing} 0, {@code classWeights} none or balanced, {@code initialisation} torch, he or
   * glorot, {@code keep} last-epoch or best-validation, {@code patience} 0 (epochs without a lower
   * validation loss after which training stops; 0 for never), and the network's own; of a network
   * from a file also the file's digest; where a {@linkplain NetworkSearch search} is wanted, {@code
   * search}, {@code searchOver}, {@code searchPoints} and {@code searchStartup}. What may be added
   * to a classical learner's is said by {@link TribuoLearner}, and spelt out only where it is
   * given.
   *
   * @param hyperParameters {@code learner} and what differs from the defaults
   * @throws SerlabException if one is unknown or of the wrong type
   */
  public static Map<String, Object> complete(Map<String, Object> hyperParameters) {
    String kind = kind(hyperParameters);
    if (SourceFile.isNamedBy(kind)) {
      Map<String, Object> complete = new LinkedHashMap<>(hyperParameters);
      complete.putIfAbsent(DIGEST, SourceFile.named(kind, null).digest());
      return complete;
    }
    Map<String, Object> defaults =
        kind.equals(NETWORK)
            ? NetworkSettings.defaults(hyperParameters)
            : TribuoKind.of(kind).defaults(hyperParameters);
    return HyperParameters.complete(hyperParameters, defaults);
  }

  /**
   * The hyper-parameters of a fitted model: what a search has chosen in place of what was given.
   *
   * @param hyperParameters those of the condition
   * @param notes of the fit
   */
  public static Map<String, Object> fitted(
      Map<String, Object> hyperParameters, Map<String, Object> notes) {
    return kind(hyperParameters).equals(NETWORK) && NetworkSearch.isWanted(hyperParameters)
        ? NetworkSearch.chosen(hyperParameters, notes)
        : hyperParameters;
  }

  private static String kind(Map<String, Object> hyperParameters) {
    return new HyperParameters(hyperParameters).text(LEARNER);
  }
}
