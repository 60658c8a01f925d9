package org.serlab.model.crosslanguage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Optional;

/**
 * Equation (8): mean and standard deviation over time, joined. (B, T, H) becomes (B, 2 H).
 *
 * <p>The deviation is that of all frames (divisor T), {@code sqrt(variance + 1e-6)}: the number,
 * ours, bounds the gradient where a feature does not vary.
 */
final class StatisticsPooling {
  private static final double LEAST_VARIANCE = 1e-6;

  private StatisticsPooling() {}

  /**
   * @param x (B, T, H)
   * @param valid (B, T, 1), 1 at frames that count and 0 at others; empty if all count
   * @return (B, 2 H)
   */
  static NDArray of(NDArray x, Optional<NDArray> valid) {
    int[] time = {1};
    NDArray mean;
    NDArray variance;
    if (valid.isEmpty()) {
      mean = x.mean(time, true); // (B, 1, H)
      variance = x.sub(mean).square().mean(time);
    } else {
      NDArray weight = valid.get().toType(DataType.FLOAT32, false);
      NDArray count = weight.sum(time, true); // (B, 1, 1)
      mean = x.mul(weight).sum(time, true).div(count);
      variance = x.sub(mean).square().mul(weight).sum(time).div(count.squeeze(1));
    }
    return mean.squeeze(1).concat(variance.add(LEAST_VARIANCE).sqrt(), 1);
  }
}
