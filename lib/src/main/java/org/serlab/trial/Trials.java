package org.serlab.trial;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.serlab.SerlabException;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Answer;
import org.serlab.feature.Matrix;
import org.serlab.learn.Classifier;
import org.serlab.learn.Fit;
import org.serlab.learn.InputSize;
import org.serlab.learn.Learners;
import org.serlab.learn.LearningTask;
import org.serlab.learn.Sample;
import org.serlab.trial.Protocol.Repetition;
import org.serlab.trial.Protocol.Selection;
import org.serlab.trial.TrialRecord.Training;
import org.tribuo.Tribuo;

/** Does trials in this process. What a fresh process does with a specification is this. */
final class Trials {
  private final FeatureMemory memory = new FeatureMemory();

  /**
   * Trains and predicts.
   *
   * @param spec the trial
   * @param checkpoint folder for checkpoints, from which an interrupted trial continues; empty for
   *     none
   * @param progress hears of each finished epoch
   * @return its record, not yet written
   * @throws SerlabException if the corpus or a fold is not here, if the split leaks, or if
   *     something in the specification is wrong
   */
  TrialRecord run(TrialSpec spec, Optional<Path> checkpoint, LearningTask.Progress progress) {
    try (Trained trained = train(spec, checkpoint, progress)) {
      return trained.record();
    }
  }

  /** What a trial leaves, with the model itself, which the caller closes. */
  record Trained(TrialRecord record, TrialData data, InputSize size, Classifier classifier)
      implements AutoCloseable {
    @Override
    public void close() {
      classifier.close();
    }
  }

  /** Trains and predicts, and keeps the model. See {@link #run}. */
  Trained train(TrialSpec spec, Optional<Path> checkpoint, LearningTask.Progress progress) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    long start = System.nanoTime();
    TrialData data = TrialData.open(spec);
    Condition condition = spec.condition();
    ProtocolAudit.check(condition, data);
    Map<Utterance, Matrix> features = features(condition, data);
    start = lap(seconds, "features", start);

    List<Utterance> validation =
        condition.protocol().selection() == Selection.TEST ? data.test() : data.validation();
    String device = device(spec);
    boolean once = condition.protocol().repetition() == Repetition.NONE;
    Map<String, Integer> repetition = once ? Map.of() : data.repetition();
    LearningTask task =
        new LearningTask(
            data.classes(),
            samples(data.repeated(repetition), data, features),
            samples(validation, data, features),
            condition.hyperParameters(),
            spec.seed(),
            device,
            checkpoint,
            progress);
    Fit fit = Learners.of(condition.hyperParameters()).fit(task);
    start = lap(seconds, "fit", start);
    Classifier classifier = fit.classifier();
    try {
      List<Answer> validated = predictions(classifier, data.validation(), data, features);
      List<Answer> tested = predictions(classifier, data.test(), data, features);
      lap(seconds, "predict", start);
      TrialRecord record =
          new TrialRecord(
              spec,
              TrialEnvironment.here(engine(condition), device),
              data.content(),
              data.classes(),
              training(data),
              classifier.parameterCount(),
              seconds,
              fit.history(),
              notes(fit, repetition),
              validated,
              tested);
      return new Trained(record, data, InputSize.of(task.training()), classifier);
    } catch (RuntimeException e) {
      classifier.close();
      throw e;
    }
  }

  private static Map<String, Object> notes(Fit fit, Map<String, Integer> repetition) {
    Map<String, Object> notes = new LinkedHashMap<>(fit.notes());
    if (!repetition.isEmpty()) {
      notes.put("repetition", repetition);
    }
    return notes;
  }

  /** The launcher has found out whether there is a GPU; without it a trial runs on the CPU. */
  static String device(TrialSpec spec) {
    return spec.device().equals("auto")
        ? System.getProperty("serlab.device", "cpu")
        : spec.device();
  }

  private static long lap(Map<String, Double> seconds, String step, long start) {
    long now = System.nanoTime();
    seconds.put(step, (now - start) / 1e9);
    return now;
  }

  private Map<Utterance, Matrix> features(Condition condition, TrialData data) {
    Map<Path, Matrix> files = memory.of(condition.features(), data.all());
    Map<Utterance, Matrix> features = new LinkedHashMap<>();
    data.all().forEach(utterance -> features.put(utterance, files.get(utterance.audio())));
    return switch (condition.protocol().statistics()) {
      case TRAINING -> features;
      case SPEAKER -> Standardisation.bySpeaker(features);
      case ALL -> Standardisation.overAll(features);
    };
  }

  private static List<Sample> samples(
      List<Utterance> part, TrialData data, Map<Utterance, Matrix> features) {
    return part.stream()
        .map(
            utterance ->
                new Sample(
                    utterance.corpus() + "/" + utterance.id(),
                    utterance.corpus() + "/" + utterance.speaker(),
                    features.get(utterance),
                    data.label(utterance)))
        .toList();
  }

  private static List<Answer> predictions(
      Classifier classifier,
      List<Utterance> part,
      TrialData data,
      Map<Utterance, Matrix> features) {
    List<Answer> predictions = new ArrayList<>();
    if (part.isEmpty()) {
      return predictions;
    }
    double[][] probabilities = classifier.probabilities(part.stream().map(features::get).toList());
    for (int i = 0; i < part.size(); i++) {
      Utterance utterance = part.get(i);
      try {
        predictions.add(TrialRecord.rounded(utterance, data.label(utterance), probabilities[i]));
      } catch (IllegalArgumentException e) {
        throw new SerlabException(
            "The model's answer for %s is wrong: %s.".formatted(utterance.id(), e.getMessage()), e);
      }
    }
    return predictions;
  }

  private static Training training(TrialData data) {
    Map<String, TreeSet<String>> speakers = new TreeMap<>();
    for (Utterance utterance : data.training()) {
      speakers
          .computeIfAbsent(utterance.corpus(), corpus -> new TreeSet<>())
          .add(utterance.speaker());
    }
    Map<String, List<String>> lists = new TreeMap<>();
    speakers.forEach((corpus, codes) -> lists.put(corpus, List.copyOf(codes)));
    return new Training(data.training().size(), lists);
  }

  private static String engine(Condition condition) {
    if (!condition.isNetwork()) {
      return "Tribuo " + Tribuo.VERSION;
    }
    Engine engine = Engine.getInstance();
    return engine.getEngineName() + " " + engine.getVersion() + ", DJL " + Engine.getDjlVersion();
  }
}
