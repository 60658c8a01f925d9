package org.serlab.model.crosslanguage;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.serlab.model.Embedding;
import org.serlab.model.NetworkFactory;
import org.serlab.model.Starting;
import org.serlab.nn.HyperParameters;
import org.serlab.nn.Weights;

/**
 * The paper's head on features that are there already (section 4.6): a vector of functionals per
 * utterance, or a frozen embedding. (N, 1, D) becomes (N, C).
 *
 * <p>Where inputs are standardised, each feature is brought to mean 0 and deviation 1 over the
 * training part, and one that is constant there to 0; else they are taken as they are, which is the
 * paper's way as far as it says.
 */
public final class HeadNetwork extends AbstractBlock implements Starting, Embedding {
  private final boolean standardise;
  private final Parameter mean;
  private final Parameter scale;
  private final EmotionHead head;

  /**
   * @param standardise whether inputs are standardised
   * @param head the head
   */
  public HeadNetwork(boolean standardise, EmotionHead head) {
    this.standardise = standardise;
    mean = statistic("mean", Initializer.ZEROS);
    scale = statistic("scale", Initializer.ONES);
    this.head = addChildBlock("head", head);
  }

  private Parameter statistic(String name, Initializer initial) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optInitializer(initial)
            .optRequiresGrad(false)
            .build());
  }

  /** The head itself. */
  public EmotionHead head() {
    return head;
  }

  @Override
  public NDArray embeddings(ParameterStore store, NDList inputs) {
    return head.embeddings(store, scaled(inputs.head()));
  }

  private NDArray scaled(NDArray features) {
    return features.squeeze(1).sub(mean.getArray()).mul(scale.getArray());
  }

  @Override
  public void start(List<Matrix> training, long seed) {
    if (!standardise) {
      return;
    }
    int d = training.get(0).columns();
    float[] centres = new float[d];
    float[] scales = new float[d];
    for (int j = 0; j < d; j++) {
      double sum = 0;
      for (Matrix one : training) {
        sum += one.get(0, j);
      }
      double centre = sum / training.size();
      double squares = 0;
      for (Matrix one : training) {
        squares += (one.get(0, j) - centre) * (one.get(0, j) - centre);
      }
      double deviation = Math.sqrt(squares / training.size());
      centres[j] = (float) centre;
      // Of a constant only rounding is left.
      scales[j] = deviation > 1e-7 * Math.abs(centre) ? (float) (1 / deviation) : 0;
    }
    NDManager manager = mean.getArray().getManager();
    try (NDArray m = manager.create(centres);
        NDArray s = manager.create(scales)) {
      Weights.assign(mean.getArray(), m);
      Weights.assign(scale.getArray(), s);
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> more) {
    return head.forward(store, new NDList(scaled(inputs.head())), training);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, NDList labels, PairList<String, Object> more) {
    return head.forward(store, new NDList(scaled(inputs.head())), labels, null);
  }

  @Override
  protected void prepare(Shape[] inputs) {
    Shape features = new Shape(inputs[0].get(2));
    mean.setShape(features);
    scale.setShape(features);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    head.initialize(manager, type, new Shape(inputs[0].get(0), inputs[0].get(2)));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return head.getOutputShapes(new Shape[] {new Shape(inputs[0].get(0), inputs[0].get(2))});
  }

  /** Makes it from hyper-parameters: {@code standardise}, and those of {@link EmotionHead}. */
  public static final class Factory implements NetworkFactory {
    @Override
    public HeadNetwork create(HyperParameters settings, int rows, int columns, int classes) {
      if (rows != 1 || columns == 0) {
        throw new SerlabException(
            "The network emotion-head takes one row of equally many features per utterance, not"
                + " a sequence: choose functionals or an embedding.");
      }
      return new HeadNetwork(settings.flag("standardise"), EmotionHead.of(settings, classes));
    }

    @Override
    public Map<String, Object> defaults() {
      Map<String, Object> defaults = new LinkedHashMap<>(EmotionHead.defaults());
      defaults.put("standardise", true);
      return defaults;
    }
  }
}
