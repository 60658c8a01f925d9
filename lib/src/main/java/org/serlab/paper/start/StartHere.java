package org.serlab.paper.start;

import java.util.List;
import java.util.Map;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Partitions;
import org.serlab.trial.Condition;
import org.serlab.trial.Experiment;
import org.serlab.trial.Profile;
import org.serlab.trial.Protocol;
import org.serlab.trial.Selection;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/**
 * The first notebook's experiment, our own: does a small convolutional network on log-mel
 * spectrograms do better than a random forest or a support vector machine on means and deviations
 * of MFCC, for speakers who are new and for speakers who are known?
 */
public final class StartHere {
  /** Key of the experiment. */
  public static final String PAPER = "start-here";

  /** Name of the network's row. */
  public static final String NETWORK = "small CNN";

  private static final int PIPELINE = 1;
  private static final Data DEMO = Data.of("demo", "demo");
  private static final Data EMODB = Data.of("emodb", "emodb-4");
  private static final Cut INDEPENDENT = new Cut("independent", 0);
  private static final Cut RANDOM = new Cut("random", 1);
  private static final Map<String, Object> STATISTICS = Map.of("kind", "mfcc-statistics");

  private StartHere() {}

  /** The three rows. */
  public static List<Condition> conditions() {
    return List.of(
        condition(
            NETWORK,
            Map.of("kind", "log-mel", "bands", 40, "hop", 320),
            Map.of("learner", "network", "network", "start", "epochs", 15, "batchSize", 16),
            "convolutions on a log-mel spectrogram, then the mean over time"),
        condition(
            "random forest",
            STATISTICS,
            Map.of("learner", "random-forest"),
            "100 trees on mean and deviation of MFCC"),
        condition(
            "linear SVM",
            STATISTICS,
            Map.of("learner", "linear-svm"),
            "on mean and deviation of MFCC"));
  }

  private static Condition condition(
      String name,
      Map<String, Object> features,
      Map<String, Object> hyperParameters,
      String notes) {
    return Condition.of(name, features, hyperParameters, Protocol.ORDINARY, PIPELINE, notes);
  }

  /**
   * All trials of what was selected. Demo: simulated speech, new speakers, one fold. Small and
   * paper: Emo-DB's four classes, three seeds, new speakers (five folds) and known ones. A corpus
   * of one's own that is selected by its name takes their place: all its folds with new speakers
   * (at random where it has one speaker alone), one seed.
   *
   * @param selection of it the profile and the corpora
   */
  public static Experiment experiment(Selection selection) {
    List<Condition> rows = conditions();
    Experiment experiment = Experiment.of(PAPER, NETWORK, rows);
    Profile profile = selection.profile();
    List<Data> data = List.of(data(selection));
    if (profile == Profile.DEMO && data.get(0).equals(DEMO)) {
      return experiment.with(
          profile, rows, data, INDEPENDENT, Experiment.folds(1), Experiment.seeds(1));
    }
    if (data.get(0).equals(EMODB)) {
      return experiment
          .with(profile, rows, data, INDEPENDENT, Experiment.folds(5), Experiment.seeds(3))
          .with(profile, rows, data, RANDOM, Experiment.folds(1), Experiment.seeds(3));
    }
    Corpus corpus = Corpora.open(data.get(0).subset());
    Cut cut = corpus.speakers().size() > 1 ? INDEPENDENT : RANDOM;
    int folds = Partitions.of(cut.name(), cut.seed()).folds(corpus).size();
    return experiment.with(profile, rows, data, cut, Experiment.folds(folds), Experiment.seeds(1));
  }

  /**
   * What is trained and tested on: the corpus or subset that was selected, else the profile's own.
   *
   * @param selection of it the profile and the first corpus
   */
  public static Data data(Selection selection) {
    if (selection.corpora().isEmpty()) {
      return selection.profile() == Profile.DEMO ? DEMO : EMODB;
    }
    String name = selection.corpora().get(0);
    if (name.equals(EMODB.corpus()) || name.equals(EMODB.subset())) {
      return EMODB;
    }
    return Data.of(Corpora.open(name).name(), name);
  }
}
