package org.serlab.nn;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/**
 * Gives memory that is mapped from a file back at once. Java does so only when a garbage collection
 * happens to find the buffer; until then a large weight file would count as this process's memory a
 * second time.
 */
final class MappedBytes {
  private static final Object UNSAFE;
  private static final Method CLEAN;

  static {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field instance = type.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      UNSAFE = instance.get(null);
      CLEAN = type.getMethod("invokeCleaner", ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Java has changed: memory cannot be given back", e);
    }
  }

  private MappedBytes() {}

  /**
   * @param buffer direct, no slice or duplicate of another, and not to be used again
   */
  static void release(ByteBuffer buffer) {
    try {
      CLEAN.invoke(UNSAFE, buffer);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
