package org.serlab.model.wav2vec2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.serlab.SerlabException;

/**
 * The sizes and choices of a wav2vec 2.0. {@link HuggingFaceConfig} reads and writes them as {@code
 * config.json}, {@link FairseqConfig} takes them from a fairseq checkpoint.
 *
 * @param convolutions the convolutional encoder
 * @param hidden H, width of the transformer
 * @param layers number of transformer layers
 * @param heads attention heads; divide H
 * @param feedForward width of the feed-forward layers
 * @param preNorm layer normalisation before attention and feed-forward ("stable", XLSR-53) instead
 *     of after (base)
 * @param epsilon of the layer normalisations, save those of the convolutional encoder
 * @param positionKernel frames seen by the positional convolution
 * @param positionGroups its groups
 * @param dropouts shares dropped in training
 * @param masking how spans are masked in training
 * @param quantisation quantiser, projection heads and the pre-training's loss
 * @param initialDeviation standard deviation of the transformer's first weights
 */
public record Wav2Vec2Settings(
    Convolutions convolutions,
    int hidden,
    int layers,
    int heads,
    int feedForward,
    boolean preNorm,
    double epsilon,
    int positionKernel,
    int positionGroups,
    Dropouts dropouts,
    Masking masking,
    Quantisation quantisation,
    double initialDeviation) {
  /** Some times as many as the largest network has that was published (48; two billion). */
  private static final int MOST_LAYERS = 1000;

  private static final double MOST_WEIGHTS = 1e10;

  /**
   * The convolutional encoder, one number per layer.
   *
   * @param channels output channels
   * @param kernels samples (first layer) or frames seen
   * @param strides steps
   * @param bias whether the convolutions have biases
   * @param layerNorm layer normalisation after each layer (XLSR-53) instead of group normalisation
   *     after the first alone (base)
   */
  public record Convolutions(
      List<Integer> channels,
      List<Integer> kernels,
      List<Integer> strides,
      boolean bias,
      boolean layerNorm) {
    /** Copies the lists. */
    public Convolutions {
      channels = List.copyOf(channels);
      kernels = List.copyOf(kernels);
      strides = List.copyOf(strides);
      if (channels.isEmpty()
          || channels.size() != kernels.size()
          || channels.size() != strides.size()) {
        throw new SerlabException(
            "The convolutional encoder needs as many kernels and strides as channels, but has"
                + " %s, %s and %s.".formatted(kernels, strides, channels));
      }
      channels.forEach(number -> atLeastOne("channels of a convolution", number));
      kernels.forEach(number -> atLeastOne("kernel of a convolution", number));
      strides.forEach(number -> atLeastOne("stride of a convolution", number));
    }

    /** Number of layers. */
    public int layers() {
      return channels.size();
    }

    /** C, channels of the last layer. */
    public int last() {
      return channels.get(channels.size() - 1);
    }

    /**
     * Frames that the encoder makes of so many samples: per layer {@code floor((L - k) / s) + 1}.
     *
     * @param samples L
     * @return T, 0 if the samples do not fill one frame
     */
    public int frames(long samples) {
      return Math.toIntExact(lengths(samples).get(layers() - 1));
    }

    /**
     * Frames after each layer.
     *
     * @param samples of the waveform
     */
    public List<Long> lengths(long samples) {
      List<Long> lengths = new ArrayList<>();
      long length = samples;
      for (int i = 0; i < layers(); i++) {
        length = length < kernels.get(i) ? 0 : (length - kernels.get(i)) / strides.get(i) + 1;
        lengths.add(length);
      }
      return lengths;
    }

    private double weights() {
      double weights = 0;
      for (int i = 0; i < layers(); i++) {
        weights += (i == 0 ? 1.0 : channels.get(i - 1)) * channels.get(i) * kernels.get(i);
      }
      return weights;
    }

    /** Samples from one frame to the next: 320, which is 20 ms at 16 kHz, in the paper. */
    public int stride() {
      return strides.stream().reduce(1, Math::multiplyExact);
    }
  }

  /**
   * Shares dropped in training.
   *
   * @param hidden after the embedding, attention and feed-forward
   * @param attention of attention weights
   * @param activation inside feed-forward layers
   * @param projection after the feature projection
   * @param quantiser of the quantiser's input
   * @param layer of whole transformer layers
   */
  public record Dropouts(
      double hidden,
      double attention,
      double activation,
      double projection,
      double quantiser,
      double layer) {
    /** Checks that all are shares. */
    public Dropouts {
      for (double share :
          new double[] {hidden, attention, activation, projection, quantiser, layer}) {
        if (!(share >= 0 && share < 1)) {
          throw new SerlabException("A dropout must be from 0 to below 1, but is " + share + ".");
        }
      }
    }

    /** Nothing is dropped. */
    public static Dropouts none() {
      return new Dropouts(0, 0, 0, 0, 0, 0);
    }
  }

  /**
   * Spans masked in training, over time and over the channels of the transformer's input; see
   * {@link SpanMask}.
   *
   * @param time nominal share of frames within spans, counted without their overlaps
   * @param timeLength frames of a span
   * @param timeLeast spans per utterance at least
   * @param channel nominal share of channels
   * @param channelLength channels of a span
   * @param channelLeast spans per utterance at least
   */
  public record Masking(
      double time,
      int timeLength,
      int timeLeast,
      double channel,
      int channelLength,
      int channelLeast) {
    /** Checks that spans have a length and shares are shares. */
    public Masking {
      atLeastOne("frames of a masked span", timeLength);
      atLeastOne("channels of a masked span", channelLength);
      if (!(time >= 0 && time <= 1 && channel >= 0 && channel <= 1)) {
        throw new SerlabException(
            "The masked shares of frames and channels are %s and %s but should be from 0 to 1."
                .formatted(time, channel));
      }
    }
  }

  /**
   * The quantiser and the pre-training's loss.
   *
   * @param groups G, codebooks
   * @param entries V, entries of each
   * @param width of the G entries joined
   * @param projection width in which prediction and quantised vector are compared
   * @param negatives K, distractors per masked frame
   * @param temperature κ of the contrastive loss
   * @param diversityWeight α, weight of the diversity loss
   */
  public record Quantisation(
      int groups,
      int entries,
      int width,
      int projection,
      int negatives,
      double temperature,
      double diversityWeight) {
    /** Checks that the joined width can be shared out. */
    public Quantisation {
      atLeastOne("codebooks", groups);
      atLeastOne("entries of a codebook", entries);
      atLeastOne("width of the codevectors", width);
      atLeastOne("width of the projection heads", projection);
      atLeastOne("distractors", negatives);
      if (width % groups != 0) {
        throw new SerlabException(
            "The codevectors' width %d cannot be shared by %d groups.".formatted(width, groups));
      }
    }

    private double weights(double hidden, double channels) {
      return (double) entries * (width + groups * channels) + projection * (hidden + width);
    }
  }

  /** Checks what must divide. */
  public Wav2Vec2Settings {
    atLeastOne("width", hidden);
    atLeastOne("transformer layers", layers);
    atLeastOne("attention heads", heads);
    atLeastOne("width of the feed-forward layers", feedForward);
    atLeastOne("kernel of the positional convolution", positionKernel);
    atLeastOne("groups of the positional convolution", positionGroups);
    if (hidden % heads != 0) {
      throw new SerlabException(
          "The width %d cannot be shared by %d attention heads.".formatted(hidden, heads));
    }
    if (hidden % positionGroups != 0) {
      throw new SerlabException(
          "The width %d cannot be shared by %d groups of the positional convolution."
              .formatted(hidden, positionGroups));
    }
    double h = hidden; // in double precision, since absurd sizes overflow whole numbers
    double weights =
        layers * h * (4 * h + 2.0 * feedForward)
            + h * h / positionGroups * positionKernel
            + h * convolutions.last()
            + convolutions.weights()
            + quantisation.weights(hidden, convolutions.last());
    if (layers > MOST_LAYERS || weights > MOST_WEIGHTS) {
      throw new SerlabException(
          "A wav2vec 2.0 of %d layers and %.0e weights is larger than any there is: are these the"
                  .formatted(layers, weights)
              + " right settings?");
    }
  }

  private static void atLeastOne(String what, int number) {
    if (number < 1) {
      throw new SerlabException(
          "Of a wav2vec 2.0 the %s must be at least 1, not %d.".formatted(what, number));
    }
  }

  private static Convolutions usual(boolean bias, boolean layerNorm) {
    return new Convolutions(
        Collections.nCopies(7, 512),
        List.of(10, 3, 3, 3, 3, 2, 2),
        List.of(5, 2, 2, 2, 2, 2, 2),
        bias,
        layerNorm);
  }

  /** The base model: 95 million parameters, trained on 960 hours of LibriSpeech. */
  public static Wav2Vec2Settings base() {
    return new Wav2Vec2Settings(
        usual(false, false),
        768,
        12,
        12,
        3072,
        false,
        1e-5,
        128,
        16,
        new Dropouts(0.1, 0.1, 0, 0.1, 0.1, 0.05),
        new Masking(0.65, 10, 2, 0, 10, 0),
        new Quantisation(2, 320, 256, 256, 100, 0.1, 0.1),
        0.02);
  }

  /** XLSR-53, the large model that the paper on emotion across languages fine-tunes. */
  public static Wav2Vec2Settings xlsr53() {
    return new Wav2Vec2Settings(
        usual(true, true),
        1024,
        24,
        16,
        4096,
        true,
        1e-5,
        128,
        16,
        new Dropouts(0, 0, 0, 0, 0, 0),
        new Masking(0.65, 10, 2, 0, 10, 0),
        new Quantisation(2, 320, 768, 768, 100, 0.1, 0.1),
        0.02);
  }

  /** The same network with fewer transformer layers. */
  public Wav2Vec2Settings withLayers(int number) {
    return new Wav2Vec2Settings(
        convolutions,
        hidden,
        number,
        heads,
        feedForward,
        preNorm,
        epsilon,
        positionKernel,
        positionGroups,
        dropouts,
        masking,
        quantisation,
        initialDeviation);
  }

  /** The same network with other dropouts. */
  public Wav2Vec2Settings withDropouts(Dropouts others) {
    return new Wav2Vec2Settings(
        convolutions,
        hidden,
        layers,
        heads,
        feedForward,
        preNorm,
        epsilon,
        positionKernel,
        positionGroups,
        others,
        masking,
        quantisation,
        initialDeviation);
  }
}
