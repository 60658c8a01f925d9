package org.serlab.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Answer;
import org.serlab.learn.Epoch;
import org.serlab.trial.TrialRecord.Content;
import org.serlab.trial.TrialRecord.Training;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/** Small made-up specifications and records. */
final class Examples {
  private Examples() {}

  static Condition condition(String name) {
    return new Condition(
        name,
        Map.of("kind", "logMel", "bands", 40, "rate", 16000.0),
        Map.of("learner", "example", "epochs", 25, "rate", 1e-3, "sizes", List.of(8, 16)),
        1,
        "made up");
  }

  static TrialSpec spec() {
    return spec(condition("small CNN"), 1, 1);
  }

  static TrialSpec spec(Condition condition, int fold, long seed) {
    return new TrialSpec(
        "example",
        condition,
        List.of(Data.of("tones", "tones-2")),
        new Cut("independent", 0),
        fold,
        seed);
  }

  static TrialRecord record(TrialSpec spec) {
    return new TrialRecord(
        spec,
        new TrialEnvironment(
            "0.1.0", "0123abcd", false, "a processor", 2, 24, "Linux amd64", "17", "none", "cpu"),
        Map.of("tones-2", new Content(6, "simulated; 6 of 8 recordings", "00ff")),
        List.of("high", "low"),
        new Training(2, Map.of("tones", List.of("A", "B"))),
        1234,
        Map.of("fit", 1.25),
        List.of(new Epoch(1, 0.7, 0.5, Double.NaN, Double.NaN, 0.125)),
        Map.of("chosen", 3),
        List.of(prediction("C", "c1", 0, 0.75, 0.25)),
        List.of(
            prediction("D", "d2", 1, 1 / 3.0, 2 / 3.0),
            prediction("D", "d1", 0, 0.9, 0.1),
            prediction("C", "c2", 1, 0, 1)));
  }

  private static Answer prediction(String speaker, String id, int truth, double... probabilities) {
    return TrialRecord.rounded(
        new Utterance("tones", id, Path.of(id + ".wav"), speaker, "", "", "", "high", "en", 1),
        truth,
        probabilities);
  }
}
