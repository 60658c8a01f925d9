package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.evaluate.Answer;
import org.serlab.learn.Epoch;
import org.serlab.trial.MadeUp;
import org.serlab.trial.TrialRecord;
import org.serlab.trial.TrialSpec;
import org.serlab.trial.TrialSpec.Data;

/** Made-up records of the network's trials, with known effects of its rows. */
final class ContrastRecords {
  private static final String WORSE = Wav2VecRows.MAIN + " padding masked";

  private ContrastRecords() {}

  /** What of a row's answers is right; seeds differ a little. */
  private static double right(TrialSpec spec, Data data) {
    String row = spec.condition().name();
    if (row.startsWith("layer")) {
      return row.equals(HeadRows.layer(2)) ? 0.95 : 0.3;
    }
    if (row.contains(" network")) {
      return 0.25;
    }
    double heard = data.heard() / 150.0 * 0.4;
    boolean better = row.equals(Wav2VecRows.PRETRAINED) || row.equals(HeadRows.SEARCHED);
    double own = better ? 0.45 : row.equals(WORSE) ? -0.35 : 0;
    return 0.5 + own + heard + 0.01 * spec.seed();
  }

  /** Four speakers of each corpus, a history, and what a search chose. */
  static TrialRecord of(TrialSpec spec) {
    TrialRecord made = MadeUp.record(spec, data -> right(spec, data));
    List<Answer> test = new ArrayList<>();
    for (Answer answer : made.test()) {
      int number = Integer.parseInt(answer.id().substring(answer.id().indexOf('-') + 1));
      test.add(
          new Answer(
              answer.id(),
              answer.speaker() + (number < 6 ? "a" : "b"),
              answer.truth(),
              answer.probabilities()));
    }
    Object rate = spec.condition().hyperParameters().get("learningRate");
    double lowest = Double.valueOf(Wav2VecRows.RATE).equals(rate) ? 0.8 : 1.0;
    List<Epoch> history =
        List.of(new Epoch(1, 2, 0.3, 1.3, 0.4, 1), new Epoch(2, 1, 0.5, lowest, 0.625, 1));
    Map<String, Object> notes = new LinkedHashMap<>(made.notes());
    notes.put("keptEpoch", 2);
    notes.put("chosen", Map.of("dropout", spec.fold() / 10.0));
    return new TrialRecord(
        spec,
        made.environment(),
        made.content(),
        made.classes(),
        made.training(),
        made.parameters(),
        made.seconds(),
        history,
        notes,
        made.validation(),
        test);
  }
}
