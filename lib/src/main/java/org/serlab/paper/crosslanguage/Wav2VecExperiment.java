package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.serlab.trial.Condition;
import org.serlab.trial.Experiment;
import org.serlab.trial.Profile;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/**
 * The cross-language paper's own half: wav2vec 2.0 with Deep-WCCN, fine-tuned on two languages and
 * tested on both and on a third, beside the baselines' forests. {@link Wav2VecRows} has the rows.
 *
 * <p>Rows that begin with the small network's pre-trained weights are for fold 1 alone, since these
 * had heard the other folds' test speakers.
 */
public final class Wav2VecExperiment {
  /** Three of five groups train, one validates, one is tested (section 4.1.4). */
  public static final Cut VALIDATED = new Cut("independent-validated", 0);

  /** Numbers of the target language's utterances heard in training (section 5.4); 0 is the rest. */
  public static final List<Integer> HEARD = List.of(30, 80, 150);

  private Wav2VecExperiment() {}

  /** How a row's speakers are cut: a forest has nothing to validate, a network has. */
  static Cut cut(String row) {
    return BaselineExperiment.forests().stream().anyMatch(forest -> forest.name().equals(row))
        ? BaselineExperiment.THREE_GROUPS
        : VALIDATED;
  }

  /**
   * The experiment as a profile runs it. Demo: with and without Deep-WCCN on the first pair of
   * languages, two epochs, one fold. Small: with and without on all pairs and folds, two more seeds
   * on fold 1; everything else on fold 1, and what the paper shows of one pair alone on its first.
   * Paper: the paper's own on five folds; what is ours about the small network (pre-trained by our
   * own code, frozen, layer by layer) has no part in it.
   */
  public static Experiment experiment(Profile profile) {
    Map<String, Condition> first = Wav2VecRows.of(profile, PublishedSettings.DECH);
    List<Condition> all = new ArrayList<>(forests());
    all.addAll(first.values());
    Experiment experiment = Experiment.of(BaselineExperiment.PAPER, Wav2VecRows.MAIN, all);
    List<List<Data>> pairs = Languages.of(profile).pairs();
    List<Integer> folds = Experiment.folds(profile == Profile.DEMO ? 1 : 5);
    List<Long> seed = Experiment.seeds(1);
    for (List<Data> pair : pairs) {
      experiment =
          experiment.with(profile, forests(), pair, BaselineExperiment.THREE_GROUPS, folds, seed);
    }
    if (profile == Profile.DEMO) {
      return experiment.with(profile, ablation(first), pairs.get(0), VALIDATED, folds, seed);
    }
    for (int i = 0; i < pairs.size(); i++) {
      Map<String, Condition> rows = Wav2VecRows.of(profile, PublishedSettings.values()[i]);
      List<Condition> main = new ArrayList<>(ablation(rows));
      main.addAll(named(rows, " network"));
      experiment = experiment.with(profile, main, pairs.get(i), VALIDATED, folds, seed);
      if (profile == Profile.SMALL) {
        experiment = firstFold(experiment, pairs.get(i), rows);
      }
    }
    experiment = contrasts(experiment, profile, pairs.get(0), first);
    for (int i = 0; i < (profile == Profile.PAPER ? pairs.size() : 1); i++) {
      Map<String, Condition> rows = Wav2VecRows.of(profile, PublishedSettings.values()[i]);
      experiment = heard(experiment, profile, pairs.get(i), rows.get(Wav2VecRows.MAIN));
    }
    return experiment;
  }

  /** The paper's forests, without and with WCCN. */
  private static List<Condition> forests() {
    Set<String> sets = new HashSet<>();
    for (String set : BaselineExperiment.sets()) {
      sets.add(set);
      sets.add(set + BaselineExperiment.WCCN);
    }
    return BaselineExperiment.forests().stream().filter(row -> sets.contains(row.name())).toList();
  }

  private static List<Condition> ablation(Map<String, Condition> rows) {
    return List.of(rows.get(Wav2VecRows.MAIN), rows.get(Wav2VecRows.WITHOUT));
  }

  private static List<Condition> named(Map<String, Condition> rows, String part) {
    return rows.values().stream().filter(row -> row.name().contains(part)).toList();
  }

  /** What is run on every pair of languages, in the one fold of which nobody was heard before. */
  private static Experiment firstFold(
      Experiment experiment, List<Data> pair, Map<String, Condition> rows) {
    List<Condition> begun = new ArrayList<>(ablation(rows));
    begun.add(rows.get(Wav2VecRows.PRETRAINED));
    begun.addAll(named(rows, HeadRows.FROZEN));
    List<Integer> fold = Experiment.folds(1);
    List<Condition> probes = named(rows, "layer ");
    return experiment
        .with(Profile.SMALL, begun, pair, VALIDATED, fold, Experiment.seeds(3))
        .with(Profile.SMALL, probes, pair, VALIDATED, fold, Experiment.seeds(1));
  }

  /** What is run on the first pair alone. */
  private static Experiment contrasts(
      Experiment experiment, Profile profile, List<Data> pair, Map<String, Condition> rows) {
    List<Integer> folds = contrastFolds(profile);
    List<Long> seeds = contrastSeeds(profile);
    List<Condition> few = List.of(rows.get(Wav2VecRows.MOVING), rows.get(Wav2VecRows.UNTRIMMED));
    List<Condition> single = new ArrayList<>();
    Wav2VecRows.readings().keySet().forEach(name -> single.add(rows.get(name)));
    Experiment more =
        experiment
            .with(profile, few, pair, VALIDATED, folds, seeds)
            .with(profile, single, pair, VALIDATED, folds, Experiment.seeds(1));
    if (profile == Profile.SMALL) {
      List<Condition> rates =
          Wav2VecRows.RATES.stream().map(rate -> rows.get(Wav2VecRows.rate(rate))).toList();
      more = more.with(profile, rates, pair, VALIDATED, Experiment.folds(1), Experiment.seeds(1));
    }
    return more;
  }

  /** Figure 6. */
  private static Experiment heard(
      Experiment experiment, Profile profile, List<Data> pair, Condition main) {
    Experiment more = experiment;
    for (int utterances : HEARD) {
      List<Data> heard =
          pair.stream().map(one -> one.testOnly() ? one.heard(utterances) : one).toList();
      more =
          more.with(
              profile,
              List.of(main),
              heard,
              VALIDATED,
              contrastFolds(profile),
              contrastSeeds(profile));
    }
    return more;
  }

  private static List<Integer> contrastFolds(Profile profile) {
    return Experiment.folds(profile == Profile.SMALL ? 1 : 5);
  }

  private static List<Long> contrastSeeds(Profile profile) {
    return Experiment.seeds(profile == Profile.SMALL ? 3 : 1);
  }
}
