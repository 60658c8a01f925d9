package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.serlab.SerlabException;
import org.serlab.nn.TorchScript;

/**
 * wav2vec 2.0 without the heads of its pre-training: from waveforms to hidden states.
 *
 * <pre>{@code
 * Wav2Vec2 network = new Wav2Vec2(Wav2Vec2Settings.xlsr53());
 * Wav2Vec2Weights.load(file, network, manager);
 * Representations all = network.forward(store, Waves.padded(manager, waves), training);
 * all.context(); // (B, T, H)
 * }</pre>
 *
 * <p>As a block it takes waveforms (B, L) and, if they are padded, an attention mask (B, L) with 1
 * at samples and 0 at padding, and gives the hidden states. Its parameters carry the names of
 * Hugging Face's {@code Wav2Vec2Model}, see {@link org.serlab.nn.TorchNames}.
 */
public final class Wav2Vec2 extends AbstractBlock {
  private static final class Holder {
    static final TorchScript REPLACE =
        TorchScript.of("x: Tensor, mask: Tensor, e: Tensor", "torch.where(mask, e, x)");

    /** The same values forward, to the last digit; the gradient times f backward. */
    static final TorchScript SCALE_GRADIENT =
        TorchScript.of(
            "x: Tensor, f: Tensor",
            "torch.add(torch.detach(x), torch.mul(torch.sub(x, torch.detach(x)), f))");
  }

  private final Wav2Vec2Settings settings;
  private final Parameter maskEmbedding;
  private final ConvolutionalEncoder encoder;
  private final FeatureProjection projection;
  private final Transformer transformer;
  private double encoderGradient = 1;

  /**
   * @param settings sizes and choices
   */
  public Wav2Vec2(Wav2Vec2Settings settings) {
    this.settings = settings;
    maskEmbedding =
        addParameter(
            Parameter.builder()
                .setName("masked_spec_embed")
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(settings.hidden()))
                .optInitializer(Initializer.ZEROS)
                .build());
    encoder = addChildBlock("feature_extractor", new ConvolutionalEncoder(settings.convolutions()));
    projection = addChildBlock("feature_projection", new FeatureProjection(settings));
    transformer = addChildBlock("encoder", new Transformer(settings));
  }

  /** Sizes and choices. */
  public Wav2Vec2Settings settings() {
    return settings;
  }

  /**
   * The forward pass with nothing masked.
   *
   * @param store parameters
   * @param waves the batch
   * @param training whether dropouts are on
   */
  public Representations forward(ParameterStore store, Waves waves, boolean training) {
    return forward(store, waves, Optional.empty(), training);
  }

  /**
   * The forward pass. Gradients flow if a collector is open, whether or not this is training.
   *
   * @param store parameters
   * @param waves the batch
   * @param spans what is masked; see {@link SpanMask#draw} and {@link #frames}
   * @param training whether dropouts are on
   * @throws SerlabException if a waveform is too short for one frame
   */
  public Representations forward(
      ParameterStore store, Waves waves, Optional<SpanMask> spans, boolean training) {
    return forward(store, waves, spans, settings.layers(), training);
  }

  /**
   * One hidden state, and no layer computed that it does not need: for embeddings.
   *
   * @param store parameters
   * @param waves the batch
   * @param number of the hidden state: 0 for the transformer's input, then its layers
   * @return (B, T, H), the same as in the whole forward pass outside of training
   * @throws SerlabException if there is no such layer, or a waveform is too short for one frame
   */
  public NDArray hidden(ParameterStore store, Waves waves, int number) {
    if (number < 0 || number > settings.layers()) {
      throw new SerlabException(
          "There is no hidden state %d: they go from 0 to %d."
              .formatted(number, settings.layers()));
    }
    return forward(store, waves, Optional.empty(), number, false).context();
  }

  private Representations forward(
      ParameterStore store, Waves waves, Optional<SpanMask> spans, int last, boolean training) {
    int[] lengths = frames(waves);
    NDArray z = latent(store, waves.samples(), training); // (B, T, C)
    NDList both = projection.forward(store, new NDList(z), training);
    NDArray projected = both.get(0); // (B, T, H)
    Optional<FrameMask> frames =
        waves
            .lengths()
            .map(
                samples ->
                    FrameMask.of(waves.samples().getManager(), lengths, (int) z.getShape().get(1)));
    NDArray masked =
        spans.isPresent() ? masked(store, projected, spans.get(), training) : projected;
    List<NDArray> hidden = transformer.hiddenStates(store, masked, frames, last, training);
    return new Representations(hidden, z, both.get(1), projected, frames);
  }

  private NDArray latent(ParameterStore store, NDArray samples, boolean training) {
    NDArray z = Parts.apply(encoder, store, samples, training);
    return encoderGradient == 1
        ? z
        : Holder.SCALE_GRADIENT.apply(z, z.getManager().create((float) encoderGradient));
  }

  /**
   * Frames of each utterance of a batch.
   *
   * @throws SerlabException if a waveform is too short for one frame
   */
  public int[] frames(Waves waves) {
    int[] samples = new int[waves.size()];
    Arrays.fill(samples, Math.toIntExact(waves.samples().getShape().get(1)));
    samples = waves.lengths().orElse(samples);
    int[] frames = Arrays.stream(samples).map(settings.convolutions()::frames).toArray();
    for (int b = 0; b < frames.length; b++) {
      if (frames[b] == 0) {
        throw new SerlabException(
            "Utterance %d of the batch has %d samples, too few for one frame of wav2vec 2.0."
                .formatted(b + 1, samples[b]));
      }
    }
    return frames;
  }

  /** Masked frames become the learned vector, masked channels 0. */
  private NDArray masked(ParameterStore store, NDArray x, SpanMask spans, boolean training) {
    NDManager manager = x.getManager();
    long batch = x.getShape().get(0);
    NDArray embedding = store.getValue(maskEmbedding, x.getDevice(), training);
    NDArray time = manager.create(flat(spans.time(), x.getShape().get(1)));
    NDArray y = Holder.REPLACE.apply(x, time.reshape(batch, -1, 1), embedding);
    if (spans.channels().isEmpty()) {
      return y;
    }
    NDArray zeros = manager.zeros(new Shape(1));
    NDArray channels = manager.create(flat(spans.channels().get(), settings.hidden()));
    return Holder.REPLACE.apply(y, channels.reshape(batch, 1, -1), zeros);
  }

  /** Row after row, each filled up with false. */
  static boolean[] flat(boolean[][] rows, long width) {
    boolean[] flat = new boolean[Math.toIntExact(rows.length * width)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, Math.toIntExact(i * width), rows[i].length);
    }
    return flat;
  }

  /**
   * Lets the convolutional encoder learn slower than the rest: its gradient is multiplied by a
   * factor, 0.1 in the base model's pre-training.
   */
  public void scaleEncoderGradient(double factor) {
    encoderGradient = factor;
  }

  /** Keeps the convolutional encoder as it is in training, as fine-tuning usually does. */
  public void freezeEncoder() {
    encoder.freezeParameters(true);
  }

  /**
   * Keeps everything up to a layer as it is in training: the convolutional encoder, the projection,
   * the mask embedding, the positional convolution and the first transformer layers.
   *
   * @param layers number of transformer layers to freeze, 0 to all
   */
  public void freezeUpTo(int layers) {
    freezeEncoder();
    projection.freezeParameters(true);
    maskEmbedding.freeze(true);
    transformer.freeze(layers);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    Optional<int[]> lengths =
        inputs.size() > 1 ? Optional.of(lengths(inputs.get(1))) : Optional.empty();
    Waves waves = new Waves(inputs.get(0), lengths);
    return new NDList(new ArrayList<>(forward(store, waves, training).hidden()));
  }

  private static int[] lengths(NDArray attentionMask) {
    NDArray sums = attentionMask.toType(DataType.INT64, false).sum(new int[] {1});
    return Arrays.stream(sums.toLongArray()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    Shape z = encoder.getOutputShapes(shapes)[0];
    return transformer.getOutputShapes(projection.getOutputShapes(new Shape[] {z}));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    encoder.initialize(manager, type, shapes);
    projection.initialize(manager, type, shapes);
    transformer.initialize(manager, type, shapes);
  }
}
