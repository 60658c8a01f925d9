package org.serlab.model;

import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.serlab.SerlabException;
import org.serlab.SourceFile;
import org.serlab.model.attres.AttResNetworks;
import org.serlab.model.crosslanguage.EmotionNetworkFactory;
import org.serlab.model.crosslanguage.HeadNetwork;
import org.serlab.model.start.StartNetwork;
import org.serlab.nn.HyperParameters;

/** Networks by name, and from files of a researcher's own. */
public final class Networks {
  /** Hyper-parameter that names the network: one of {@link #names()}, or {@code file:PATH}. */
  public static final String NETWORK = "network";

  /**
   * Hyper-parameter that holds the digest of a network's own file, so that it is part of the key.
   */
  public static final String DIGEST = "networkDigest";

  private static final Map<String, Supplier<NetworkFactory>> KNOWN = new TreeMap<>();

  static {
    KNOWN.put("start", StartNetwork.Factory::new);
    KNOWN.putAll(AttResNetworks.all());
    KNOWN.put("emotion-head", HeadNetwork.Factory::new);
    KNOWN.put("wav2vec2-emotion", EmotionNetworkFactory::new);
  }

  private Networks() {}

  /** Names of the library's networks. */
  public static Iterable<String> names() {
    return KNOWN.keySet();
  }

  /**
   * @param hyperParameters holds {@code network}; what else it holds is the network's affair
   * @param inputRows rows of the features; 0 where they vary
   * @param inputColumns columns of the features; 0 where they vary
   * @param classes number of classes
   * @return the network, not yet initialised
   * @throws SerlabException if there is no such network, or a network's own file cannot be used or
   *     is not the one that {@code networkDigest} names
   */
  public static Block of(
      Map<String, Object> hyperParameters, int inputRows, int inputColumns, int classes) {
    NetworkFactory factory = factory(hyperParameters);
    Map<String, Object> complete = new LinkedHashMap<>(factory.defaults());
    complete.putAll(hyperParameters);
    return factory.create(new HyperParameters(complete), inputRows, inputColumns, classes);
  }

  /**
   * The network's own hyper-parameters with their defaults; for a file also its digest.
   *
   * @param hyperParameters holds {@code network}
   */
  public static Map<String, Object> defaults(Map<String, Object> hyperParameters) {
    // Ordered, since a Map.of has another order in every process.
    Map<String, Object> defaults =
        new TreeMap<>(factory(hyperParameters).defaults(hyperParameters));
    String name = name(hyperParameters);
    if (SourceFile.isNamedBy(name)) {
      defaults.put(DIGEST, SourceFile.named(name, null).digest());
    }
    return defaults;
  }

  /** What makes the network that hyper-parameters name. */
  private static NetworkFactory factory(Map<String, Object> hyperParameters) {
    String name = name(hyperParameters);
    if (SourceFile.isNamedBy(name)) {
      return SourceFile.named(name, hyperParameters.get(DIGEST)).load(NetworkFactory.class);
    }
    Supplier<NetworkFactory> known = KNOWN.get(name);
    if (known == null) {
      throw new SerlabException(
          "There is no network %s: known are %s, and %sPATH for a file of your own."
              .formatted(name, String.join(", ", KNOWN.keySet()), SourceFile.SCHEME));
    }
    return known.get();
  }

  private static String name(Map<String, Object> hyperParameters) {
    return new HyperParameters(hyperParameters).text(NETWORK);
  }
}
