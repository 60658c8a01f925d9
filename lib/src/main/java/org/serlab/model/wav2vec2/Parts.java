package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import java.util.function.Supplier;
import org.serlab.nn.TorchScript;

/** What the blocks of this package have in common. */
final class Parts {
  private static final class Holder {
    static final TorchScript ROWS =
        TorchScript.of("x: Tensor, rows: Tensor", "torch.index_select(x, 0, rows)");
  }

  private Parts() {}

  static Linear linear(int outputs) {
    return Linear.builder().setUnits(outputs).build();
  }

  /** Layer normalisation over the last of three axes. */
  static LayerNorm layerNorm(double epsilon) {
    return LayerNorm.builder().axis(2).optEpsilon((float) epsilon).build();
  }

  /** Initialises a linear layer or a normalisation, which need the last axis alone. */
  static void initialise(Block block, NDManager manager, DataType type, int width) {
    block.initialize(manager, type, new Shape(1, 1, width));
  }

  /** One array through a block of one array. */
  static NDArray apply(Block block, ParameterStore store, NDArray x, boolean training) {
    return block.forward(store, new NDList(x), training).singletonOrThrow();
  }

  /**
   * One array of three axes through a linear layer, as a matrix: the engine then adds the bias
   * within the product, and not by a pass of its own.
   */
  static NDArray apply(Linear linear, ParameterStore store, NDArray x, boolean training) {
    Shape shape = x.getShape();
    NDArray rows = x.reshape(-1, shape.get(2));
    NDArray y = linear.forward(store, new NDList(rows), training).singletonOrThrow();
    return y.reshape(shape.get(0), shape.get(1), -1);
  }

  static NDArray dropout(NDArray x, double share, boolean training) {
    return training && share > 0 ? Dropout.dropout(x, (float) share, true).singletonOrThrow() : x;
  }

  /** Rows of an array, by their numbers. */
  static NDArray rows(NDArray x, long[] numbers) {
    return Holder.ROWS.apply(x, x.getManager().create(numbers));
  }

  /**
   * Does a part of the forward pass and lets go of what it made on its way: the engine keeps alone
   * what the backward pass needs, as PyTorch does.
   *
   * @param part gives an array of its own making
   */
  static NDArray freeing(Supplier<NDArray> part) {
    NDArray result;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      result = part.get();
      NDScope.unregister(result);
    }
    NDScope.register(result);
    return result;
  }
}
