package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.serlab.SerlabException;

/**
 * Weights by name in a file, mapped into memory: nothing is copied until an array is asked for, and
 * then that array alone. Reading runs nothing that the file holds.
 */
public interface WeightFile extends AutoCloseable {
  /** Where it lies. */
  Path file();

  /** Names of its arrays, in the file's order. */
  Set<String> names();

  /** Type of an array's elements. */
  DataType type(String name);

  /** Shape of an array. */
  Shape shape(String name);

  /**
   * An array's bytes, mapped anew by every call.
   *
   * @param name one of {@link #names()}
   * @return little-endian, C order, read-only, direct; valid as long as it is referred to, also
   *     after closing
   */
  ByteBuffer bytes(String name);

  /**
   * @param manager owner of the new array
   * @param name one of {@link #names()}
   * @return a copy on the manager's device
   */
  default NDArray array(NDManager manager, String name) {
    if (shape(name).size() == 0) {
      return manager.create(shape(name), type(name));
    }
    // The engine would use the mapped, read-only bytes in place, and crash on the first change.
    ByteBuffer bytes = bytes(name);
    try (NDArray mapped = manager.create(bytes, shape(name), type(name))) {
      return mapped.duplicate();
    } finally {
      MappedBytes.release(bytes);
    }
  }

  @Override
  void close();

  /**
   * Opens a safetensors file or a PyTorch checkpoint, told apart by their first bytes. Of a
   * checkpoint it is the weights: the top, or what it calls {@code model} or {@code state_dict}.
   *
   * @param file what to read
   * @throws SerlabException if it cannot be read, is damaged, or is neither
   */
  static WeightFile open(Path file) {
    byte[] begin;
    try (var in = Files.newInputStream(file)) {
      begin = in.readNBytes(9);
    } catch (NoSuchFileException e) {
      throw new SerlabException("Cannot read the weights " + file + ": there is no such file.", e);
    } catch (IOException e) {
      throw new SerlabException("Cannot read the weights " + file + ": " + e.getMessage(), e);
    }
    return TorchFile.isOne(begin) ? TorchFile.open(file).weights() : Safetensors.open(file);
  }
}
