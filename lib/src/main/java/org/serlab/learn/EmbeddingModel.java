package org.serlab.learn;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.model.crosslanguage.EmotionNetwork;
import org.serlab.model.wav2vec2.Embedder;
import org.serlab.model.wav2vec2.FairseqConfig;
import org.serlab.model.wav2vec2.HuggingFaceConfig;
import org.serlab.model.wav2vec2.Wav2Vec2;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;
import org.serlab.model.wav2vec2.Wav2Vec2Weights;
import org.serlab.nn.Torch;

/**
 * A wav2vec 2.0 that gives embeddings, from wherever its weights are. To be closed.
 *
 * @param network with its weights
 * @param manager owner of the weights
 * @param file the weights
 * @param features what it hears: options of features of kind {@code waveform}
 * @param standardised whether it wants waveforms with mean 0 and variance 1
 */
public record EmbeddingModel(
    Wav2Vec2 network,
    NDManager manager,
    Path file,
    Map<String, Object> features,
    boolean standardised)
    implements AutoCloseable {
  private static final String CONFIG = "config.json";

  /**
   * Opens a folder: a model folder of a fine-tuned emotion network, or one of Hugging Face with
   * {@code config.json} and weights.
   *
   * @param folder the folder
   * @throws SerlabException if it is neither
   */
  public static EmbeddingModel open(Path folder) {
    if (Files.exists(folder.resolve(ModelDescription.FILE))) {
      return ofModel(folder);
    }
    for (String name : List.of("model.safetensors", "pytorch_model.bin")) {
      if (Files.exists(folder.resolve(CONFIG)) && Files.exists(folder.resolve(name))) {
        return open(folder.resolve(name), folder.resolve(CONFIG));
      }
    }
    throw new SerlabException(
        "%s holds no model: neither %s, nor %s with model.safetensors or pytorch_model.bin."
            .formatted(folder, ModelDescription.FILE, CONFIG));
  }

  /** The wav2vec 2.0 within a fine-tuned emotion network. */
  private static EmbeddingModel ofModel(Path folder) {
    ModelDescription model = ModelFolder.read(folder);
    if (!Learners.NETWORK.equals(model.hyperParameters().get(Learners.LEARNER))) {
      throw new SerlabException(
          "The model in %s is no network, so it has no embeddings.".formatted(folder));
    }
    NetworkClassifier classifier =
        new NetworkLearner()
            .load(
                folder,
                model.classNames(),
                model.inputRows(),
                model.inputColumns(),
                model.hyperParameters());
    if (!(classifier.network() instanceof EmotionNetwork network)) {
      classifier.close();
      throw new SerlabException(
          "The model in %s holds no wav2vec 2.0, so it has no embeddings.".formatted(folder));
    }
    return new EmbeddingModel(
        network.backbone(),
        classifier.manager(),
        folder.resolve(NetworkClassifier.FILE),
        model.features(),
        true);
  }

  /**
   * Opens weights.
   *
   * @param weights safetensors, or a checkpoint of PyTorch or fairseq
   * @param config Hugging Face's {@code config.json}; null to take the one beside the weights, or,
   *     where there is none, what a fairseq checkpoint says of itself
   * @throws SerlabException if they do not fit together
   */
  public static EmbeddingModel open(Path weights, Path config) {
    Path beside = weights.toAbsolutePath().resolveSibling(CONFIG);
    Path chosen = config == null && Files.exists(beside) ? beside : config;
    Wav2Vec2Settings settings = chosen == null ? ofItself(weights) : HuggingFaceConfig.read(chosen);
    Torch.prepareThread();
    NDManager manager = NDManager.newBaseManager(device());
    try {
      Wav2Vec2 network = new Wav2Vec2(settings);
      Wav2Vec2Weights.load(weights, network, manager).requireComplete();
      return new EmbeddingModel(
          network,
          manager,
          weights,
          new LinkedHashMap<>(Map.of("kind", "waveform")),
          chosen == null ? FairseqConfig.isStandardised(weights) : wantsStandardised(chosen));
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static Device device() {
    return Torch.device(System.getProperty("serlab.device", "cpu"));
  }

  private static Wav2Vec2Settings ofItself(Path weights) {
    if (!weights.toString().endsWith(".pt")) {
      throw new SerlabException(
          "There is no %s beside %s: say with --config where it is.".formatted(CONFIG, weights));
    }
    return FairseqConfig.read(weights);
  }

  /** What Hugging Face's settings of the input beside the configuration say; usually yes. */
  private static boolean wantsStandardised(Path config) {
    Path file = config.toAbsolutePath().resolveSibling("preprocessor_config.json");
    if (!Files.exists(file)) {
      return true;
    }
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      return !json.has("do_normalize") || json.get("do_normalize").getAsBoolean();
    } catch (IOException | RuntimeException e) { // not JSON, no object, no truth value
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  /** Number of its layers, the highest that {@link #embedder} takes. */
  public int layers() {
    return network.settings().layers();
  }

  /**
   * @param layer 0 to {@link #layers()}
   * @param pool what is made of the frames
   */
  public Embedder embedder(int layer, Embedder.Pool pool) {
    return new Embedder(network, manager, layer, pool);
  }

  @Override
  public void close() {
    manager.close();
  }
}
