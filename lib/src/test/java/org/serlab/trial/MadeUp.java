package org.serlab.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
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

  /**
   * A record with test utterances of each of the specification's corpora: 8 speakers of 12 in four
   * classes, whose order is turned by the first corpus.
   *
   * @param spec the trial; it tests a fifth of the speakers that its fold's number names
   * @param right share of right answers on a subset
   */
  public static TrialRecord record(TrialSpec spec, ToDoubleFunction<TrialSpec.Data> right) {
    List<String> classes = new ArrayList<>(List.of("anger", "happiness", "neutral", "sadness"));
    Collections.rotate(classes, spec.data().get(0).corpus().length());
    List<Answer> test = new ArrayList<>();
    Map<String, Content> content = new TreeMap<>();
    Map<String, List<String>> trained = new TreeMap<>();
    for (TrialSpec.Data data : spec.data()) {
      Random random =
          new Random((spec.condition().name() + data.subset() + spec.partition()).hashCode());
      for (int s = 0; s < SPEAKERS; s++) {
        for (int u = 0; u < UTTERANCES; u++) {
          boolean good = random.nextDouble() < right.applyAsDouble(data);
          String label = List.of("anger", "happiness", "neutral", "sadness").get(u % 4);
          int truth = classes.indexOf(label);
          double[] probabilities = {0.1, 0.1, 0.1, 0.1};
          probabilities[good ? truth : (truth + 1) % 4] = 0.7;
          Utterance utterance =
              new Utterance(
                  data.corpus(), s + "-" + u, Path.of("x"), "s" + s, "", "", "", label, "de", 1);
          if (s % 5 == spec.fold() - 1) {
            test.add(TrialRecord.rounded(utterance, truth, probabilities));
          }
        }
      }
      content.put(data.subset(), new Content(96, "", "d".repeat(64)));
      trained.put(data.corpus(), List.of("other"));
    }
    return new TrialRecord(
        spec,
        new TrialEnvironment("0.1.0", "c".repeat(40), false, "p", 2, 24, "s", "17", "e", "cpu"),
        content,
        classes,
        new Training(100, trained),
        0,
        Map.of("fit", 1.0),
        List.of(),
        Map.of("repetition", Map.of(spec.data().get(0).corpus(), spec.fold() > 2 ? 3 : 2)),
        List.of(),
        test);
  }
}
