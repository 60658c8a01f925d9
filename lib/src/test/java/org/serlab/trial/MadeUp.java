package org.serlab.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Answer;
import org.serlab.trial.TrialRecord.Content;
import org.serlab.trial.TrialRecord.Training;

/** Records of trials that never took place, with the share of right answers that a test wants. */
public final class MadeUp {
  private static final int SPEAKERS = 8;
  private static final int UTTERANCES = 12;

  private MadeUp() {}

  /** A condition that is only a name. */
  public static Condition condition(String name) {
    return new Condition(name, Map.of("kind", "none"), Map.of("learner", name), 1, "");
  }

  /**
   * A record with 8 test speakers of 12 utterances each in two classes.
   *
   * @param spec the trial
   * @param right share of right answers
   * @param shared whether the speakers were trained on, too
   */
  public static TrialRecord record(TrialSpec spec, double right, boolean shared) {
    String corpus = spec.data().get(0).corpus();
    Random random = new Random(spec.condition().name().hashCode() * 31L + spec.seed());
    List<Answer> test = new ArrayList<>();
    for (int s = 0; s < SPEAKERS; s++) {
      for (int u = 0; u < UTTERANCES; u++) {
        int truth = u % 2;
        double probability = random.nextDouble() < right ? 0.9 : 0.1;
        Utterance utterance =
            new Utterance(
                corpus, s + "-" + u, Path.of("none.wav"), "s" + s, "", "", "", "x", "en", 1);
        test.add(
            TrialRecord.rounded(
                utterance,
                truth,
                truth == 0
                    ? new double[] {probability, 1 - probability}
                    : new double[] {1 - probability, probability}));
      }
    }
    return new TrialRecord(
        spec,
        new TrialEnvironment("0.1.0", "c".repeat(40), false, "p", 2, 24, "s", "17", "e", "cpu"),
        Map.of(
            spec.data().get(0).subset(), new Content(96, "96 of 339 recordings", "d".repeat(64))),
        List.of("anger", "sadness"),
        new Training(100, Map.of(corpus, List.of(shared ? "s0" : "other"))),
        10,
        Map.of("fit", 1.0),
        List.of(),
        Map.of(),
        List.of(),
        test);
  }
}
