package org.serlab.nn;

import ai.djl.ndarray.NDArray;

/**
 * Adagrad (Duchi, Hazan and Singer 2011) as {@code torch.optim.Adagrad}: {@code g += decay p};
 * {@code G += g²}; {@code p -= rate / (1 + (t - 1) rateDecay) g / (sqrt(G) + epsilon)}.
 */
public final class Adagrad extends Optimiser {
  private final double rateDecay;
  private final double initialSum;
  private final double epsilon;

  /**
   * @param learningRate rate
   * @param rateDecay how fast the rate falls with the steps
   * @param weightDecay added to the gradient, times the parameter
   * @param initialSum sum of squares before the first step
   * @param epsilon added to the root, usually 1e-10
   */
  public Adagrad(
      double learningRate,
      double rateDecay,
      double weightDecay,
      double initialSum,
      double epsilon) {
    super(learningRate, weightDecay);
    this.rateDecay = rateDecay;
    this.initialSum = initialSum;
    this.epsilon = epsilon;
  }

  @Override
  protected void update(
      String name, NDArray p, NDArray gradient, long t, double rate, double decay) {
    NDArray g = decay == 0 ? gradient : gradient.add(p.mul(decay));
    NDArray sum = state("sum-of-squares", name, p, initialSum).addi(g.square());
    p.subi(g.mul(rate / (1 + (t - 1) * rateDecay)).divi(sum.sqrt().addi(epsilon)));
  }
}
