package org.serlab.paper.attres;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
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
import org.serlab.nn.Torch;
import org.serlab.trial.LiveTrial;
import org.serlab.trial.MeasuredTables;
import org.serlab.trial.Records;
import org.serlab.trial.TrialRecord;
import org.serlab.trial.TrialSpec;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * Where a trained att-Res looks: of a trial's test part, per emotion, the utterance that it
 * recognises with most confidence and the one that it mistakes with most confidence. A trial leaves
 * no weights, so it is trained once more, which gives the same model on the same machine; the maps
 * are kept in a small table under the trial's key, with a fingerprint of its answers, by which
 * every reader sees whether it is the model of the record.
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
   */
  public record Example(
      String emotion,
      String predicted,
      double probability,
      String id,
      double seconds,
      Matrix picture,
      List<Optional<Matrix>> weights) {
    /** Whether it was recognised. */
    public boolean isRight() {
      return emotion.equals(predicted);
    }
  }

  /**
   * Trains the trial once more and keeps the maps, unless they are kept already.
   *
   * @param spec a trial of one of the {@link AttRes} networks
   * @param progress hears of each finished epoch
   * @return what was done, in a sentence
   */
  public String measure(TrialSpec spec, LearningTask.Progress progress) {
    if (!find(spec).isEmpty()) {
      return describe(spec) + ": its maps are kept already";
    }
    try (LiveTrial live = Torch.onOneThread(() -> LiveTrial.train(spec, progress))) {
      keep(live);
      return describe(spec) + ": trained once more";
    }
  }

  /** Keeps the maps of a trial whose model is at hand. */
  public void keep(LiveTrial live) {
    Table table = AttentionTable.create();
    for (Answer answer : chosen(live.record())) {
      append(table, live, answer);
    }
    measured.write(name(live.record().spec()), table);
  }

  /**
   * The first trial of att-Res and of its rescaled form.
   *
   * @param trials of the Att-Res experiment, all of a profile or a selection
   */
  public static List<TrialSpec> subjects(List<TrialSpec> trials) {
    return Stream.of(AttRes.Variant.ATT_RES.row(), AttResExperiment.RESCALED)
        .flatMap(
            name -> trials.stream().filter(spec -> spec.condition().name().equals(name)).limit(1))
        .toList();
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

  /**
   * Which model's maps these are, and whether it predicted the test part as the trial's record
   * says.
   *
   * @param spec the trial
   * @param records where its record is
   */
  public String model(TrialSpec spec, Records records) {
    Optional<String> said = records.find(spec).map(record -> fingerprint(record.test()));
    Optional<String> kept = find(spec).stream().findFirst().map(AttentionTable::fingerprint);
    String words =
        said.isEmpty() || kept.isEmpty()
            ? "it has no record or no maps yet"
            : said.equals(kept)
                ? "trained once more for these maps, it predicts the test part as its record says"
                : "trained once more for these maps, it predicts the test part otherwise than its record";
    return describe(spec) + ": " + words + ".";
  }

  /** Tells whether two trials gave the same answers. */
  static String fingerprint(List<Answer> answers) {
    CRC32 sum = new CRC32();
    for (Answer answer : answers) {
      String text = answer.id() + Arrays.toString(answer.probabilities());
      sum.update(text.getBytes(StandardCharsets.UTF_8));
    }
    return Long.toHexString(sum.getValue());
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

  private static void append(Table table, LiveTrial live, Answer answer) {
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
                .toList()),
        fingerprint(live.record().test()));
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

  /** The maps of a trial, in the order of the emotions; empty if they were not measured yet. */
  public List<Example> of(TrialSpec spec) {
    return find(spec).stream().map(AttentionTable::example).toList();
  }

  private List<Row> find(TrialSpec spec) {
    return measured.find(name(spec), AttentionTable.types()).stream()
        .flatMap(table -> IntStream.range(0, table.rowCount()).mapToObj(table::row))
        .toList();
  }
}
