package org.serlab.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A tensor of a checkpoint: a view of a storage, which it may share with others.
 *
 * @param storage where its numbers are
 * @param offset its first element in the storage
 * @param shape its shape
 * @param strides elements from one index to the next, per axis
 */
public record TorchTensor(TorchStorage storage, long offset, long[] shape, long[] strides) {
  /** As many as PyTorch's operations take. */
  private static final int MOST_AXES = 64;

  /** Checks that it lies within its storage. */
  public TorchTensor {
    if (shape.length != strides.length) {
      throw new PickleException("holds a tensor with strides for another number of axes");
    }
    long last = offset;
    long product = storage.type().getNumOfBytes();
    boolean empty = false;
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] < 0 || strides[axis] < 0) {
        throw new PickleException("holds a tensor of impossible shape");
      }
      empty |= shape[axis] == 0;
      product = Math.multiplyExact(product, Math.max(shape[axis], 1)); // the engine's strides
      long reach = Math.multiplyExact(Math.max(shape[axis] - 1, 0), strides[axis]);
      last = Math.addExact(last, reach);
    }
    if (offset < 0 || !empty && last >= storage.elements()) {
      throw new PickleException("holds a tensor that reaches beyond its storage");
    }
  }

  /** {@code torch._utils._rebuild_tensor_v2(storage, offset, size, stride, ...)}. */
  static TorchTensor ofCall(List<?> arguments) {
    return new TorchTensor(
        (TorchStorage) arguments.get(0),
        (Long) arguments.get(1),
        longs((List<?>) arguments.get(2)),
        longs((List<?>) arguments.get(3)));
  }

  private static long[] longs(List<?> values) {
    if (values.size() > MOST_AXES) {
      throw new PickleException("holds a tensor of impossible shape");
    }
    return values.stream().mapToLong(value -> (Long) value).toArray();
  }

  /** Type of its elements. */
  public DataType type() {
    return storage.type();
  }

  /** Its shape as the engine has it. */
  Shape engineShape() {
    return new Shape(shape);
  }

  /** Number of elements. */
  public long size() {
    return engineShape().size();
  }

  /** Whether its elements lie in C order without gaps. */
  boolean isContiguous() {
    long expected = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (shape[axis] != 1 && strides[axis] != expected) {
        return false;
      }
      expected *= shape[axis];
    }
    return true;
  }
}
