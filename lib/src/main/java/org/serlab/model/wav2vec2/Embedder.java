package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.serlab.nn.Step;
import org.serlab.nn.Torch;

/**
 * Frozen embeddings: a hidden state of wav2vec 2.0, frame by frame or pooled over time.
 *
 * <pre>{@code
 * Embedder embedder = new Embedder(network, manager, 12, Embedder.Pool.MEAN);
 * Matrix embedding = embedder.embed(List.of(Waves.standardised(samples))).get(0); // (1, H)
 * }</pre>
 *
 * <p>Recordings are put together by length. In the layer-norm variant (XLSR-53) those of a batch
 * differ by less than a tenth and padding is masked, which changes nothing but rounding (1e-6). In
 * the group-norm variant (base) the first layer's statistics run over the whole batch's length, so
 * only recordings of exactly one length share a batch. To be used by one thread.
 */
public final class Embedder {
  /** The shortest of a batch, as a share of the longest: padding is less than a tenth. */
  private static final double SHORTEST = 0.9;

  /** Samples of a batch at most, padding included, unless a single recording is longer. */
  private static final int LARGEST = 40 * 16_000;

  /** What is made of the frames' hidden states. */
  public enum Pool {
    /** Their mean (H). */
    MEAN,
    /** Their mean, then their standard deviation (divisor T): 2 H. */
    STATS,
    /** Nothing: a row of H per frame. */
    NONE
  }

  private final Wav2Vec2 network;
  private final NDManager manager;
  private final int layer;
  private final Pool pool;

  /**
   * @param network with weights
   * @param manager that its weights live on
   * @param layer 0 for the transformer's input, then 1 to the number of its layers
   * @param pool what is made of the frames
   * @throws SerlabException if there is no such layer
   */
  public Embedder(Wav2Vec2 network, NDManager manager, int layer, Pool pool) {
    int layers = network.settings().layers();
    if (layer < 0 || layer > layers) {
      throw new SerlabException(
          "This network has layers 0 (the transformer's input) to %d, but no layer %d."
              .formatted(layers, layer));
    }
    this.network = network;
    this.manager = manager;
    this.layer = layer;
    this.pool = pool;
  }

  /** Names of the columns. */
  public List<String> columnNames() {
    int width = network.settings().hidden();
    return switch (pool) {
      case MEAN -> numbered("mean", width).toList();
      case STATS -> Stream.concat(numbered("mean", width), numbered("deviation", width)).toList();
      case NONE -> numbered("state", width).toList();
    };
  }

  private static Stream<String> numbered(String what, int width) {
    return IntStream.range(0, width).mapToObj(i -> what + " " + i);
  }

  /** What is made of the frames. */
  public Pool pool() {
    return pool;
  }

  /**
   * Frames of a recording.
   *
   * @param samples its length at 16 kHz
   */
  public int frames(int samples) {
    return network.settings().convolutions().frames(samples);
  }

  /** Samples from one frame's begin to the next's. */
  public int hop() {
    return network.settings().convolutions().stride();
  }

  /** Samples that one frame's convolutions see. */
  public int length() {
    Wav2Vec2Settings.Convolutions convolutions = network.settings().convolutions();
    int length = 1;
    for (int i = convolutions.layers() - 1; i >= 0; i--) {
      length = (length - 1) * convolutions.strides().get(i) + convolutions.kernels().get(i);
    }
    return length;
  }

  /**
   * @param waves recordings at 16 kHz, standardised where the network wants it, each long enough
   *     for a frame
   * @return their embeddings, in their order
   */
  public List<Matrix> embed(List<float[]> waves) {
    Torch.prepareThread();
    Matrix[] embeddings = new Matrix[waves.size()];
    for (List<Integer> batch : batches(waves)) {
      List<Matrix> some = batch(batch.stream().map(waves::get).toList());
      for (int i = 0; i < some.size(); i++) {
        embeddings[batch.get(i)] = some.get(i);
      }
    }
    return List.of(embeddings);
  }

  /** Numbers of the recordings that go together, longest first. */
  List<List<Integer>> batches(List<float[]> waves) {
    boolean masks = network.settings().convolutions().layerNorm();
    List<Integer> order = new ArrayList<>(IntStream.range(0, waves.size()).boxed().toList());
    order.sort(Comparator.comparingInt(i -> -waves.get(i).length));
    List<List<Integer>> batches = new ArrayList<>();
    int longest = 0;
    for (int i : order) {
      int length = waves.get(i).length;
      List<Integer> last = batches.isEmpty() ? List.of() : batches.get(batches.size() - 1);
      boolean alike = masks ? length > SHORTEST * longest : length == longest;
      if (last.isEmpty() || !alike || (long) longest * (last.size() + 1) > LARGEST) {
        batches.add(new ArrayList<>(List.of(i)));
        longest = length;
      } else {
        last.add(i);
      }
    }
    return batches;
  }

  private List<Matrix> batch(List<float[]> waves) {
    try (Step step = Step.on(manager)) {
      Waves together = Waves.padded(step.manager(), waves);
      NDArray hidden = // (B, T, H)
          network.hidden(new ParameterStore(manager, false), together, layer);
      int width = network.settings().hidden();
      float[] values = hidden.toFloatArray();
      int longest = Math.toIntExact(hidden.getShape().get(1));
      List<Matrix> embeddings = new ArrayList<>();
      for (int b = 0; b < waves.size(); b++) {
        int begin = b * longest * width;
        int frames = frames(waves.get(b).length);
        embeddings.add(
            pooled(Arrays.copyOfRange(values, begin, begin + frames * width), frames, width));
      }
      return embeddings;
    }
  }

  private Matrix pooled(float[] states, int frames, int width) {
    if (pool == Pool.NONE) {
      return new Matrix(frames, width, states);
    }
    float[] pooled = new float[pool == Pool.MEAN ? width : 2 * width];
    for (int h = 0; h < width; h++) {
      double sum = 0;
      for (int t = 0; t < frames; t++) {
        sum += states[t * width + h];
      }
      double mean = sum / frames;
      pooled[h] = (float) mean;
      if (pool == Pool.STATS) {
        double squares = 0;
        for (int t = 0; t < frames; t++) {
          double distance = states[t * width + h] - mean;
          squares += distance * distance;
        }
        pooled[width + h] = (float) Math.sqrt(squares / frames);
      }
    }
    return Matrix.vector(pooled);
  }
}
