package org.serlab.nn;

import ai.djl.ndarray.NDArray;

/**
 * The Adam of BERT's original code, which s3prl calls {@code AdamW_with_schedule}: decay takes part
 * in the bias correction, and epsilon is added to the uncorrected root. {@code u = m / (sqrt(v) +
 * epsilon) + decay p}; {@code p -= rate sqrt(1 - beta2^t) / (1 - beta1^t) u}. The rate rises and
 * falls linearly ({@link Schedule#linear}).
 */
public final class AdamWithLinearSchedule extends Optimiser {
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  /**
   * @param learningRate highest rate
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root
   * @param weightDecay weight of the parameter in the step
   * @param warmup share of the steps in which the rate rises
   * @param totalSteps number of steps after which the rate is 0
   */
  public AdamWithLinearSchedule(
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      double warmup,
      long totalSteps) {
    super(learningRate, weightDecay);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    schedule(Schedule.linear(warmup, totalSteps));
  }

  @Override
  protected void update(String name, NDArray p, NDArray g, long t, double rate, double decay) {
    NDArray m = state("first-moment", name, p, 0).muli(beta1).addi(g.mul(1 - beta1));
    NDArray v = state("second-moment", name, p, 0).muli(beta2).addi(g.square().muli(1 - beta2));
    NDArray u = m.div(v.sqrt().addi(epsilon));
    if (decay != 0) {
      u.addi(p.mul(decay));
    }
    p.subi(u.muli(rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t))));
  }
}
