package org.serlab.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.serlab.SerlabException;

/**
 * A file of {@code torch.save}: the zip format (PyTorch 1.6 and later) or the older one. Its
 * pickles are read by a reader that builds tensors and plain containers and refuses every other
 * name, so that a hostile file can run nothing; its numbers are mapped, and nothing is copied until
 * an array is asked for.
 */
public final class TorchFile implements AutoCloseable {
  /**
   * Longest pickle that is read: those of real checkpoints have some hundred kilobytes, and a
   * single byte can ask for an object of fifty.
   */
  static final int MOST_PICKLED = 1 << 23;

  /** Elements of a tensor that repeats those of its storage, as one that was expanded does. */
  private static final int MOST_REPEATED = 1 << 24;

  private final Path file;
  private final FileChannel channel;
  private final Object root;
  private final Map<String, Region> regions;

  /**
   * Where a storage's bytes are in the file.
   *
   * @param begin first byte
   * @param bytes how many
   */
  record Region(long begin, long bytes) {}

  /**
   * What a file's format gives.
   *
   * @param root the object that was saved
   * @param regions of the storages, by their keys
   */
  record Content(Object root, Map<String, Region> regions) {}

  private TorchFile(Path file, FileChannel channel, Content content) {
    this.file = file;
    this.channel = channel;
    this.root = content.root();
    this.regions = content.regions();
  }

  /**
   * @param begin first bytes of a file
   * @return whether it is one of {@code torch.save}, to all appearances
   */
  static boolean isOne(byte[] begin) {
    boolean zip = isZip(begin);
    boolean pickle = begin.length >= 2 && begin[0] == (byte) 0x80 && begin[1] >= 1 && begin[1] <= 5;
    // A safetensors header of such a length would begin alike; its ninth byte is a bracket.
    return zip || pickle && !(begin.length == 9 && begin[7] == 0 && begin[8] == '{');
  }

  private static boolean isZip(byte[] begin) {
    return begin.length >= 4
        && begin[0] == 'P'
        && begin[1] == 'K'
        && (begin[2] == 3 && begin[3] == 4 || begin[2] == 5 && begin[3] == 6);
  }

  /**
   * @param file a file of {@code torch.save}
   * @throws SerlabException if it cannot be read, is damaged, or names what is not allowed
   */
  public static TorchFile open(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      ByteBuffer begin = ByteBuffer.allocate(4);
      channel.read(begin, 0);
      Content content =
          isZip(begin.array()) ? TorchZip.read(file, channel) : TorchLegacy.read(channel);
      TorchFile opened = new TorchFile(file, channel, content);
      channel = null;
      return opened;
    } catch (NoSuchFileException e) {
      throw new SerlabException(
          "Cannot read the checkpoint " + file + ": there is no such file.", e);
    } catch (IOException e) {
      throw new SerlabException("Cannot read the checkpoint " + file + ": " + e.getMessage(), e);
    } catch (PickleException e) {
      throw new SerlabException(file + " " + e.getMessage() + ".", e);
    } finally {
      close(channel);
    }
  }

  /**
   * What was saved, as plain Java: maps, lists, texts, numbers, {@link TorchTensor}s, and {@link
   * PickleObject}s where Python had objects of its own classes. It may contain itself.
   */
  public Object root() {
    return root;
  }

  /** Where it lies. */
  public Path file() {
    return file;
  }

  /**
   * The weights of the usual checkpoints: the top itself, or what it calls {@code model} or {@code
   * state_dict}. Closing them closes this file.
   *
   * @throws SerlabException if there are none
   */
  public WeightFile weights() {
    if (root instanceof Map<?, ?> top) {
      for (Object candidate : new Object[] {top, top.get("model"), top.get("state_dict")}) {
        if (candidate instanceof Map<?, ?> map
            && map.values().stream().anyMatch(TorchTensor.class::isInstance)) {
          return weights(map);
        }
      }
    }
    close();
    throw new SerlabException(
        file + " holds no weights: neither its top nor its model or state_dict has tensors.");
  }

  /**
   * The tensors of a dictionary within {@link #root()}; other values are left out. Closing them
   * closes this file.
   *
   * @param dictionary tensors by name
   */
  public WeightFile weights(Map<?, ?> dictionary) {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    dictionary.forEach(
        (name, value) -> {
          if (value instanceof TorchTensor tensor) {
            tensors.put(String.valueOf(name), tensor);
          }
        });
    return new TorchWeights(this, tensors);
  }

  /**
   * A tensor's bytes.
   *
   * @return little-endian, C order, direct
   */
  ByteBuffer bytes(TorchTensor tensor) {
    TorchStorage storage = tensor.storage();
    Region region = regions.get(storage.key());
    int size = storage.type().getNumOfBytes();
    if (region == null || storage.elements() > region.bytes() / size - storage.begin()) {
      throw new SerlabException(
          file + " is cut short: the numbers of a tensor are not there; fetch it again.");
    }
    if (tensor.size() > Math.max(storage.elements(), MOST_REPEATED)) {
      throw new SerlabException(
          file + " holds a tensor with far more elements than its storage, which cannot be read.");
    }
    long begin = region.begin() + storage.begin() * size;
    if (tensor.isContiguous()) {
      return map(begin + tensor.offset() * size, tensor.size() * size);
    }
    return gathered(map(begin, storage.elements() * size), tensor, size);
  }

  /** A tensor whose elements do not lie in C order, copied into it. */
  private static ByteBuffer gathered(ByteBuffer storage, TorchTensor tensor, int size) {
    int elements = Math.toIntExact(tensor.size());
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(elements, size))
            .order(ByteOrder.LITTLE_ENDIAN);
    long[] index = new long[tensor.shape().length];
    long position = tensor.offset();
    for (int i = 0; i < elements; i++) {
      int from = Math.toIntExact(position * size);
      for (int k = 0; k < size; k++) {
        bytes.put(storage.get(from + k));
      }
      for (int axis = index.length - 1; axis >= 0; axis--) {
        position += tensor.strides()[axis];
        if (++index[axis] < tensor.shape()[axis]) {
          break;
        }
        position -= tensor.strides()[axis] * index[axis];
        index[axis] = 0;
      }
    }
    return bytes.flip();
  }

  private ByteBuffer map(long begin, long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new SerlabException("A tensor of " + file + " is too large to be read in one piece.");
    }
    try {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, begin, bytes)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new SerlabException("Cannot read the checkpoint " + file + ": " + e.getMessage(), e);
    }
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Only reading: nothing can be lost.
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
