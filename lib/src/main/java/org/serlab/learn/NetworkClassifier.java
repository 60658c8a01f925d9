package org.serlab.learn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.serlab.model.Embedding;
import org.serlab.model.Networks;
import org.serlab.nn.Step;
import org.serlab.nn.Torch;
import org.serlab.nn.Weights;

/** A network with its weights. Utterances are predicted one at a time, in inference mode. */
public final class NetworkClassifier implements Classifier {
  /** Name of the weights' file in a model folder. */
  public static final String FILE = "weights.safetensors";

  private final NDManager manager;
  private final Block network;
  private final ParameterStore store;
  private final InputSize size;
  private final int classes;

  /** An initialised network whose weights live on the manager. */
  private NetworkClassifier(NDManager manager, Block network, InputSize size, int classes) {
    this.manager = manager;
    this.network = network;
    this.store = new ParameterStore(manager, false);
    this.size = size;
    this.classes = classes;
  }

  /** Makes the network that hyper-parameters name, initialised for features of a size. */
  static NetworkClassifier create(
      Map<String, Object> hyperParameters, InputSize size, int classes, Device device) {
    Torch.prepareThread();
    NDManager manager = NDManager.newBaseManager(device);
    try {
      Block network = Networks.of(hyperParameters, size.rows(), size.columns(), classes);
      network.initialize(manager, DataType.FLOAT32, Batch.shapes(size));
      return new NetworkClassifier(manager, network, size, classes);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Reads what {@link #save} wrote. */
  static NetworkClassifier load(
      Path folder, Map<String, Object> hyperParameters, InputSize size, int classes) {
    NetworkClassifier classifier = create(hyperParameters, size, classes, Device.cpu());
    try {
      Weights.load(folder.resolve(FILE), classifier.network);
      return classifier;
    } catch (RuntimeException e) {
      classifier.close();
      throw e;
    }
  }

  /** The network itself, to look inside; its arrays are freed when the classifier is closed. */
  public Block network() {
    return network;
  }

  /** Owner of the network's arrays. */
  public NDManager manager() {
    return manager;
  }

  /**
   * A forward pass. Call it where an {@link Step} or a manager of the caller's frees the results.
   *
   * @param inputs features (N, rows, columns), and lengths (N) where sizes vary
   * @param training whether dropout and batch normalisation train
   * @return logits (N, classes)
   */
  public NDArray logits(NDList inputs, boolean training) {
    return checked(network.forward(store, inputs, training).get(0));
  }

  /**
   * A forward pass in training that shows the network the labels too, for those layers that learn
   * from them. To all others it is the same as without.
   *
   * @param inputs features (N, rows, columns), and lengths (N) where sizes vary
   * @param labels N classes
   * @return logits (N, classes), and where the network has a loss of its own that loss, an array
   *     without axes
   */
  NDList labelledPass(NDList inputs, int[] labels) {
    NDList targets = new NDList(inputs.head().getManager().create(labels));
    NDList outputs = network.forward(store, inputs, targets, null);
    NDList pass = new NDList(checked(outputs.get(0)));
    if (outputs.size() > 1 && outputs.get(1).getShape().dimension() == 0) {
      pass.add(outputs.get(1));
    }
    return pass;
  }

  private NDArray checked(NDArray logits) {
    if (logits.getShape().dimension() != 2 || logits.getShape().get(1) != classes) {
      throw new SerlabException(
          "The network gives an array of shape %s where (utterances, %d classes) is needed."
              .formatted(logits.getShape(), classes));
    }
    return logits;
  }

  @Override
  public double[][] probabilities(List<Matrix> features) {
    Torch.prepareThread();
    NetworkInputs inputs = new NetworkInputs(network, size);
    double[][] probabilities = new double[features.size()][];
    for (int i = 0; i < probabilities.length; i++) {
      try (Step step = Step.on(manager)) {
        NDArray logits = logits(inputs.prediction(step.manager(), List.of(features.get(i))), false);
        probabilities[i] = softmax(logits.toFloatArray());
      }
    }
    return probabilities;
  }

  /**
   * What the output layer gets of each utterance.
   *
   * @param features one matrix per utterance
   * @return a point per utterance
   * @throws SerlabException if the network does not show them
   */
  public float[][] embeddings(List<Matrix> features) {
    if (!(network instanceof Embedding embedding)) {
      throw new SerlabException("This network does not show its embeddings.");
    }
    Torch.prepareThread();
    NetworkInputs inputs = new NetworkInputs(network, size);
    float[][] points = new float[features.size()][];
    for (int i = 0; i < points.length; i++) {
      try (Step step = Step.on(manager)) {
        NDList one = inputs.prediction(step.manager(), List.of(features.get(i)));
        points[i] = embedding.embeddings(store, one).toFloatArray();
      }
    }
    return points;
  }

  /** Softmax of one utterance's logits, in double precision. */
  static double[] softmax(float[] logits) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] = StrictMath.exp(logits[c] - highest);
      sum += probabilities[c];
    }
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] /= sum;
    }
    return probabilities;
  }

  @Override
  public long parameterCount() {
    return Weights.count(network);
  }

  @Override
  public void save(Path folder) {
    Weights.save(folder.resolve(FILE), network, Map.of());
  }

  @Override
  public void close() {
    manager.close();
  }
}
