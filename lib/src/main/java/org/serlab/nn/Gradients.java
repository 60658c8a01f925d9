package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What DJL leaves to its users about gradients. */
public final class Gradients {
  private Gradients() {}

  /**
   * Switches gradients on for every parameter that wants one. Do it once after initialising or
   * loading.
   */
  public static void require(Block network) {
    for (Pair<String, Parameter> entry : network.getParameters()) {
      if (entry.getValue().requiresGradient()) {
        entry.getValue().getArray().setRequiresGradient(true);
      }
    }
  }

  /**
   * The trainable parameters by name, in the network's order. The names are the stable ones of
   * {@link Block#getParameters()}.
   */
  public static Map<String, NDArray> parameters(Block network) {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    for (Pair<String, Parameter> entry : network.getParameters()) {
      if (entry.getValue().requiresGradient()) {
        parameters.put(entry.getKey(), entry.getValue().getArray());
      }
    }
    return parameters;
  }

  /**
   * The gradients of parameters. Each is a new handle on the engine's array, to be freed by the
   * caller, most simply by an open {@link ai.djl.ndarray.NDScope}.
   *
   * @param parameters arrays that require gradients
   */
  public static Map<String, NDArray> of(Map<String, NDArray> parameters) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> gradients.put(name, parameter.getGradient()));
    return gradients;
  }

  /**
   * Sets gradients to zero in place; they add up over backward passes otherwise.
   *
   * @param gradients finite arrays of {@link #of}
   */
  public static void zero(Collection<NDArray> gradients) {
    for (NDArray gradient : gradients) {
      gradient.subi(gradient);
    }
  }

  /**
   * Scales gradients in place so that their common norm is at most a bound, as {@code
   * torch.nn.utils.clip_grad_norm_}: factor {@code bound / (norm + 1e-6)}, where it is below 1.
   * (DJL's {@code optClipGrad} bounds single elements, and only from above.)
   *
   * @param gradients all gradients of a step
   * @param bound largest norm allowed
   * @return L2 norm over all of them, before clipping
   */
  public static double clipByGlobalNorm(Collection<NDArray> gradients, double bound) {
    double squares = 0;
    for (NDArray gradient : gradients) {
      try (NDArray square = gradient.square();
          NDArray sum = square.sum()) {
        squares += sum.toArray()[0].doubleValue();
      }
    }
    double norm = Math.sqrt(squares);
    double factor = bound / (norm + 1e-6);
    if (factor < 1) {
      gradients.forEach(gradient -> gradient.muli(factor));
    }
    return norm;
  }
}
