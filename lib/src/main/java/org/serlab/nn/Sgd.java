package org.serlab.nn;

import ai.djl.ndarray.NDArray;

/**
 * Stochastic gradient descent as {@code torch.optim.SGD}: {@code g += decay p}; with momentum the
 * buffer b is g at the first step, then {@code b = momentum b + (1 - dampening) g}, and g becomes
 * b, or {@code g + momentum b} with Nesterov's form; {@code p -= rate g}.
 */
public final class Sgd extends Optimiser {
  private final double momentum;
  private final double dampening;
  private final boolean nesterov;

  /**
   * @param learningRate rate
   * @param momentum share of the buffer that is kept; 0 for none
   * @param dampening share of the gradient that does not enter the buffer
   * @param weightDecay added to the gradient, times the parameter
   * @param nesterov whether the step looks ahead along the buffer
   */
  public Sgd(
      double learningRate,
      double momentum,
      double dampening,
      double weightDecay,
      boolean nesterov) {
    super(learningRate, weightDecay);
    this.momentum = momentum;
    this.dampening = dampening;
    this.nesterov = nesterov;
  }

  @Override
  protected void update(
      String name, NDArray p, NDArray gradient, long step, double rate, double decay) {
    NDArray g = decay == 0 ? gradient : gradient.add(p.mul(decay));
    if (momentum != 0) {
      NDArray b = state("momentum", name, p, 0);
      if (step == 1) {
        b.addi(g);
      } else {
        b.muli(momentum).addi(g.mul(1 - dampening));
      }
      g = nesterov ? g.add(b.mul(momentum)) : b;
    }
    p.subi(g.mul(rate));
  }
}
