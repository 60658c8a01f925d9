package org.serlab.learn.pretraining;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.serlab.SerlabException;
import org.serlab.model.wav2vec2.Distractors;
import org.serlab.model.wav2vec2.PretrainingLoss;
import org.serlab.model.wav2vec2.PretrainingNetwork;
import org.serlab.model.wav2vec2.SpanMask;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;
import org.serlab.model.wav2vec2.Wav2Vec2Weights;
import org.serlab.model.wav2vec2.Waves;
import org.serlab.nn.Gradients;
import org.serlab.nn.Optimiser;
import org.serlab.nn.Optimisers;
import org.serlab.nn.Step;
import org.serlab.nn.Torch;
import org.serlab.nn.Weights;

/**
 * Pre-trains wav2vec 2.0 from scratch (Baevski et al. 2020, sections 3 and 4.2): spans masked, the
 * true quantised frame told from distractors, codebooks kept in use.
 *
 * <pre>{@code
 * try (Pretrained result = Pretraining.run(task)) {
 *   result.save(folder);
 * }
 * }</pre>
 *
 * <p>A run that was interrupted continues from its last finished epoch to the same weights as one
 * that was not, on the same machine.
 */
public final class Pretraining {
  private static final int MASKS = 1;
  private static final int CROPS = 2;

  private final PretrainingTask task;
  private final PretrainingSettings settings;
  private final NDManager manager;
  private final PretrainingNetwork network;
  private final ParameterStore store;
  private final Map<String, NDArray> parameters;
  private final PretrainingBatches training;
  private final Optional<PretrainingBatches> validation;
  private final Optimiser optimiser;
  private final List<PretrainingEpoch> history = new ArrayList<>();

  private Pretraining(PretrainingTask task, NDManager manager) {
    this.task = task;
    this.manager = manager;
    settings = PretrainingSettings.of(task.network(), task.hyperParameters());
    training = new PretrainingBatches(task.training(), settings);
    validation = task.validation().map(speech -> new PretrainingBatches(speech, settings));
    network = new PretrainingNetwork(task.network());
    Wav2Vec2Weights.initialise(network, manager, task.seed());
    network.backbone().scaleEncoderGradient(settings.encoderGradient());
    store = new ParameterStore(manager, false);
    Gradients.require(network);
    parameters = Gradients.parameters(network);
    optimiser = Optimisers.of(settings.all(), (long) settings.epochs() * training.count());
  }

  /**
   * Pre-trains to the end.
   *
   * @param task what to learn from and how
   * @return the network, to be closed by the caller
   * @throws SerlabException if the thread is interrupted, or the loss is no number any more
   */
  public static Pretrained run(PretrainingTask task) {
    Torch.prepareThread();
    NDManager manager = NDManager.newBaseManager(Torch.device(task.device()));
    try {
      return new Pretraining(task, manager).run();
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private Pretrained run() {
    Optional<PretrainingCheckpoint> checkpoint =
        task.checkpoint().map(folder -> new PretrainingCheckpoint(folder, task, settings));
    checkpoint.flatMap(saved -> saved.read(manager, Weights.of(network))).ifPresent(this::resume);
    while (history.size() < settings.epochs()) {
      PretrainingEpoch epoch = epoch(history.size() + 1);
      history.add(epoch);
      checkpoint.ifPresent(
          saved ->
              saved.write(
                  new PretrainingCheckpoint.State(
                      Weights.of(network), optimiser.state(), history)));
      task.progress().accept(epoch);
    }
    PretrainingReport report =
        new PretrainingReport(
            task.seed(),
            settings.all().values(),
            training.seconds() / 3600,
            task.training().speakers(),
            training.ids(),
            validation.map(PretrainingBatches::ids).orElse(List.of()),
            history.stream().map(PretrainingReport.Line::of).toList());
    return new Pretrained(network, manager, history, report);
  }

  private void resume(PretrainingCheckpoint.State saved) {
    Weights.copy(saved.network(), Weights.of(network));
    saved.network().values().forEach(NDArray::close);
    optimiser.restore(saved.optimiser());
    history.addAll(saved.history());
  }

  private PretrainingEpoch epoch(int number) {
    long start = System.nanoTime();
    Torch.seed(task.seed(), number);
    Random masks = random(MASKS, number);
    Random crops = random(CROPS, number);
    Means means = new Means();
    long step = (long) (number - 1) * training.count();
    for (int batch : training.order(crops)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new SerlabException("Pre-training was interrupted in epoch " + number + ".");
      }
      step++;
      learn(training.waves(batch, crops), masks, settings.temperature(step), means);
    }
    Optional<PretrainingEpoch.Measures> measured = validation.map(this::measure);
    return new PretrainingEpoch(
        number,
        means.measures(),
        measured,
        settings.temperature(step),
        step,
        (System.nanoTime() - start) / 1e9);
  }

  private Random random(int stream, int epoch) {
    return new Random(Torch.mix(Torch.mix(task.seed(), stream), epoch));
  }

  private void learn(List<float[]> batch, Random random, double temperature, Means means) {
    try (Step step = Step.on(manager)) {
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        Waves waves = Waves.padded(step.manager(), batch);
        NDArray loss = loss(waves, random, temperature, true, means);
        collector.backward(loss);
      }
      Map<String, NDArray> gradients = Gradients.of(parameters);
      if (settings.clipNorm() > 0) {
        Gradients.clipByGlobalNorm(gradients.values(), settings.clipNorm());
      }
      gradients.forEach((name, gradient) -> optimiser.step(name, parameters.get(name), gradient));
      Gradients.zero(gradients.values());
    }
  }

  /** The mean loss per masked frame. */
  private NDArray loss(
      Waves waves, Random random, double temperature, boolean learning, Means means) {
    Wav2Vec2Settings.Quantisation quantisation = task.network().quantisation();
    int[] frames = network.backbone().frames(waves);
    SpanMask spans =
        SpanMask.draw(task.network().masking(), frames, task.network().hidden(), random);
    Distractors distractors = Distractors.draw(spans.time(), quantisation.negatives(), random);
    PretrainingNetwork.Comparison comparison =
        network.compare(store, waves, spans, temperature, Optional.empty(), learning);
    PretrainingLoss parts = PretrainingLoss.of(comparison, distractors, quantisation, learning);
    NDArray loss = parts.mean();
    if (settings.featurePenalty() > 0) {
      NDArray penalty = comparison.representations().latent().square().mean();
      loss = loss.add(penalty.mul((float) settings.featurePenalty()));
    }
    float value = loss.getFloat();
    if (!Float.isFinite(value)) {
      throw new SerlabException(
          "Pre-training failed: the loss became %s; a smaller learningRate (now %s) helps."
              .formatted(value, settings.all().number("learningRate")));
    }
    means.add(value, parts, Arrays.stream(frames).sum());
    return loss;
  }

  /** The same masks and distractors in every epoch. */
  private PretrainingEpoch.Measures measure(PretrainingBatches batches) {
    Random random = random(MASKS, 0);
    Means means = new Means();
    for (int batch = 0; batch < batches.count(); batch++) {
      try (Step step = Step.on(manager)) {
        loss(Waves.padded(step.manager(), batches.waves(batch, null)), random, 1, false, means);
      }
    }
    return means.measures();
  }
}
