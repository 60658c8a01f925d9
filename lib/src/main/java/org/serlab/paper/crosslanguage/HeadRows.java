package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.learn.Learners;
import org.serlab.trial.Condition;
import org.serlab.trial.Profile;

/**
 * The rows in which the cross-language paper's head learns alone: on classical features (section
 * 4.6), and, ours, on the small network's embeddings, which do not learn. Beside these a linear
 * classifier on each of its layers.
 *
 * <p>Ours is the learning rate of the head on embeddings, {@value #RATE}, and that a search tries
 * {@value #SEARCH_POINTS} settings, of which the first {@value #SEARCH_STARTUP} are drawn at
 * random; the paper tells none of these.
 */
public final class HeadRows {
  /** The head alone, on pre-trained embeddings that do not learn. */
  public static final String FROZEN = "frozen wav2vec 2.0";

  /** The same with its settings searched. */
  public static final String SEARCHED = FROZEN + " searched";

  /** Number of the last layer that is probed. */
  static final int PROBED_LAYERS = SmallWav2Vec2.settings().layers();

  private static final int PIPELINE = 1;
  private static final int SEARCH_POINTS = 12;
  private static final int SEARCH_STARTUP = 4;
  private static final double RATE = 0.01;

  private HeadRows() {}

  /** The row of a probed layer; 0 is the transformer's input. */
  public static String layer(int layer) {
    return "layer " + layer;
  }

  /** How the head alone is trained on a set of functionals (section 4.6). */
  public enum Head {
    /** Standardised inputs, which the paper does not speak of; its learning rate. */
    STANDARDISED("", "standardised", "section 4.6, searched"),
    /** The numbers as they are. */
    RAW(", raw inputs", "raw", "section 4.6, searched"),
    /** Standardised inputs, and a learning rate that is searched, too. */
    RATE_SEARCHED(", rate searched", "standardised, rate searched", "ours: its rate searched too");

    private final String suffix;
    private final String notes;

    /** In words. */
    final String word;

    Head(String suffix, String word, String notes) {
      this.suffix = suffix;
      this.word = word;
      this.notes = notes;
    }
  }

  /** Name of the row of the head alone on a set of functionals. */
  static String network(String set, Head head) {
    return set + " network" + head.suffix;
  }

  /** Names of the rows of the head alone whose settings are searched. */
  static List<String> searched() {
    List<String> names = new ArrayList<>();
    for (String set : BaselineExperiment.sets()) {
      for (Head head : Head.values()) {
        names.add(network(set, head));
      }
    }
    names.add(SEARCHED);
    return names;
  }

  /** All of them, by name; the paper's profile has no small network. */
  static Map<String, Condition> of(Profile profile) {
    List<Condition> rows = new ArrayList<>();
    for (String set : BaselineExperiment.sets()) {
      for (Head head : Head.values()) {
        rows.add(head(set, head));
      }
    }
    if (profile != Profile.PAPER) {
      rows.add(frozen(FROZEN, settings(), "ours: only the head learns"));
      rows.add(frozen(SEARCHED, searched(true), "ours: only the head learns, searched"));
      for (int layer = 0; layer <= PROBED_LAYERS; layer++) {
        rows.add(probe(layer));
      }
    }
    Map<String, Condition> named = new LinkedHashMap<>();
    rows.forEach(row -> named.put(row.name(), row));
    return named;
  }

  /** Section 4.6: the same head on functionals, with a search as there. */
  private static Condition head(String set, Head head) {
    Map<String, Object> settings = searched(head == Head.RATE_SEARCHED);
    settings.put("learningRate", PublishedSettings.LEARNING_RATE);
    settings.put("standardise", head != Head.RAW);
    return Condition.of(
        network(set, head),
        Map.of("kind", BaselineExperiment.SETS.get(set), "trim", true),
        settings,
        Wav2VecRows.protocol(List.of()),
        PIPELINE,
        head.notes);
  }

  /** The head on the last layer's mean and deviation over time. */
  private static Condition frozen(String name, Map<String, Object> settings, String notes) {
    return Condition.of(
        name,
        embedding(PROBED_LAYERS),
        settings,
        Wav2VecRows.protocol(Wav2VecRows.heard()),
        PIPELINE,
        notes);
  }

  private static Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("learner", Learners.NETWORK);
    settings.put("network", "emotion-head");
    settings.put("optimiser", "adagrad");
    settings.put("learningRate", RATE);
    settings.put("batchSize", 14);
    settings.put("epochs", Wav2VecRows.SMALL_EPOCHS);
    settings.put("keep", "best-validation");
    settings.put("patience", 5);
    return settings;
  }

  /**
   * Weight decay, dropout and smoothing by a tree-structured Parzen estimator, nested in folds.
   *
   * @param rate whether the learning rate is searched, too
   */
  private static Map<String, Object> searched(boolean rate) {
    List<String> over = new ArrayList<>();
    over.add("weightDecay log 1e-5 1e-2");
    over.add("dropout uniform 0 0.6");
    over.add("smoothing uniform 0.05 0.95");
    if (rate) {
      over.add("learningRate log 1e-4 1e-1");
    }
    Map<String, Object> settings = settings();
    settings.put("search", "tree-parzen");
    settings.put("searchOver", over);
    settings.put("searchPoints", SEARCH_POINTS);
    settings.put("searchStartup", SEARCH_STARTUP);
    return settings;
  }

  /** Which hidden state carries emotion: a linear classifier on each. */
  private static Condition probe(int layer) {
    return Condition.of(
        layer(layer),
        embedding(layer),
        Map.of("learner", "logistic-regression"),
        Wav2VecRows.protocol(Wav2VecRows.heard()),
        PIPELINE,
        layer == 0 ? "probe of the transformer's input" : "probe of a transformer layer");
  }

  private static Map<String, Object> embedding(int layer) {
    Map<String, Object> features = new LinkedHashMap<>(SmallWav2Vec2.weights());
    features.put("kind", "wav2vec2");
    features.put("backbone", SmallWav2Vec2.config());
    features.put("layer", layer);
    features.put("pool", "stats");
    features.put("trim", true);
    return features;
  }
}
