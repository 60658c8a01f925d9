package org.serlab.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Emotion;
import org.serlab.corpus.Manifest;
import org.serlab.evaluate.Answer;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Interval;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Outcome;
import org.serlab.evaluate.Unit;
import org.serlab.learn.Learners;
import org.serlab.learn.LearningTask;
import org.serlab.learn.ModelDescription;
import org.serlab.learn.ModelDescription.ClassName;
import org.serlab.learn.ModelDescription.Figure;
import org.serlab.learn.ModelDescription.Tested;
import org.serlab.learn.ModelDescription.Training;
import org.serlab.learn.Recognizer;
import org.serlab.learn.TrainingProfile;
import org.serlab.trial.Trials.Trained;

/**
 * A trial done in this process, that keeps its model: for notebooks, and for model folders.
 *
 * @param record what the trial leaves; not written
 * @param recognizer the trained model, closed with this
 */
public record LiveTrial(TrialRecord record, Recognizer recognizer) implements AutoCloseable {
  /**
   * Trains here and now, without checkpoints.
   *
   * @param spec the trial
   * @param progress hears of each finished epoch
   * @throws SerlabException if the trial cannot be done, or if its features were scaled with
   *     statistics of tested speakers, which a model that stands alone cannot have
   */
  public static LiveTrial train(TrialSpec spec, LearningTask.Progress progress) {
    if (spec.condition().protocol().statistics() != Protocol.Statistics.TRAINING) {
      throw new SerlabException(
          "The condition %s scales features with statistics of the test part: it gives no model for new recordings."
              .formatted(spec.condition().name()));
    }
    Trained trained = new Trials().train(spec, Optional.empty(), progress);
    return new LiveTrial(
        trained.record(), new Recognizer(description(trained), trained.classifier()));
  }

  private static ModelDescription description(Trained trained) {
    TrialSpec spec = trained.record().spec();
    Condition condition = spec.condition();
    return new ModelDescription(
        ModelDescription.FORMAT,
        condition.name(),
        trained.record().classes().stream().map(LiveTrial::className).toList(),
        condition.features(),
        Learners.fitted(condition.hyperParameters(), trained.record().notes()),
        trained.size().rows(),
        trained.size().columns(),
        training(trained),
        TrainingProfile.of(trained.data().training()),
        tested(trained.record()),
        Map.of());
  }

  private static ClassName className(String label) {
    for (Emotion emotion : Emotion.values()) {
      if (emotion.word().equals(label)) {
        return new ClassName(label, label);
      }
    }
    return new ClassName(label, "");
  }

  private static Training training(Trained trained) {
    TrialSpec spec = trained.record().spec();
    List<String> licences = new ArrayList<>();
    boolean simulated = false;
    for (TrialSpec.Data data : spec.data()) {
      Manifest manifest = Corpora.open(data.subset()).manifest();
      simulated |= manifest.simulated();
      licences.add(
          "%s: %s. %s"
              .formatted(manifest.name(), manifest.rights().licence(), manifest.rights().terms())
              .strip());
    }
    return new Training(
        TrialSpec.dataName(spec.data()),
        simulated,
        spec.partition().label(),
        "fold " + spec.fold() + ": " + trained.data().fold(),
        spec.seed(),
        trained.record().training().utterances(),
        trained.record().training().speakers().values().stream().mapToInt(List::size).sum(),
        spec.key(),
        licences);
  }

  /** How the record's test part was answered. */
  private static Tested tested(TrialRecord record) {
    TreeSet<String> trained = new TreeSet<>();
    record
        .training()
        .speakers()
        .forEach((corpus, codes) -> codes.forEach(code -> trained.add(corpus + "/" + code)));
    long speakers = record.test().stream().map(answer -> answer.speaker()).distinct().count();
    boolean known = record.test().stream().anyMatch(answer -> trained.contains(answer.speaker()));
    Outcome outcome =
        new Outcome(
            record.spec().condition().name(),
            record.classes().size(),
            known ? Unit.UTTERANCE : Unit.SPEAKER,
            List.of(new Outcome.Part("1", record.spec().fold(), record.test())));
    List<Figure> figures = new ArrayList<>();
    for (Measure measure : List.of(Measure.UA, Measure.WA)) {
      Estimate estimate = outcome.estimate(measure);
      // Of few speakers the bootstrap is too narrow.
      Interval interval = estimate.overSpeakers().orElse(estimate.interval());
      // the t interval of two or three speakers may leave the range that a share can have
      double low = Math.max(0, interval.low());
      double high = Math.min(1, interval.high());
      figures.add(new Figure(measure.name(), estimate.value(), low, high));
    }
    String on =
        "%d utterances of %d %s %s"
            .formatted(
                record.test().size(),
                speakers,
                speakers == 1 ? "speaker" : "speakers",
                known ? "who were also heard in training" : "it was not trained on");
    return new Tested(on, figures);
  }

  /** Whether another record of this trial has the same probabilities for its test part. */
  public boolean predictsAs(TrialRecord other) {
    return answers(record).equals(answers(other));
  }

  private static Map<String, List<Double>> answers(TrialRecord record) {
    return record.test().stream()
        .collect(
            Collectors.toMap(
                Answer::id, answer -> Arrays.stream(answer.probabilities()).boxed().toList()));
  }

  @Override
  public void close() {
    recognizer.close();
  }
}
