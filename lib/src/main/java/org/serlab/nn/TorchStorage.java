package org.serlab.nn;

import ai.djl.ndarray.types.DataType;
import java.util.List;

/**
 * A row of numbers in a checkpoint, of which tensors are views.
 *
 * @param key the file's name of it
 * @param type of its elements
 * @param elements how many it has
 * @param begin its first element within the bytes of that name; not 0 for a view of old files
 */
public record TorchStorage(String key, DataType type, long elements, long begin) {
  /**
   * {@code ('storage', class, key, location, elements)}, and in the old format what it is a view
   * of: nothing, or {@code (key, begin, elements)}.
   */
  static TorchStorage ofId(Object id) {
    List<?> parts = (List<?>) id;
    if (!"storage".equals(parts.get(0))
        || !(parts.get(1) instanceof PickleGlobals.StorageType type)) {
      throw new PickleException("refers to what is no storage");
    }
    String key = (String) parts.get(2);
    long elements = (Long) parts.get(4);
    long begin = 0;
    if (parts.size() > 5 && parts.get(5) instanceof List<?> view) {
      begin = (Long) view.get(1);
      elements = (Long) view.get(2);
    }
    if (elements < 0 || begin < 0) {
      throw new PickleException("holds a storage of negative size");
    }
    return new TorchStorage(key, type.type(), elements, begin);
  }
}
