package org.serlab.nn;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.pytorch.engine.PtNDArray;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps the numbers of an operation alive until the backward pass has read them.
 *
 * <p>DJL 0.32 puts the number of {@code x.mul(3)} into a Java buffer, lets the engine use that
 * memory in place, and drops the buffer as soon as the product is there. The engine, however, keeps
 * the address for the backward pass: a garbage collection in between frees the memory, and the
 * gradient is multiplied by whatever lies there then. No error is raised. So the manager's register
 * of arrays, from which an array is removed when it is closed, is replaced by one that keeps the
 * buffers of removed arrays.
 */
final class NumberBuffers extends ConcurrentHashMap<String, AutoCloseable> {
  private static final long serialVersionUID = 1L;
  private static final Field REGISTER = field(BaseNDManager.class, "resources");
  private static final Field BUFFER = field(PtNDArray.class, "dataRef");

  private final transient Queue<ByteBuffer> kept = new ConcurrentLinkedQueue<>();

  private NumberBuffers() {}

  /**
   * Makes a manager keep the buffers of arrays that are closed from now on.
   *
   * @return what keeps them; the same on every call
   */
  static synchronized NumberBuffers keep(BaseNDManager manager) {
    try {
      @SuppressWarnings("unchecked")
      var register = (ConcurrentHashMap<String, AutoCloseable>) REGISTER.get(manager);
      if (register instanceof NumberBuffers buffers) {
        return buffers;
      }
      NumberBuffers buffers = new NumberBuffers();
      buffers.putAll(register);
      REGISTER.set(manager, buffers);
      return buffers;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public AutoCloseable remove(Object id) {
    AutoCloseable removed = super.remove(id);
    if (removed instanceof PtNDArray) {
      try {
        ByteBuffer buffer = (ByteBuffer) BUFFER.get(removed);
        if (buffer != null) {
          kept.add(buffer);
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return removed;
  }

  /** Lets go of the buffers kept so far. */
  void release() {
    kept.clear();
  }

  private static Field field(Class<?> owner, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("DJL has changed: " + owner + " has no field " + name, e);
    }
  }
}
