package org.serlab.learn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.model.Networks;
import org.serlab.nn.HyperParameters;
import org.serlab.nn.Optimisers;

/**
 * How a network is trained.
 *
 * @param all every hyper-parameter, spelt out
 * @param epochs number of epochs
 * @param batchSize utterances per step
 * @param clipNorm bound on the gradients' common norm; 0 for none
 * @param labelSmoothing 0 to below 1
 * @param balanced whether every class counts alike in the loss, else every utterance
 * @param initialisation first weights: torch, he or glorot
 * @param best whether the epoch with the best validation loss is kept, else the last
 * @param patience epochs without a better validation loss after which training stops; 0 for never
 */
record NetworkSettings(
    HyperParameters all,
    int epochs,
    int batchSize,
    double clipNorm,
    double labelSmoothing,
    boolean balanced,
    String initialisation,
    boolean best,
    int patience) {

  /** Hyper-parameters with their defaults, for the network and the optimiser that are named. */
  static Map<String, Object> defaults(Map<String, Object> given) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put(Learners.LEARNER, Learners.NETWORK);
    defaults.put(Networks.NETWORK, "start");
    defaults.put("epochs", 25L);
    defaults.put("batchSize", 32L);
    defaults.put("clipNorm", 0.0);
    defaults.put("labelSmoothing", 0.0);
    defaults.put("classWeights", "none");
    defaults.put("initialisation", "torch");
    defaults.put("keep", "last-epoch");
    defaults.put("patience", 0L);
    Map<String, Object> known = new LinkedHashMap<>(defaults);
    known.putAll(given);
    Object optimiser = given.getOrDefault("optimiser", "adam");
    defaults.putAll(Optimisers.defaults(String.valueOf(optimiser)));
    defaults.put("optimiser", "adam");
    defaults.putAll(Networks.defaults(known));
    if (NetworkSearch.isWanted(given)) {
      defaults.putAll(NetworkSearch.DEFAULTS);
    }
    return defaults;
  }

  /**
   * @param hyperParameters complete
   */
  static NetworkSettings of(Map<String, Object> hyperParameters) {
    HyperParameters all = new HyperParameters(hyperParameters);
    return new NetworkSettings(
        all,
        all.count("epochs"),
        all.count("batchSize"),
        all.number("clipNorm", Double.MAX_VALUE),
        all.number("labelSmoothing", 0.999),
        choice(all, "classWeights", "none", "balanced"),
        all.text("initialisation"),
        choice(all, "keep", "last-epoch", "best-validation"),
        all.whole("patience"));
  }

  private static boolean choice(HyperParameters all, String key, String no, String yes) {
    String value = all.text(key);
    if (!value.equals(no) && !value.equals(yes)) {
      throw new SerlabException(
          "The hyper-parameter %s is %s but should be %s or %s.".formatted(key, value, no, yes));
    }
    return value.equals(yes);
  }

  /** Whether training looks at the validation part for more than its curves. */
  boolean selects() {
    return best || patience > 0;
  }
}
