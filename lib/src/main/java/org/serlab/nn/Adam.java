package org.serlab.nn;

import ai.djl.ndarray.NDArray;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) as {@code torch.optim.Adam}, and AdamW (Loshchilov and
 * Hutter 2019) as {@code torch.optim.AdamW}.
 *
 * <p>{@code m = beta1 m + (1 - beta1) g}; {@code v = beta2 v + (1 - beta2) g²}; {@code p -= rate /
 * (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)}. Epsilon is added after the bias
 * correction. With AMSGrad the largest v so far stands in the root. Decay: Adam adds {@code decay
 * p} to the gradient; AdamW shrinks the parameter by {@code 1 - rate decay} first.
 */
public final class Adam extends Optimiser {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final boolean amsgrad;
  private final boolean decoupled;

  private Adam(
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      boolean amsgrad,
      boolean decoupled) {
    super(learningRate, weightDecay);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.amsgrad = amsgrad;
    this.decoupled = decoupled;
  }

  /**
   * Adam, its decay coupled to the gradient (L2).
   *
   * @param learningRate rate, usually 0.001
   * @param beta1 decay of the first moment, usually 0.9
   * @param beta2 decay of the second moment, usually 0.999
   * @param epsilon added to the root, usually 1e-8
   * @param weightDecay weight of the L2 term
   * @param amsgrad whether the root never shrinks
   */
  public static Adam coupled(
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      boolean amsgrad) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad, false);
  }

  /**
   * AdamW: the decay acts on the parameter itself. Arguments as for {@link #coupled}.
   *
   * @param learningRate rate
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root
   * @param weightDecay share of the parameter, times the rate, that is taken off in each step
   * @param amsgrad whether the root never shrinks
   */
  public static Adam decoupled(
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      boolean amsgrad) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad, true);
  }

  @Override
  protected void update(
      String name, NDArray p, NDArray gradient, long t, double rate, double decay) {
    NDArray g = gradient;
    if (decay != 0 && decoupled) {
      p.muli(1 - rate * decay);
    } else if (decay != 0) {
      g = gradient.add(p.mul(decay));
    }
    NDArray m = state("first-moment", name, p, 0).muli(beta1).addi(g.mul(1 - beta1));
    NDArray v = state("second-moment", name, p, 0).muli(beta2).addi(g.square().muli(1 - beta2));
    NDArray root = v;
    if (amsgrad) {
      NDArray largest = state("largest-second-moment", name, p, 0);
      largest.addi(v.sub(largest).maximum(0));
      root = largest;
    }
    NDArray denominator = root.sqrt().divi(Math.sqrt(1 - Math.pow(beta2, t))).addi(epsilon);
    p.subi(m.mul(rate / (1 - Math.pow(beta1, t))).divi(denominator));
  }
}
