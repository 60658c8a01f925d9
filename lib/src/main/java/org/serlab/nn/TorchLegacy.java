package org.serlab.nn;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of {@code torch.save} before PyTorch 1.6: one pickle after the other (a magic number,
 * a version, what the machine was like, the object, the storages' keys), then each storage's length
 * and bytes.
 */
final class TorchLegacy {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  private TorchLegacy() {}

  /**
   * @param channel open for reading
   * @throws PickleException if it does not hold together
   */
  static TorchFile.Content read(FileChannel channel) throws IOException {
    ByteBuffer in =
        channel
            .map(FileChannel.MapMode.READ_ONLY, 0, Math.min(channel.size(), TorchFile.MOST_PICKLED))
            .order(ByteOrder.LITTLE_ENDIAN);
    PickleGlobals globals = new PickleGlobals();
    if (!MAGIC.equals(plain(in, globals))) {
      throw new PickleException("is a pickle, but not one of torch.save");
    }
    if (!Long.valueOf(VERSION).equals(plain(in, globals))) {
      throw new PickleException("is of a version of torch.save that is not known");
    }
    if (plain(in, globals) instanceof Map<?, ?> machine
        && Boolean.FALSE.equals(machine.get("little_endian"))) {
      throw new PickleException("was written on a big-endian machine, which is not supported");
    }
    Map<String, DataType> types = new HashMap<>();
    Object root =
        new PickleReader(
                in,
                globals,
                id -> {
                  TorchStorage storage = TorchStorage.ofId(id);
                  types.put(storage.key(), storage.type());
                  return storage;
                })
            .read();
    if (!(plain(in, globals) instanceof List<?> keys)) {
      throw new PickleException("does not list its storages");
    }
    return new TorchFile.Content(root, regions(channel, in.position(), keys, types));
  }

  private static Object plain(ByteBuffer in, PickleGlobals globals) {
    return new PickleReader(
            in,
            globals,
            id -> {
              throw new PickleException("refers to a storage out of place");
            })
        .read();
  }

  private static Map<String, TorchFile.Region> regions(
      FileChannel channel, long start, List<?> keys, Map<String, DataType> types)
      throws IOException {
    Map<String, TorchFile.Region> regions = new HashMap<>();
    long position = start;
    for (Object key : keys) {
      DataType type = key instanceof String ? types.get(key) : null;
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      boolean cut = channel.read(length, position) < Long.BYTES;
      long elements = length.getLong(0);
      position += Long.BYTES;
      if (type == null) {
        throw new PickleException("lists a storage that nothing refers to");
      }
      long size = type.getNumOfBytes();
      if (cut || elements < 0 || elements > (channel.size() - position) / size) {
        throw new PickleException("is cut short within its numbers: fetch it again");
      }
      regions.put((String) key, new TorchFile.Region(position, elements * size));
      position += elements * size;
    }
    return regions;
  }
}
