package org.serlab.learn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.serlab.model.Preparing;
import org.serlab.model.SelfMeasuring;
import org.serlab.model.Starting;
import org.serlab.nn.CrossEntropy;
import org.serlab.nn.Gradients;
import org.serlab.nn.Initialisation;
import org.serlab.nn.Optimiser;
import org.serlab.nn.Optimisers;
import org.serlab.nn.Step;
import org.serlab.nn.Torch;
import org.serlab.nn.Weights;

/** One training of one network, from its start or its checkpoint to its end. */
final class NetworkTraining implements AutoCloseable {
  /** Keeps what preparation draws apart from what shuffling draws. */
  private static final long PREPARATION = "preparation".hashCode();

  private final LearningTask task;
  private final NetworkSettings settings;
  private final CrossEntropy loss;
  private final NetworkClassifier classifier;
  private final Map<String, NDArray> parameters;
  private final Optimiser optimiser;
  private final List<Epoch> history = new ArrayList<>();
  private final Map<String, NDArray> best = new LinkedHashMap<>();
  private final NetworkInputs prepared;
  private boolean handedOver;

  /** Everything that an interrupted training needs to go on. */
  record State(
      Map<String, NDArray> network,
      Map<String, NDArray> best,
      Optimiser.State optimiser,
      List<Epoch> history) {}

  NetworkTraining(LearningTask given) {
    Map<String, Object> complete = Learners.complete(given.hyperParameters());
    task = given.withHyperParameters(complete);
    settings = NetworkSettings.of(complete);
    InputSize size = InputSize.of(task.training());
    if (settings.selects() && task.validation().isEmpty()) {
      throw new SerlabException(
          "keep: best-validation and patience need a validation part, but this fold has none.");
    }
    loss = loss();
    Torch.seed(task.seed(), 0);
    classifier =
        NetworkClassifier.create(
            complete, size, task.classes().size(), Torch.device(task.device()));
    prepared = new NetworkInputs(classifier.network(), size);
    Initialisation.of(settings.initialisation()).apply(classifier.network(), task.seed());
    start();
    Gradients.require(classifier.network());
    parameters = Gradients.parameters(classifier.network());
    long steps =
        (long) settings.epochs() * Batch.count(task.training().size(), settings.batchSize());
    optimiser = Optimisers.of(settings.all(), steps);
  }

  private void start() {
    if (classifier.network() instanceof Starting network) {
      try {
        network.start(task.training().stream().map(Sample::features).toList(), task.seed());
      } catch (RuntimeException e) {
        classifier.close();
        throw e;
      }
    }
  }

  private CrossEntropy loss() {
    int classes = task.classes().size();
    int[] labels = task.training().stream().mapToInt(Sample::label).toArray();
    double[] weights =
        settings.balanced()
            ? CrossEntropy.balancedWeights(labels, classes)
            : CrossEntropy.plain(classes).weights();
    return new CrossEntropy(weights, settings.labelSmoothing());
  }

  /** Trains to the end. The classifier passes to the caller. */
  Fit run() {
    Optional<Checkpoint> checkpoint = task.checkpoint().map(folder -> new Checkpoint(folder, task));
    checkpoint
        .flatMap(c -> c.read(classifier.manager(), Weights.of(classifier.network())))
        .ifPresent(this::resume);
    while (history.size() < settings.epochs() && !outOfPatience()) {
      Epoch epoch = epoch(history.size() + 1);
      history.add(epoch);
      if (settings.best() && bestEpoch() == epoch.number()) {
        keepBest();
      }
      checkpoint.ifPresent(c -> c.write(state()));
      task.progress().finished(epoch);
    }
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("epochs", history.size());
    if (settings.best()) {
      if (best.isEmpty()) {
        throw new DivergedException(
            "No epoch has a validation loss that is a number: take a smaller learning rate.");
      }
      Weights.copy(best, Weights.of(classifier.network()));
      notes.put("keptEpoch", bestEpoch());
    }
    handedOver = true;
    return new Fit(classifier, List.copyOf(history), notes);
  }

  private State state() {
    return new State(Weights.of(classifier.network()), best, optimiser.state(), history);
  }

  private void resume(State saved) {
    Weights.copy(saved.network(), Weights.of(classifier.network()));
    saved.network().values().forEach(NDArray::close);
    best.putAll(saved.best());
    optimiser.restore(saved.optimiser());
    history.addAll(saved.history());
  }

  private Epoch epoch(int number) {
    long start = System.nanoTime();
    Torch.seed(task.seed(), number);
    Random random = new Random(Torch.mix(Torch.mix(task.seed(), PREPARATION), number));
    double lossSum = 0;
    int right = 0;
    for (List<Sample> batch : batches(number)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new SerlabException("Training was interrupted in epoch " + number + ".");
      }
      Outcome step = step(batch, random);
      if (!Double.isFinite(step.loss)) {
        throw new DivergedException(
            "Training failed in epoch %d: the loss became %s; a smaller learningRate (now %s) helps."
                .formatted(number, step.loss, settings.all().number("learningRate")));
      }
      lossSum += step.loss * batch.size();
      right += step.right;
    }
    int n = task.training().size();
    Validation validation = Validation.of(classifier, task);
    return new Epoch(
        number,
        lossSum / n,
        right / (double) n,
        validation.loss(),
        validation.uar(),
        (System.nanoTime() - start) / 1e9,
        measures());
  }

  private List<List<Sample>> batches(int epoch) {
    boolean lengthsDiffer =
        classifier.network() instanceof Preparing preparing && preparing.lengthsDiffer();
    return lengthsDiffer
        ? Batch.ofLikeLength(task.training(), settings.batchSize(), task.seed(), epoch)
        : Batch.shuffled(task.training(), settings.batchSize(), task.seed(), epoch);
  }

  /** What the network tells of itself on the first utterances of the training part. */
  private Map<String, Double> measures() {
    if (!(classifier.network() instanceof SelfMeasuring network)) {
      return Map.of();
    }
    List<Sample> first =
        task.training().subList(0, Math.min(settings.batchSize(), task.training().size()));
    try (Step step = Step.on(classifier.manager())) {
      NDList inputs =
          prepared.prediction(step.manager(), first.stream().map(Sample::features).toList());
      return network.measures(new ParameterStore(classifier.manager(), false), inputs);
    }
  }

  private record Outcome(double loss, int right) {}

  private Outcome step(List<Sample> batch, Random random) {
    List<Matrix> features = batch.stream().map(Sample::features).toList();
    int[] labels = batch.stream().mapToInt(Sample::label).toArray();
    try (Step step = Step.on(classifier.manager())) {
      NDList inputs = prepared.training(step.manager(), features, random);
      Outcome result;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList pass = classifier.labelledPass(inputs, labels);
        NDArray logits = pass.get(0);
        NDArray value = loss.loss(logits, labels);
        value = pass.size() > 1 ? value.add(pass.get(1)) : value;
        collector.backward(value);
        // A loss of the network's own may come in double precision.
        double reached = value.toArray()[0].doubleValue();
        result = new Outcome(reached, right(logits.toFloatArray(), labels));
      }
      Map<String, NDArray> gradients = Gradients.of(parameters);
      if (settings.clipNorm() > 0) {
        Gradients.clipByGlobalNorm(gradients.values(), settings.clipNorm());
      }
      gradients.forEach((name, gradient) -> optimiser.step(name, parameters.get(name), gradient));
      Gradients.zero(gradients.values());
      return result;
    }
  }

  private static int right(float[] logits, int[] labels) {
    int classes = logits.length / labels.length;
    int right = 0;
    for (int n = 0; n < labels.length; n++) {
      int highest = 0;
      for (int c = 1; c < classes; c++) {
        highest = logits[n * classes + c] > logits[n * classes + highest] ? c : highest;
      }
      right += highest == labels[n] ? 1 : 0;
    }
    return right;
  }

  /** Number of the epoch with the lowest validation loss, the first of several; 0 before any. */
  private int bestEpoch() {
    int number = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (Epoch epoch : history) {
      if (epoch.validationLoss() < lowest) {
        lowest = epoch.validationLoss();
        number = epoch.number();
      }
    }
    return number;
  }

  private boolean outOfPatience() {
    return settings.patience() > 0 && history.size() - bestEpoch() >= settings.patience();
  }

  private void keepBest() {
    Map<String, NDArray> now = Weights.of(classifier.network());
    if (best.isEmpty()) {
      now.forEach((name, array) -> best.put(name, array.duplicate()));
    } else {
      Weights.copy(now, best);
    }
  }

  /** Frees the network, unless it was handed over. */
  @Override
  public void close() {
    if (!handedOver) {
      classifier.close();
    }
  }
}
