package org.serlab.model.crosslanguage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.serlab.model.Embedding;
import org.serlab.model.Preparing;
import org.serlab.model.Starting;
import org.serlab.model.WeightsFile;
import org.serlab.model.wav2vec2.Distractors;
import org.serlab.model.wav2vec2.FrameMask;
import org.serlab.model.wav2vec2.PretrainingLoss;
import org.serlab.model.wav2vec2.PretrainingNetwork;
import org.serlab.model.wav2vec2.Representations;
import org.serlab.model.wav2vec2.SpanMask;
import org.serlab.model.wav2vec2.Wav2Vec2;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;
import org.serlab.model.wav2vec2.Wav2Vec2Weights;
import org.serlab.model.wav2vec2.Waves;
import org.serlab.nn.LoadReport;

/**
 * The network of figure 1: wav2vec 2.0, mean and standard deviation over time (equation 8), {@link
 * EmotionHead}. Waveforms (N, 1, L) and their lengths (N) become logits (N, C).
 *
 * <p>In training spans are masked as in pre-training, and one masked forward pass serves both
 * losses: cross entropy and, weighted by alpha, the wav2vec loss, which the labelled pass gives as
 * its second array (equation 9). All that is random comes from the engine's random numbers.
 */
public final class EmotionNetwork extends AbstractBlock implements Preparing, Starting, Embedding {
  private final Options options;
  private final Stretch stretch;
  private final Optional<PretrainingNetwork> withLoss;
  private final Wav2Vec2 backbone;
  private final EmotionHead head;

  /**
   * What is open in the paper, or a condition.
   *
   * @param samples length of the stretches that are seen; 0 for whole recordings
   * @param latent whether the latent representations z are pooled, else the contextual ones
   * @param maskPadding whether filling is kept out of attention and pooling; in the paper every
   *     frame counts
   * @param maskSpans whether spans are masked in training; without, alpha must be 0
   * @param alpha weight of the wav2vec loss
   * @param mean whether that loss is a mean over the masked frames, else their sum
   * @param temperature of the quantiser's Gumbel softmax
   * @param weights a file to begin with; empty to begin from scratch
   */
  public record Options(
      int samples,
      boolean latent,
      boolean maskPadding,
      boolean maskSpans,
      double alpha,
      boolean mean,
      double temperature,
      Optional<WeightsFile> weights) {
    /** Checks what must fit. */
    public Options {
      if (samples < 0 || !(alpha >= 0) || !(temperature > 0)) {
        throw new IllegalArgumentException("samples, alpha and temperature are not negative");
      }
      if (alpha > 0 && !maskSpans) {
        throw new IllegalArgumentException("the wav2vec loss needs masked spans");
      }
    }
  }

  /**
   * @param settings of wav2vec 2.0
   * @param options what is open
   * @param head what classifies
   */
  public EmotionNetwork(Wav2Vec2Settings settings, Options options, EmotionHead head) {
    this.options = options;
    stretch = new Stretch(options.samples(), options.maskPadding());
    if (options.alpha() > 0) {
      withLoss = Optional.of(addChildBlock("pretraining", new PretrainingNetwork(settings)));
      backbone = withLoss.get().backbone();
    } else {
      withLoss = Optional.empty();
      backbone = addChildBlock("wav2vec2", new Wav2Vec2(settings));
    }
    this.head = addChildBlock("head", head);
  }

  /** wav2vec 2.0 itself, to freeze it or to look inside. */
  public Wav2Vec2 backbone() {
    return backbone;
  }

  /** What is above it. */
  public EmotionHead head() {
    return head;
  }

  @Override
  public Prepared forTraining(Matrix features, Random random) {
    return stretch.forTraining(features, random);
  }

  @Override
  public Prepared forPrediction(Matrix features) {
    return stretch.forPrediction(features);
  }

  @Override
  public boolean lengthsDiffer() {
    return options.samples() == 0;
  }

  /** Weights from scratch as wav2vec 2.0 has them, then those of the file. */
  @Override
  public void start(List<Matrix> training, long seed) {
    Block network = withLoss.isPresent() ? withLoss.get() : backbone;
    NDManager manager = network.getParameters().get(0).getValue().getArray().getManager();
    Wav2Vec2Weights.initialise(network, manager, seed);
    options.weights().ifPresent(file -> load(file, network, manager));
  }

  private static void load(WeightsFile file, Block network, NDManager manager) {
    LoadReport report = Wav2Vec2Weights.load(file.verified(), network, manager);
    boolean headless = report.missing().stream().noneMatch(name -> name.startsWith("wav2vec2."));
    if (!report.missing().isEmpty() && headless && report.misshapen().isEmpty()) {
      throw new SerlabException(
          "The weights %s lack the heads of pre-training, without which there is no wav2vec loss: set alpha to 0."
              .formatted(file.name()));
    }
    report.requireComplete();
  }

  /** What the output layer gets (figure 5). */
  @Override
  public NDArray embeddings(ParameterStore store, NDList inputs) {
    return head.embeddings(store, pooled(represent(store, inputs, Optional.empty(), false)));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> more) {
    Representations all = represent(store, inputs, Optional.empty(), training);
    return head.forward(store, new NDList(pooled(all)), training);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, NDList labels, PairList<String, Object> more) {
    return learn(store, inputs, labels);
  }

  /** Equation 9, whose cross entropy training adds: one masked pass gives logits and loss. */
  private NDList learn(ParameterStore store, NDList inputs, NDList labels) {
    Random random = new Random(seed(inputs.head().getManager()));
    Optional<SpanMask> spans = Optional.empty();
    if (options.maskSpans()) {
      Wav2Vec2Settings settings = backbone.settings();
      int[] frames = backbone.frames(waves(inputs));
      int all = settings.convolutions().frames(inputs.head().getShape().get(2));
      spans =
          Optional.of(
              SpanMask.draw(settings.masking(), frames, settings.hidden(), random).over(all));
    }
    Representations all = represent(store, inputs, spans, true);
    NDList logits = head.forward(store, new NDList(pooled(all)), labels, null);
    if (withLoss.isPresent()) {
      logits.add(loss(store, all, spans.orElseThrow(), random).mul(options.alpha()));
    }
    return logits;
  }

  /** A number from the engine's generator, which training seeds for every epoch. */
  private static long seed(NDManager manager) {
    return manager.randomInteger(0, Integer.MAX_VALUE, new Shape(1), DataType.INT64).getLong();
  }

  /** Equation 3. */
  private NDArray loss(ParameterStore store, Representations all, SpanMask spans, Random random) {
    Wav2Vec2Settings.Quantisation settings = backbone.settings().quantisation();
    PretrainingNetwork.Comparison comparison =
        withLoss.orElseThrow().compare(store, all, options.temperature(), Optional.empty(), true);
    Distractors distractors = Distractors.draw(spans.time(), settings.negatives(), random);
    PretrainingLoss loss = PretrainingLoss.of(comparison, distractors, settings, true);
    return options.mean() ? loss.mean() : loss.sum();
  }

  private Representations represent(
      ParameterStore store, NDList inputs, Optional<SpanMask> spans, boolean training) {
    return backbone.forward(store, waves(inputs), spans, training);
  }

  private Waves waves(NDList inputs) {
    NDArray samples = inputs.get(0).squeeze(1); // (N, L)
    if (!options.maskPadding()) {
      return Waves.ofOneLength(samples);
    }
    float[] lengths = inputs.get(1).toFloatArray();
    int[] whole = new int[lengths.length];
    Arrays.setAll(whole, n -> (int) lengths[n]);
    return new Waves(samples, Optional.of(whole));
  }

  /** Equation 8. */
  private NDArray pooled(Representations all) {
    NDArray x = options.latent() ? all.latent() : all.context();
    return StatisticsPooling.of(x, all.frames().map(FrameMask::valid));
  }

  private int width() {
    Wav2Vec2Settings settings = backbone.settings();
    return options.latent() ? settings.convolutions().last() : settings.hidden();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape waves = new Shape(1, inputs[0].get(2));
    (withLoss.isPresent() ? withLoss.get() : backbone).initialize(manager, type, waves);
    head.initialize(manager, type, new Shape(1, 2L * width()));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return head.getOutputShapes(new Shape[] {new Shape(inputs[0].get(0), 2L * width())});
  }
}
