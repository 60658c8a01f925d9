package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.nn.LoadReport;
import org.serlab.nn.Safetensors;
import org.serlab.nn.TorchNames;
import org.serlab.nn.WeightFile;
import org.serlab.nn.Weights;

/**
 * Weights of wav2vec 2.0 from and to files: Hugging Face's {@code model.safetensors} and {@code
 * pytorch_model.bin}, and fairseq's {@code .pt}, told apart by what they hold. Loading copies one
 * array after the other from the mapped file: beside the network itself no memory is needed.
 */
public final class Wav2Vec2Weights {
  private Wav2Vec2Weights() {}

  /**
   * Gives a network a file's weights, and initialises it before if it is not initialised. What the
   * file lacks keeps its values, or gets first ones. Whoever needs the whole network calls {@link
   * LoadReport#requireComplete()} on the answer. A fairseq model whose encoder and transformer are
   * of one width has no projection between them; ours becomes the identity.
   *
   * @param file safetensors or a PyTorch checkpoint
   * @param network {@link Wav2Vec2}, which passes over a file's heads, or {@link
   *     PretrainingNetwork}
   * @param manager owner of the weights of a network that is not initialised yet
   * @return what was loaded, and what is missing, unexpected or of another shape
   * @throws org.serlab.SerlabException if the file cannot be read
   */
  public static LoadReport load(Path file, Block network, NDManager manager) {
    try (WeightFile weights = WeightFile.open(file)) {
      boolean fresh = !network.isInitialized();
      if (fresh) {
        allocate(network, manager);
      }
      Map<String, Parameter> parameters = parameters(network);
      LoadReport report = Weights.load(weights, CheckpointNames::canonical, parameters);
      if (CheckpointNames.hasNoProjection(weights.names(), settings(network))) {
        Parameter weight = parameters.get(CheckpointNames.PROJECTION + "weight");
        Parameter bias = parameters.get(CheckpointNames.PROJECTION + "bias");
        FirstWeights.fillIdentity(weight.getArray(), bias.getArray());
        report = report.without(CheckpointNames.PROJECTION);
      }
      if (fresh) {
        FirstWeights first = new FirstWeights(parameters, settings(network), 0);
        first.fill(report.missing());
        first.fill(report.misshapen().stream().map(LoadReport.Misshapen::name).toList());
      }
      return report;
    }
  }

  /**
   * Initialises a network with first weights, as for training from scratch.
   *
   * @param network {@link Wav2Vec2} or {@link PretrainingNetwork}
   * @param manager owner of the weights
   * @param seed what they follow from
   */
  public static void initialise(Block network, NDManager manager, long seed) {
    allocate(network, manager);
    Map<String, Parameter> parameters = parameters(network);
    new FirstWeights(parameters, settings(network), seed).fill(List.copyOf(parameters.keySet()));
  }

  /**
   * Gives every parameter its memory and its shape, but no values yet; the system hands the memory
   * out as it is written to.
   *
   * @param network {@link Wav2Vec2} or {@link PretrainingNetwork}
   * @param manager owner of the weights
   */
  public static void allocate(Block network, NDManager manager) {
    network.setInitializer((owner, shape, type) -> owner.create(shape, type), parameter -> true);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 1024));
  }

  /**
   * Writes a network's weights under Hugging Face's names: {@code Wav2Vec2Model}'s for the backbone
   * alone, {@code Wav2Vec2ForPreTraining}'s with the heads.
   *
   * @param file the safetensors file to write
   * @param network {@link Wav2Vec2} or {@link PretrainingNetwork}
   */
  public static void save(Path file, Block network) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    TorchNames.of(network).forEach((name, parameter) -> arrays.put(name, parameter.getArray()));
    // Hugging Face's loader insists on knowing the format that the arrays come from.
    Safetensors.write(file, arrays, Map.of("format", "pt"));
  }

  /**
   * A network's parameters by the names of Hugging Face's {@code Wav2Vec2ForPreTraining}.
   *
   * @param network {@link Wav2Vec2} or {@link PretrainingNetwork}
   */
  public static Map<String, Parameter> parameters(Block network) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    String prefix = network instanceof Wav2Vec2 ? CheckpointNames.BACKBONE : "";
    TorchNames.of(network).forEach((name, parameter) -> parameters.put(prefix + name, parameter));
    return parameters;
  }

  private static Wav2Vec2Settings settings(Block network) {
    return network instanceof Wav2Vec2 backbone
        ? backbone.settings()
        : ((PretrainingNetwork) network).settings();
  }
}
