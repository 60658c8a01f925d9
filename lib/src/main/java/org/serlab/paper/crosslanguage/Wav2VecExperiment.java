package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /**
   * The experiment as a profile runs it. Demo: with and without Deep-WCCN, two epochs, one fold.
   * Small: with and without on five folds, two more seeds on fold 1; everything else on fold 1, and
   * what the paper shows of one pair alone on its first. Paper: the paper's own on five folds.
   */
  public static Experiment experiment(Profile profile) {
    Map<String, Condition> first = Wav2VecRows.of(profile, PublishedSettings.DECH);
    List<Condition> all = new ArrayList<>(forests(""));
    all.addAll(forests(BaselineExperiment.WCCN));
    all.addAll(first.values());
    Experiment experiment = Experiment.of(BaselineExperiment.PAPER, Wav2VecRows.MAIN, all);
    List<List<Data>> pairs = Languages.of(profile).pairs();
    for (int i = 0; i < pairs.size(); i++) {
      Map<String, Condition> rows = Wav2VecRows.of(profile, PublishedSettings.values()[i]);
      experiment = main(experiment, profile, pairs.get(i), rows);
    }
    return profile == Profile.DEMO
        ? experiment
        : contrasts(experiment, profile, pairs.get(0), first);
  }

  private static List<Condition> forests(String wccn) {
    return BaselineExperiment.forests().stream()
        .filter(
            row -> BaselineExperiment.sets().stream().anyMatch(s -> row.name().equals(s + wccn)))
        .toList();
  }

  /** What is run on every pair of languages. */
  private static Experiment main(
      Experiment experiment, Profile profile, List<Data> pair, Map<String, Condition> rows) {
    List<Integer> folds = Experiment.folds(profile == Profile.DEMO ? 1 : 5);
    List<Condition> forests = new ArrayList<>(forests(""));
    forests.addAll(forests(BaselineExperiment.WCCN));
    List<Condition> both = List.of(rows.get(Wav2VecRows.MAIN), rows.get(Wav2VecRows.WITHOUT));
    Experiment more =
        experiment
            .with(
                profile, forests, pair, BaselineExperiment.THREE_GROUPS, folds, Experiment.seeds(1))
            .with(profile, both, pair, VALIDATED, folds, Experiment.seeds(1));
    if (profile == Profile.DEMO) {
      return more;
    }
    List<Condition> heads =
        rows.values().stream().filter(row -> row.name().contains(" network")).toList();
    more = more.with(profile, heads, pair, VALIDATED, folds, Experiment.seeds(1));
    if (profile == Profile.PAPER) {
      return more;
    }
    List<Integer> fold = Experiment.folds(1);
    List<Condition> beside =
        List.of(
            rows.get(Wav2VecRows.MAIN),
            rows.get(Wav2VecRows.WITHOUT),
            rows.get(Wav2VecRows.PRETRAINED));
    List<Condition> probes =
        rows.values().stream().filter(row -> row.name().startsWith("layer ")).toList();
    return more.with(profile, beside, pair, VALIDATED, fold, Experiment.seeds(3))
        .with(
            profile,
            List.of(rows.get(Wav2VecRows.FROZEN)),
            pair,
            VALIDATED,
            fold,
            Experiment.seeds(3))
        .with(profile, probes, pair, VALIDATED, fold, Experiment.seeds(1));
  }

  /** What is run on the first pair alone. */
  private static Experiment contrasts(
      Experiment experiment, Profile profile, List<Data> pair, Map<String, Condition> rows) {
    List<Integer> folds = Experiment.folds(profile == Profile.SMALL ? 1 : 5);
    List<Long> seeds = Experiment.seeds(profile == Profile.SMALL ? 3 : 1);
    List<Condition> few = List.of(rows.get(Wav2VecRows.MOVING), rows.get(Wav2VecRows.UNTRIMMED));
    List<Condition> single = new ArrayList<>();
    Wav2VecRows.readings().keySet().forEach(name -> single.add(rows.get(name)));
    Experiment more =
        experiment
            .with(profile, few, pair, VALIDATED, folds, seeds)
            .with(profile, single, pair, VALIDATED, folds, Experiment.seeds(1));
    for (int utterances : HEARD) {
      List<Data> heard =
          pair.stream().map(one -> one.testOnly() ? one.heard(utterances) : one).toList();
      more =
          more.with(profile, List.of(rows.get(Wav2VecRows.MAIN)), heard, VALIDATED, folds, seeds);
    }
    if (profile == Profile.SMALL) {
      List<Condition> rates =
          Wav2VecRows.RATES.stream().map(rate -> rows.get(Wav2VecRows.rate(rate))).toList();
      more = more.with(profile, rates, pair, VALIDATED, Experiment.folds(1), Experiment.seeds(1));
    }
    return more;
  }
}
