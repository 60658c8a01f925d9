package org.serlab.paper.attres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.corpus.Corpora;
import org.serlab.feature.FeatureExtractors;
import org.serlab.learn.Learners;
import org.serlab.model.attres.AttRes;
import org.serlab.trial.Condition;
import org.serlab.trial.Experiment;
import org.serlab.trial.Profile;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/**
 * The Att-Res paper's experiments: Table 1 (six networks) and Table 2 (five baselines), with one
 * row of our own, {@link #RESCALED}.
 *
 * <p>Said in section 3.1: random 80/20, Adam, 25 iterations, which we take for epochs. Not said,
 * and chosen here: learning rate 0.001, batches of 32, the last epoch's network, the spectrogram's
 * frame (25 ms), hop (10 ms), window (Hamming), and that it is a grey picture of 80 dB below its
 * loudest point.
 */
public final class AttResExperiment {
  /** The paper's key. */
  public static final String PAPER = "attres";

  /**
   * att-Res with attention weights of mean 1, see {@link org.serlab.model.attres.SpatialAttention}:
   * ours.
   */
  public static final String RESCALED = "att-Res rescaled";

  private static final int PIPELINE = 1;
  private static final Cut RANDOM = new Cut("random", 1);
  private static final Cut INDEPENDENT = new Cut("independent", 0);
  private static final Cut SPEAKERS = new Cut("leave-one-speaker-out", 0);
  static final Cut SENTENCES = new Cut("sentence-independent", 0);

  private AttResExperiment() {}

  /** What AlexNet, ResNet-18 and all of Table 1 see: equations 1 to 3, 128 x 128. */
  public static Map<String, Object> spectrogram() {
    return complete(Map.of("kind", "log-power-spectrogram", "dynamicRange", 80));
  }

  /**
   * Every row of both tables, in their order, and the rescaled form.
   *
   * @param epochs number of epochs of the networks; the paper's is 25
   */
  public static List<Condition> conditions(int epochs) {
    List<Condition> rows = new ArrayList<>();
    for (AttRes.Variant variant : AttRes.Variant.values()) {
      rows.add(
          network(
              variant.row(), spectrogram(), Map.of("network", variant.row()), epochs, "Table 1"));
    }
    rows.add(
        network(
            RESCALED,
            spectrogram(),
            Map.of("network", "att-Res", "rescaled", true),
            epochs,
            "ours: attention weights of mean 1"));
    Map<String, Object> sequence = complete(Map.of("kind", "mfcc"));
    for (String name : List.of("CNN", "LSTM+CNN")) {
      rows.add(
          network(name, sequence, Map.of("network", name), epochs, "Table 2, our design on MFCC"));
    }
    rows.add(
        new Condition(
            "SVM",
            complete(Map.of("kind", "mfcc-statistics")),
            Learners.complete(Map.of("learner", "rbf-svm")),
            PIPELINE,
            "Table 2, on mean and deviation of MFCC"));
    for (String name : List.of("AlexNet", "ResNet-18")) {
      rows.add(network(name, spectrogram(), Map.of("network", name), epochs, "Table 2"));
    }
    return rows;
  }

  private static Condition network(
      String name,
      Map<String, Object> features,
      Map<String, Object> settings,
      int epochs,
      String notes) {
    Map<String, Object> hyperParameters = new LinkedHashMap<>(settings);
    hyperParameters.put("learner", "network");
    hyperParameters.put("epochs", epochs);
    return new Condition(name, features, Learners.complete(hyperParameters), PIPELINE, notes);
  }

  private static Map<String, Object> complete(Map<String, Object> options) {
    return FeatureExtractors.of(options).options();
  }

  /**
   * The experiment as a profile runs it. Demo: att-Res0 and att-Res, one fold, three epochs. Small:
   * Emo-DB's four classes and nEMO's 28 common sentences stand in for CASIA, which joins them where
   * it is. Paper: CASIA.
   *
   * @param profile how much is run
   */
  public static Experiment experiment(Profile profile) {
    List<Condition> rows = conditions(profile == Profile.DEMO ? 3 : 25);
    Experiment experiment = Experiment.of(PAPER, "att-Res", rows);
    return switch (profile) {
      case DEMO ->
          experiment.with(
              profile,
              only(rows, "att-Res0", "att-Res"),
              List.of(Data.of("demo", "demo")),
              INDEPENDENT,
              Experiment.folds(1),
              Experiment.seeds(1));
      case SMALL -> {
        Experiment standIns = nemo(emodb(experiment, rows), rows);
        yield Corpora.has("casia") ? casia(standIns, profile, rows) : standIns;
      }
      case PAPER -> casia(experiment, profile, rows);
    };
  }

  /**
   * Five folds, since five pairs of speakers; more seeds where the paper's main claims hang on
   * them.
   */
  private static Experiment emodb(Experiment experiment, List<Condition> rows) {
    List<Data> data = List.of(Data.of("emodb", "emodb-4"));
    List<Condition> small = without(rows, "AlexNet", "ResNet-18");
    List<Condition> large = only(rows, "AlexNet", "ResNet-18");
    List<Condition> main = only(rows, "att-Res0", "att-Res0+att", "att-Res", RESCALED);
    return experiment
        .with(Profile.SMALL, small, data, RANDOM, Experiment.folds(1), Experiment.seeds(5))
        .with(Profile.SMALL, large, data, RANDOM, Experiment.folds(1), Experiment.seeds(1))
        .with(Profile.SMALL, large, data, INDEPENDENT, Experiment.folds(1), Experiment.seeds(1))
        .with(Profile.SMALL, small, data, INDEPENDENT, Experiment.folds(5), Experiment.seeds(3))
        .with(Profile.SMALL, main, data, INDEPENDENT, Experiment.folds(5), Experiment.seeds(5));
  }

  private static Experiment nemo(Experiment experiment, List<Condition> rows) {
    List<Data> data = List.of(Data.of("nemo", "nemo-28"));
    List<Condition> main = only(rows, "att-Res0", "att-Res", RESCALED, "SVM");
    List<Condition> pair = only(rows, "att-Res", RESCALED);
    List<Condition> small = without(rows, "AlexNet", "ResNet-18");
    return experiment
        .with(Profile.SMALL, small, data, RANDOM, Experiment.folds(1), Experiment.seeds(1))
        .with(Profile.SMALL, pair, data, SENTENCES, Experiment.folds(1), Experiment.seeds(1))
        .with(Profile.SMALL, main, data, INDEPENDENT, Experiment.folds(5), Experiment.seeds(1));
  }

  private static Experiment casia(Experiment experiment, Profile profile, List<Condition> rows) {
    List<Data> data = List.of(Data.of("casia", "casia"));
    return experiment
        .with(profile, rows, data, RANDOM, Experiment.folds(1), Experiment.seeds(5))
        .with(profile, rows, data, SPEAKERS, Experiment.folds(4), Experiment.seeds(3));
  }

  private static List<Condition> only(List<Condition> rows, String... names) {
    return rows.stream().filter(row -> List.of(names).contains(row.name())).toList();
  }

  private static List<Condition> without(List<Condition> rows, String... names) {
    return rows.stream().filter(row -> !List.of(names).contains(row.name())).toList();
  }
}
