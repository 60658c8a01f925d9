package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.trial.Condition;
import org.serlab.trial.Experiment;
import org.serlab.trial.Profile;
import org.serlab.trial.Protocol;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/**
 * The baseline half of the cross-language paper: eGeMAPS and emobase with a random forest, on three
 * languages, trained on two of them at a time.
 *
 * <p>Said (sections 4.1 to 4.6): four classes, five groups of speakers, three of which train, one
 * validates, one is tested; the smaller corpus is repeated; 100 trees of depth 5. Shown by its
 * Table 1: silence was cut off at both ends.
 *
 * <p>Not said, and chosen here: the features see the whole trimmed recording (the crop to 2 s is
 * there for the network); the version of eGeMAPS (02); a forest has nothing to validate, so that
 * group is left out; each split tries the square root of the number of features; features are
 * standardised on the training part (which changes nothing for a forest without WCCN); WCCN's
 * smoothing is 0.4, the middle one of the three that Table 3 gives for Deep-WCCN.
 */
public final class BaselineExperiment {
  /** The paper's key. */
  public static final String PAPER = "crosslanguage";

  /** Three of five groups train, as in the paper. */
  public static final Cut THREE_GROUPS = new Cut("independent-unvalidated", 0);

  /** Four of five groups train: the one that would validate too. */
  public static final Cut FOUR_GROUPS = new Cut("independent", 0);

  /** Smoothing of WCCN. */
  public static final double SMOOTHING = 0.4;

  /** Added to the name of a condition whose recordings keep their silence. */
  static final String UNTRIMMED = " untrimmed";

  /** Added to the name of a condition with WCCN. */
  static final String WCCN = "+WCCN";

  /** The row with a search. */
  public static final String SEARCHED = "eGeMAPS RBF SVM searched";

  private static final int PIPELINE = 1;

  /** Names of the sets as the paper writes them, with ours. */
  static final Map<String, String> SETS = kinds();

  private static final Map<String, Object> FOREST =
      Map.of("learner", "random-forest", "trees", 100, "maximumDepth", 5);

  /** The other learners, each with its defaults, by the word that names the row. */
  private static final Map<String, String> OTHERS = others();

  private BaselineExperiment() {}

  /** Names of the two sets as the paper writes them. */
  public static List<String> sets() {
    return List.copyOf(SETS.keySet());
  }

  private static Map<String, String> kinds() {
    Map<String, String> sets = new LinkedHashMap<>();
    sets.put("eGeMAPS", "egemapsv02");
    sets.put("emobase", "emobase");
    return sets;
  }

  private static Map<String, String> others() {
    Map<String, String> others = new LinkedHashMap<>();
    others.put("linear SVM", "linear-svm");
    others.put("RBF SVM", "rbf-svm");
    others.put("logistic regression", "logistic-regression");
    others.put("nearest neighbours", "k-nearest-neighbours");
    others.put("gradient boosting", "gradient-boosting");
    return others;
  }

  /** The forests: sets x trimmed or not x without and with WCCN. The first two are the paper's. */
  public static List<Condition> forests() {
    List<Condition> rows = new ArrayList<>();
    for (String wccn : List.of("", WCCN)) {
      for (String trim : List.of("", UNTRIMMED)) {
        SETS.forEach(
            (name, kind) -> {
              Map<String, Object> learner = new LinkedHashMap<>(FOREST);
              if (!wccn.isEmpty()) {
                learner.put("wccnSmoothing", SMOOTHING);
              }
              rows.add(
                  condition(
                      name + trim + wccn,
                      kind,
                      trim.isEmpty(),
                      learner,
                      trim.isEmpty() ? "as in the paper" : "ours: silence kept"));
            });
      }
    }
    return rows;
  }

  /** Other learners on the paper's features, ours. */
  public static List<Condition> otherLearners() {
    List<Condition> rows = new ArrayList<>();
    SETS.forEach(
        (name, kind) ->
            OTHERS.forEach(
                (word, learner) ->
                    rows.add(
                        condition(
                            name + " " + word, kind, true, Map.of("learner", learner), "ours"))));
    rows.add(
        condition(
            SEARCHED,
            SETS.get("eGeMAPS"),
            true,
            Map.of(
                "learner",
                "rbf-svm",
                "search",
                "grid",
                "searchOver",
                List.of("cost 1 5 25", "gamma 0.003 0.01 0.03")),
            "ours: cost and gamma chosen on inner folds of the training part"));
    return rows;
  }

  private static Condition condition(
      String name, String kind, boolean trim, Map<String, Object> learner, String notes) {
    return Condition.of(
        name,
        Map.of("kind", kind, "trim", trim),
        learner,
        Protocol.BALANCED_CORPORA,
        PIPELINE,
        notes);
  }

  /**
   * The experiment as a profile runs it. Demo: trimmed forests, simulated speech, one fold. Small:
   * the whole factorial of forests, and the other learners as the paper's forests are run, with
   * Polish standing in for Mandarin. Paper: the factorial on the paper's corpora.
   */
  public static Experiment experiment(Profile profile) {
    List<Condition> forests = forests();
    List<Condition> rows = new ArrayList<>(forests);
    rows.addAll(otherLearners());
    Experiment experiment = Experiment.of(PAPER, "eGeMAPS", rows);
    List<Integer> folds = Experiment.folds(profile == Profile.DEMO ? 1 : 5);
    List<Long> seeds = Experiment.seeds(1);
    for (List<Data> pair : Languages.of(profile).pairs()) {
      if (profile == Profile.DEMO) {
        List<Condition> few =
            forests.stream().filter(row -> !row.name().contains(UNTRIMMED)).toList();
        experiment = experiment.with(profile, few, pair, THREE_GROUPS, folds, seeds);
      } else {
        experiment =
            experiment
                .with(profile, forests, pair, THREE_GROUPS, folds, seeds)
                .with(profile, forests, pair, FOUR_GROUPS, folds, seeds);
      }
      if (profile == Profile.SMALL) {
        experiment = experiment.with(profile, otherLearners(), pair, THREE_GROUPS, folds, seeds);
      }
    }
    return experiment;
  }
}
