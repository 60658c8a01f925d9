package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.serlab.nn.Torch;
import org.serlab.nn.Weights;

/**
 * First values of the weights, as Hugging Face's {@code Wav2Vec2ForPreTraining} has them. The
 * numbers come from Java's own generator, one stream per name, so that a seed gives the same
 * weights on every machine.
 */
final class FirstWeights {
  private static final String MAGNITUDE = "pos_conv_embed.conv.weight_g";

  private final Map<String, Parameter> parameters;
  private final double deviation;
  private final long seed;

  /**
   * @param parameters initialised, by the names of Hugging Face's pre-training class
   * @param settings of the network
   * @param seed what the numbers follow from
   */
  FirstWeights(Map<String, Parameter> parameters, Wav2Vec2Settings settings, long seed) {
    this.parameters = parameters;
    this.deviation = settings.initialDeviation();
    this.seed = seed;
  }

  /**
   * @param names of the parameters to fill
   */
  void fill(Collection<String> names) {
    for (String name : names) {
      if (!name.endsWith(MAGNITUDE)) {
        NDArray array = parameters.get(name).getArray();
        Weights.fill(array, values(name, array.getShape().getShape()));
      }
    }
    // Last, since it is the length of the direction.
    for (String name : names) {
      if (name.endsWith(MAGNITUDE)) {
        NDArray direction = parameters.get(name.replace("weight_g", "weight_v")).getArray();
        fillMagnitude(parameters.get(name).getArray(), direction);
      }
    }
  }

  private DoubleSupplier values(String name, long[] shape) {
    Random random = new Random(Torch.mix(seed, name.hashCode()));
    boolean bias = name.endsWith("bias");
    if (name.contains("layer_norm.")) {
      return () -> bias ? 0 : 1;
    } else if (name.endsWith("masked_spec_embed") || name.endsWith("codevectors")) {
      return random::nextDouble;
    } else if (name.contains("conv_layers.")) {
      // He et al. 2015; the biases as PyTorch has them.
      double fanIn = fanIn(name, shape);
      return bias ? uniform(random, 1 / Math.sqrt(fanIn)) : normal(random, Math.sqrt(2 / fanIn));
    } else if (name.contains("pos_conv_embed")) {
      double taps = bias ? 1 : (double) shape[0] * shape[2]; // width times kernel
      return bias ? () -> 0 : normal(random, 2 / Math.sqrt(taps));
    } else if (name.contains("feature_projection.") || name.startsWith("project_")) {
      return uniform(random, 1 / Math.sqrt(fanIn(name, shape)));
    }
    double spread = name.startsWith("quantizer.") ? 1 : deviation;
    return bias ? () -> 0 : normal(random, spread);
  }

  /** Inputs of one output, which a bias shares with its weight. */
  private double fanIn(String name, long[] shape) {
    long[] weight =
        name.endsWith("bias")
            ? parameters.get(name.replaceFirst("bias$", "weight")).getShape().getShape()
            : shape;
    return Arrays.stream(weight, 1, weight.length).reduce(1, Math::multiplyExact);
  }

  private static DoubleSupplier uniform(Random random, double bound) {
    return () -> (2 * random.nextDouble() - 1) * bound;
  }

  private static DoubleSupplier normal(Random random, double deviation) {
    return () -> random.nextGaussian() * deviation;
  }

  /** What leaves its input as it is. */
  static void fillIdentity(NDArray weight, NDArray bias) {
    long width = weight.getShape().get(0);
    long[] next = {0};
    Weights.fill(weight, () -> next[0]++ % (width + 1) == 0 ? 1 : 0);
    Weights.fill(bias, () -> 0);
  }

  /** So that the normalised weight is the direction itself. */
  private static void fillMagnitude(NDArray magnitude, NDArray direction) {
    float[] v = direction.toFloatArray(); // (H, H / groups, K)
    int kernel = Math.toIntExact(magnitude.getShape().size());
    double[] squares = new double[kernel];
    for (int i = 0; i < v.length; i++) {
      squares[i % kernel] += (double) v[i] * v[i];
    }
    int[] next = {0};
    Weights.fill(magnitude, () -> Math.sqrt(squares[next[0]++]));
  }
}
