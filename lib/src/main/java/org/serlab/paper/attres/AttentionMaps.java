package org.serlab.paper.attres;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Answer;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;
import org.serlab.learn.LearningTask;
import org.serlab.learn.NetworkClassifier;
import org.serlab.model.attres.AttRes;
import org.serlab.nn.Step;
import org.serlab.trial.LiveTrial;
import org.serlab.trial.MeasuredTables;
import org.serlab.trial.Records;
import org.serlab.trial.TrialRecord;
import org.serlab.trial.TrialSpec;
import tech.tablesaw.api.Table;

/**
 * Where a trained att-Res looks: of a trial's test part, per emotion, the utterance that it
 * recognises with most confidence and the one that it mistakes with most confidence. A trial leaves
 * no weights, so it is trained once more, which gives the same model on the same machine; the maps
 * are kept in a small table under the trial's key, with whether the model predicted as the trial's
 * record says.
 */
public final class AttentionMaps {
  private final MeasuredTables measured;

  /**
   * @param measured where the tables lie
   */
  public AttentionMaps(MeasuredTables measured) {
    this.measured = measured;
  }

  /**
   * One utterance.
   *
   * @param emotion what was said
   * @param predicted what the network heard
   * @param probability that it gave to what it heard
   * @param id of the utterance
   * @param seconds its duration
   * @param picture the network's input at half its size, 0 to 1; rows from 0 Hz upwards
   * @param weights attention weights of the last two stages, relative to their mean, rows from 0 Hz
   *     upwards; empty for a stage without attention
   * @param model which model it is, and whether it predicts as its record says
   */
  public record Example(
      String emotion,
      String predicted,
      double probability,
      String id,
      double seconds,
      Matrix picture,
      List<Optional<Matrix>> weights,
      String model) {
    /** Whether it was recognised. */
    public boolean isRight() {
      return emotion.equals(predicted);
    }
  }

  /**
   * Trains the trial once more and keeps the maps, unless they are kept already.
   *
   * @param spec a trial of one of the {@link AttRes} networks
   * @param records where the trial's own record is
   * @param progress hears of each finished epoch
   * @return what was done, in a sentence
   */
  public String measure(TrialSpec spec, Records records, LearningTask.Progress progress) {
    if (measured.find(name(spec), AttentionTable.types()).isPresent()) {
      return spec.condition().name() + ": its maps are kept already";
    }
    try (LiveTrial live = LiveTrial.train(spec, progress)) {
      String model = "%s, %s".formatted(describe(spec), compare(live, records.find(spec)));
      Table table = AttentionTable.create();
      for (Answer answer : chosen(live.record())) {
        append(table, live, answer, model);
      }
      measured.write(name(spec), table);
      return model;
    }
  }

  private static String describe(TrialSpec spec) {
    return "%s, %s, %s fold %d, seed %d"
        .formatted(
            spec.condition().name(),
            spec.dataName(),
            spec.partition().label(),
            spec.fold(),
            spec.seed());
  }

  private static String compare(LiveTrial live, Optional<TrialRecord> record) {
    return record
        .map(
            known ->
                live.predictsAs(known)
                    ? "trained again, predicts the test part as its record says"
                    : "trained again, predicts the test part otherwise than its record")
        .orElse("which has no record yet");
  }

  /** Per class the answer with most confidence among the right ones, and among the wrong ones. */
  static List<Answer> chosen(TrialRecord record) {
    List<Answer> chosen = new ArrayList<>();
    for (int k = 0; k < record.classes().size(); k++) {
      int truth = k;
      for (boolean right : new boolean[] {true, false}) {
        record.test().stream()
            .filter(answer -> answer.truth() == truth)
            .filter(answer -> (answer.predicted() == truth) == right)
            .max(
                Comparator.comparingDouble(AttentionMaps::confidence)
                    .thenComparing(Answer::id, Comparator.reverseOrder()))
            .ifPresent(chosen::add);
      }
    }
    return chosen;
  }

  private static double confidence(Answer answer) {
    return answer.probabilities()[answer.predicted()];
  }

  private static String name(TrialSpec spec) {
    return "attention/" + spec.key();
  }

  private static void append(Table table, LiveTrial live, Answer answer, String model) {
    TrialSpec spec = live.record().spec();
    Utterance utterance =
        Corpora.open(spec.data().get(0).subset()).utterances().stream()
            .filter(one -> answer.id().equals(one.corpus() + "/" + one.id()))
            .findFirst()
            .orElseThrow();
    Waveform waveform = AudioFile.read(utterance.audio());
    Matrix input = FeatureExtractors.of(spec.condition().features()).extract(waveform);
    AttentionTable.append(
        table,
        new Example(
            live.record().classes().get(answer.truth()),
            live.record().classes().get(answer.predicted()),
            confidence(answer),
            answer.id(),
            Math.round(100 * waveform.seconds()) / 100.0,
            AttentionTable.halved(input),
            weights((NetworkClassifier) live.recognizer().classifier(), input).stream()
                .skip(1)
                .map(weights -> weights.map(AttentionTable::relative))
                .toList(),
            model));
  }

  /** Per stage the weights (positions of a square); empty without attention. */
  private static List<Optional<float[]>> weights(NetworkClassifier classifier, Matrix input) {
    try (Step step = Step.on(classifier.manager())) {
      NDArray x =
          step.manager().create(input.values(), new Shape(1, input.rows(), input.columns()));
      return ((AttRes) classifier.network())
          .traces(new ParameterStore(classifier.manager(), false), x, false).stream()
              .map(trace -> trace.weights().map(NDArray::toFloatArray))
              .toList();
    }
  }

  /**
   * The maps of a trial, in the order of the emotions, the right answer of each first.
   *
   * @param spec the trial
   * @return empty if they were not measured yet
   */
  public List<Example> of(TrialSpec spec) {
    return measured.find(name(spec), AttentionTable.types()).stream()
        .flatMap(Table::stream)
        .map(AttentionTable::example)
        .toList();
  }
}
