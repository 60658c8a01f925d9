package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.audio.AudioException;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.FeatureKind;
import org.serlab.feature.Matrix;
import org.serlab.feature.Options;
import org.serlab.model.WeightsFile;
import org.serlab.nn.Torch;

/**
 * Features of kind {@code wav2vec2}: a hidden state of a wav2vec 2.0 that does not learn, pooled
 * over time to one row per recording, for classifiers on frozen embeddings.
 *
 * <p>Options and defaults: weights (a {@link WeightsFile}, to be given) with weightsDigest;
 * backbone, the text of a {@code config.json}, base or xlsr-53 (the {@code config.json} beside the
 * weights); layer, 0 for the transformer's input (the last layer); pool mean or stats (mean and
 * standard deviation); trim false; seconds 0 (all of the recording); recordings are brought to mean
 * 0 and variance 1 at 16 kHz.
 *
 * <p>The engine computes it, on one thread, so that other machines may differ in the last digits;
 * on one machine it is always the same. The network is loaded with the first recording and kept for
 * the next extractor of the same weights.
 */
final class FrozenEmbedding implements FeatureExtractor {
  static final String KIND = "wav2vec2";
  private static final int VERSION = 1;

  /** The network that was used last, and what it is. */
  private static Loaded loaded;

  private final WeightsFile weights;
  private final String backbone;
  private final int layer;
  private final Embedder.Pool pool;
  private final FeatureExtractor hearing;
  private final Map<String, Object> options;

  private record Loaded(
      WeightsFile weights, String backbone, Wav2Vec2 network, NDManager manager) {}

  /** Makes it where options name the kind. */
  public static final class Kind implements FeatureKind {
    @Override
    public String name() {
      return KIND;
    }

    @Override
    public FeatureExtractor of(Map<String, Object> options) {
      return new FrozenEmbedding(options);
    }
  }

  FrozenEmbedding(Map<String, Object> given) {
    Options reader = new Options(KIND, VERSION, given);
    String name = reader.text(WeightsFile.WEIGHTS, WeightsFile.NONE);
    if (name.equals(WeightsFile.NONE)) {
      throw new SerlabException("Features of kind wav2vec2 need weights: name a file.");
    }
    String digest = reader.text(WeightsFile.DIGEST, WeightsFile.digest(given).orElse(""));
    weights = new WeightsFile(name, digest);
    backbone = reader.text("backbone", given.containsKey("backbone") ? "" : beside(given));
    int layers = HuggingFaceConfig.named(backbone).layers();
    layer = reader.integer("layer", layers, 0, layers);
    pool =
        reader.choice("pool", "mean", List.of("mean", "stats")).equals("mean")
            ? Embedder.Pool.MEAN
            : Embedder.Pool.STATS;
    Map<String, Object> wave = new HashMap<>(Map.of("kind", "waveform"));
    wave.put("trim", reader.flag("trim", false));
    wave.put("seconds", reader.number("seconds", 0, 0, 3600));
    hearing = FeatureExtractors.of(wave);
    options = reader.spelt();
  }

  /** What the configuration beside the weights says. */
  private static String beside(Map<String, Object> given) {
    return WeightsFile.beside(given, "config.json")
        .map(config -> HuggingFaceConfig.text(HuggingFaceConfig.read(config)))
        .orElseThrow(
            () ->
                new SerlabException(
                    "There is no config.json beside %s: give the option backbone."
                        .formatted(given.get(WeightsFile.WEIGHTS))));
  }

  @Override
  public Matrix extract(Waveform waveform) {
    float[] samples = hearing.extract(waveform).values();
    synchronized (FrozenEmbedding.class) {
      Loaded network = network();
      Embedder embedder = new Embedder(network.network(), network.manager(), layer, pool);
      if (embedder.frames(samples.length) == 0) {
        throw new AudioException("The recording is too short for a frame of wav2vec 2.0.");
      }
      int threads = JniUtils.getNumThreads();
      JniUtils.setNumThreads(1);
      try {
        return embedder.embed(List.of(Waves.standardised(samples))).get(0);
      } finally {
        JniUtils.setNumThreads(threads);
      }
    }
  }

  private Loaded network() {
    Torch.prepareThread();
    if (loaded == null
        || !loaded.weights().equals(weights)
        || !loaded.backbone().equals(backbone)) {
      if (loaded != null) {
        loaded.manager().close();
        loaded = null;
      }
      NDManager manager =
          NDManager.newBaseManager(Torch.device(System.getProperty("serlab.device", "cpu")));
      try {
        Wav2Vec2 network = new Wav2Vec2(HuggingFaceConfig.named(backbone));
        Wav2Vec2Weights.load(weights.verified(), network, manager).requireComplete();
        loaded = new Loaded(weights, backbone, network, manager);
      } finally {
        if (loaded == null) {
          manager.close(); // the weights were refused
        }
      }
    }
    return loaded;
  }

  @Override
  public Map<String, Object> options() {
    return options;
  }

  @Override
  public boolean isCostly() {
    return true;
  }
}
