package org.serlab.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.util.Pair;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.serlab.SerlabException;

/**
 * First values of weights: of convolutions, linear layers and recurrent layers. Other layers
 * (normalisations, a block's own parameters) keep what they were given by DJL. The numbers come
 * from Java's own generator, one stream per parameter name, so that a seed gives the same weights
 * on every machine and device.
 */
public enum Initialisation {
  /**
   * As PyTorch, the default: weights and biases uniform between ±1/sqrt(fan in); recurrent layers
   * between ±1/sqrt(size of the state).
   */
  TORCH,
  /**
   * He et al. 2015: normal with deviation sqrt(2 / fan in), biases 0; recurrent layers as TORCH.
   */
  HE,
  /**
   * Glorot and Bengio 2010, as Keras: uniform between ±sqrt(6 / (fan in + fan out)), biases 0;
   * recurrent layers as TORCH.
   */
  GLOROT;

  /**
   * @param word {@code torch}, {@code he} or {@code glorot}
   */
  public static Initialisation of(String word) {
    for (Initialisation initialisation : values()) {
      if (initialisation.name().toLowerCase(Locale.ROOT).equals(word)) {
        return initialisation;
      }
    }
    throw new SerlabException(
        "There is no initialisation " + word + ": known are torch, he, glorot.");
  }

  /**
   * Fills the layers of an initialised network in place.
   *
   * @param network single precision
   * @param seed the run's seed
   */
  public void apply(Block network, long seed) {
    apply(network, "", seed);
  }

  private void apply(Block block, String path, long seed) {
    ParameterList own = block.getDirectParameters();
    if (block instanceof RecurrentBlock) {
      double state = stateSize(own);
      for (Pair<String, Parameter> entry : own) {
        Random random = random(seed, path + entry.getKey());
        Weights.fill(entry.getValue().getArray(), uniform(random, 1 / Math.sqrt(state)));
      }
    } else if (block instanceof Convolution || block instanceof Linear) {
      long[] weight = own.get("weight").getArray().getShape().getShape();
      for (Pair<String, Parameter> entry : own) {
        boolean bias = entry.getKey().equals("bias");
        Random random = random(seed, path + entry.getKey());
        Weights.fill(entry.getValue().getArray(), values(weight, bias, random));
      }
    }
    for (Pair<String, Block> child : block.getChildren()) {
      apply(child.getValue(), path + child.getKey() + "_", seed);
    }
  }

  private DoubleSupplier values(long[] weight, boolean bias, Random random) {
    // Weights are (out, in per group, kernel ...).
    double fanIn = product(weight, 1);
    double fanOut = weight[0] * product(weight, 2);
    return switch (this) {
      case TORCH -> uniform(random, 1 / Math.sqrt(fanIn));
      case HE -> bias ? () -> 0 : () -> random.nextGaussian() * Math.sqrt(2 / fanIn);
      case GLOROT -> bias ? () -> 0 : uniform(random, Math.sqrt(6 / (fanIn + fanOut)));
    };
  }

  private static double stateSize(ParameterList recurrent) {
    for (Pair<String, Parameter> entry : recurrent) {
      Shape shape = entry.getValue().getArray().getShape();
      if (entry.getKey().contains("h2h") && shape.dimension() == 2) {
        return shape.get(1);
      }
    }
    throw new IllegalArgumentException("a recurrent block without hidden-to-hidden weights");
  }

  private static Random random(long seed, String parameter) {
    return new Random(Torch.mix(seed, parameter.hashCode()));
  }

  private static DoubleSupplier uniform(Random random, double bound) {
    return () -> (2 * random.nextDouble() - 1) * bound;
  }

  private static double product(long[] shape, int from) {
    return Arrays.stream(shape, Math.min(from, shape.length), shape.length)
        .reduce(1, (a, b) -> a * b);
  }
}
